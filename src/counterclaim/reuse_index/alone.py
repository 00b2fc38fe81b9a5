"""A folder that is an index's alone: nothing else lies there, much of it being replaced, and one process works there.

Two that add at once would give two texts one number, and each removes what the other builds.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterclaim.english import listed
from counterclaim.errors import UsageError

#: What an index writes, whatever it was in the middle of, and before it has any texts.
_OURS = re.compile(r"\..*|lock|STATE(?:\.unfinished)?|texts|shingles|found|state-\d+|build-[0-9a-f]+")
_BEGUN = re.compile(r"\..*|lock")
_NAMED = 3


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder of an index, made where there is none.

    Raises UsageError where something else lies in it, or another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ours = _OURS if (folder / "texts").is_dir() else _BEGUN
    if strange := sorted(p.name for p in folder.iterdir() if not ours.fullmatch(p.name)):
        came = f"{folder}, which holds {listed(strange, _NAMED)}"
        todo = "Name another folder: much of what lies in an index's folder is replaced."
        raise UsageError("the folder of an index, or a new or empty one", came, todo)
    with (folder / "lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            todo = "Wait for it, then run this again; or name another folder."
            raise UsageError("to work alone at an index", f"another process at {folder}", todo) from cause
        yield
