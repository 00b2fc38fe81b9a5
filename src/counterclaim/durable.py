"""Writing bytes so that a crash leaves either the old file or the new one: temporary file, sync, rename, sync."""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from counterclaim.errors import CounterclaimError

#: Names that start so are unfinished writes; they are removed when the next writer takes the case.
UNFINISHED = ".unfinished-"
_WRITER = re.compile(re.escape(UNFINISHED) + r"(?P<pid>\d+)-(?P<host>[0-9A-Za-z._]+)-")
#: Seconds after which what another machine wrote last is taken for abandoned.
ABANDONED = 86_400.0


@contextmanager
def clear(what: str) -> Iterator[None]:
    """Turn the system's refusal to write into words a reader can act on."""
    try:
        yield
    except OSError as cause:
        raise CounterclaimError(
            f"room and permission to write {what}", str(cause.strerror), "Free space or check the folder's rights."
        ) from cause


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each entered durably in the one that holds it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with clear(str(folder)):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def unfinished(path: Path) -> Path:
    """Give the name under which `path` is written before it is whole: of this process on this machine."""
    return path.parent / f"{UNFINISHED}{os.getpid()}-{_here()}-{path.name}"


def _here() -> str:
    """Give what this machine is called, in signs that no name of a file is broken by."""
    return re.sub(r"[^0-9A-Za-z.]", "_", socket.gethostname())[:64] or "_"


def write(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Put `data` at `path` durably and at once; `mode` sets who may read and write the file.

    Raises CounterclaimError when the disk is full or read-only.
    """
    make_folder(path.parent)
    temporary = unfinished(path)
    try:
        with clear(path.name):
            with temporary.open("wb") as out:
                if mode is not None:
                    os.fchmod(out.fileno(), mode)
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
    except CounterclaimError:
        temporary.unlink(missing_ok=True)
        raise


def move_folder(whole: Path, target: Path) -> None:
    """Give a folder whose files are all written its final name, durably."""
    with clear(target.name):
        whole.rename(target)
        sync_folder(target.parent)


def remove(paths: Iterable[Path]) -> None:
    """Remove files so that they do not come back: a removal that a power cut undoes would be found as a stranger."""
    gone = list(paths)
    with clear("what is no longer needed"):
        for path in gone:
            path.unlink(missing_ok=True)
        for folder in sorted({path.parent for path in gone}):
            sync_folder(folder)


def sweep_gone(folder: Path) -> None:
    """Remove what processes that are gone left unfinished in a folder, without holding a lock.

    What a process of this machine writes stays while it runs; of another machine nobody here can tell, so that its
    files go once nothing was written into them for `ABANDONED` seconds.
    """
    with clear(str(folder)):
        for left in sorted(folder.glob(f"{UNFINISHED}*")):
            found = _WRITER.match(left.name)
            with suppress(FileNotFoundError):  # whoever writes it may end now
                if found and found["host"] == _here():
                    gone = not runs(int(found["pid"]))
                else:
                    gone = time.time() - max(p.stat().st_mtime for p in (left, *left.glob("*"))) > ABANDONED
                if gone:
                    _away(left)


def runs(pid: int) -> bool:
    """Tell whether a process of this machine runs."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _away(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)


def sweep(folder: Path, *, deep: bool = True) -> None:
    """Remove what an interrupted write left behind; without `deep`, in this folder alone."""
    pattern = f"{UNFINISHED}*"
    with clear(str(folder)):
        for left in sorted(folder.rglob(pattern) if deep else folder.glob(pattern)):
            _away(left)
