"""Step 1: walk files and folders. Every item is either found or refused by name; links out of a folder are refused."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.records.source import Refusal
from counterclaim.settings import Settings

#: Files that operating systems leave in folders; they are named in the closing table like everything else.
SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to take: `name` is relative to what the user gave, `path` is where it is."""

    name: str
    path: Path
    byte_count: int


def found(paths: Sequence[Path], settings: Settings | None = None) -> Iterator[Incoming | Refusal]:
    """Give every file under `paths`, in order of name, or why it cannot be taken."""
    limit = (settings or Settings()).capture_bytes_max
    for given in paths:
        if not given.exists():
            yield Refusal(name=str(given), reason="there is no such file or folder", todo="Check the path.")
        elif given.is_dir():
            root = given.resolve()
            for path in sorted(given.rglob("*")):
                if path.is_symlink() or not path.is_dir():
                    yield _item(path, f"{given.name}/{path.relative_to(given).as_posix()}", root, limit)
        else:
            yield _item(given, given.name, given.resolve().parent, limit)


def _item(path: Path, name: str, root: Path, limit: int) -> Incoming | Refusal:
    if path.name in SYSTEM_FILES:
        return Refusal(name=name, reason="a file of the operating system, not a report")
    try:
        if not path.resolve().is_relative_to(root):
            return Refusal(name=name, reason="a link that leads out of its folder", todo="Give the target itself.")
        status = path.stat()
    except OSError as error:
        return Refusal(name=name, reason=f"cannot be opened: {error.strerror}", todo="Check the link or the rights.")
    if not stat.S_ISREG(status.st_mode):
        return Refusal(
            name=name, reason="not a regular file (a device, socket or pipe)", todo="Save it as a file first."
        )
    if status.st_size > limit:
        size = f"{status.st_size / 1e6:,.0f} MB, over the bound of {limit / 1e6:,.0f} MB"
        return Refusal(name=name, reason=size, todo="Split it, or raise `capture_bytes_max` in the settings.")
    return Incoming(name, path, status.st_size)
