"""Bounds of size: nothing is parsed that is longer than its kind can honestly be.

Each bound stands beside its parser, which refuses what is longer in its own words. A file of a case is read no further
than shows that it is too long.
"""

from __future__ import annotations

from pathlib import Path


def beginning(file: Path, most: int) -> bytes:
    """Give a file's bytes; of one that has more than `most`, one more than that, for its parser to refuse."""
    with file.open("rb") as opened:
        return opened.read(most + 1)


def bounded(data: bytes, most: int, what: str, bad: type[ValueError]) -> bytes:
    """Give bytes back; raises `bad` where they are more than `most`, as `what` never is."""
    if len(data) > most:
        raise bad(f"more than the {most:,} bytes that {what} can have")
    return data
