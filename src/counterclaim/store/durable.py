"""Writing bytes so that a crash leaves either the old file or the new one: temporary file, sync, rename, sync."""

from __future__ import annotations

import os
from pathlib import Path

from counterclaim.errors import CounterclaimError

#: Names that start so are unfinished writes; they are removed when a case is opened.
UNFINISHED = ".unfinished-"


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` durably and at once. Raises CounterclaimError when the disk is full or read-only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f"{UNFINISHED}{os.getpid()}-{path.name}"
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as cause:
        temporary.unlink(missing_ok=True)
        raise CounterclaimError(
            f"room and permission to write {path.name}", str(cause.strerror), "Free space or check the folder's rights."
        ) from cause


def sweep(folder: Path) -> None:
    """Remove what an interrupted write left behind."""
    for left in folder.rglob(f"{UNFINISHED}*"):
        if left.is_dir():
            for inner in left.iterdir():
                inner.unlink()
            left.rmdir()
        else:
            left.unlink()
