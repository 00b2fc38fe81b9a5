"""What was sent is shown to the scanner that the desk's keeper names, if any, before it is taken."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from counterclaim.errors import UsageError

#: Seconds that a scanner may look at one sending, and lines and letters that are told of what it found.
PATIENCE, LINES, LETTERS = 600.0, 5, 200
_TODO = "Nothing was taken. What is evidence all the same is taken on the command line, where the case lies."


def command(words: str) -> tuple[str, ...]:
    """Give the parts of a scanner's command line, none of none. Raises UsageError where there is no such program."""
    try:
        parts = tuple(shlex.split(words))
    except ValueError as cause:
        raise UsageError("the command line of a scanner", words, "Close its quotation marks.") from cause
    if parts and shutil.which(parts[0]) is None:
        raise UsageError("a program of this machine that scans files", parts[0], "Install it, or give its whole path.")
    return parts


def scan(scanner: Sequence[str], folder: Path) -> None:
    """Let a scanner look at a folder: it is given its path last, and ends with 0 where it finds nothing, with 1 where
    it does, as `clamdscan` and others do.

    Raises UsageError where it finds something, and where it cannot look: nothing is taken that it did not look at.
    """
    place = str(folder.resolve())
    try:
        done = subprocess.run(
            [*scanner, place], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as cause:
        raise UsageError("the scanner to look at what was sent", type(cause).__name__, _TODO) from cause
    if done.returncode == 1:
        lines = [x for x in done.stdout.decode("utf-8", "replace").splitlines() if place in x]
        told = "; ".join(x.replace(f"{place}/", "").replace(place, "")[:LETTERS] for x in lines[:LINES])
        raise UsageError("files in which the scanner finds nothing", told or "some in which it does", _TODO)
    if done.returncode:
        raise UsageError("the scanner to look at what was sent", f"its exit status {done.returncode}", _TODO)
