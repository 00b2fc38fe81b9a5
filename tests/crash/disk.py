"""A disk that forgets what it was not told to keep: what a power cut leaves of the writes of one process.

Files and folders of Python's own writes are followed by name. At the cut, of each file changed since its last sync only
a part is left, or zeros; of renames, removals and new folders since the last sync of their folder any number did not
happen. SQLite writes without Python: what its write-ahead log holds beyond the last commit that returned is cut too.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_SECTOR = 512
_NOT_OURS = ("case.sqlite", "case.sqlite-wal", "case.sqlite-shm")


class Disk:
    """Follows what happens under `root`; `stop` is the number of the operation before which the power goes."""

    def __init__(self, root: Path, scratch: Path, drawn: random.Random, stop: int) -> None:
        self.root, self._scratch, self._drawn, self._left = root, scratch, drawn, stop
        #: inode → (size, time of the last change) when it was last synced; what a life finds had survived.
        self._synced: dict[int, tuple[int, int]] = {}
        #: inode → what it held then, of files that fit in one sector: written in place, that is old or new, never torn.
        self._sectors: dict[int, bytes] = {}
        #: What happened in each folder since it was last synced, with how to undo it, in order.
        self._undo: list[tuple[Path, Callable[[], None]]] = []
        self._wal = 0
        self._made = 0
        for path in root.rglob("*"):
            if path.is_file():
                self._note(path)
                self._wal = path.stat().st_size if path.name == "case.sqlite-wal" else self._wal

    def _note(self, path: Path) -> None:
        now = path.stat()
        self._synced[now.st_ino] = (now.st_size, now.st_mtime_ns)
        if now.st_size <= _SECTOR:
            self._sectors[now.st_ino] = path.read_bytes()

    def _aside(self, path: Path) -> Path:
        """Keep what a name leads to, for the case that its removal is forgotten."""
        self._made += 1
        kept = self._scratch / str(self._made)
        os.link(path, kept)
        return kept

    def step(self) -> None:
        """Count one operation that is about to happen; at the chosen one the power goes."""
        self._left -= 1
        wal = next(iter(self.root.rglob("case.sqlite-wal")), None)
        self._wal = min(
            self._wal, wal.stat().st_size if wal is not None else 0
        )  # its content was moved into the record
        if self._left < 0:
            self.cut()

    def cut(self) -> NoReturn:
        """Forget, then end."""
        self._left = sys.maxsize  # what follows is the forgetting
        for folder, undo in reversed(self._undo):
            if folder.is_dir() and self._drawn.random() < 0.5:
                undo()
        for path in [p for p in self.root.rglob("*") if p.is_file() and not p.is_symlink()]:
            now = path.stat()
            if path.name not in _NOT_OURS and self._synced.get(now.st_ino) != (now.st_size, now.st_mtime_ns):
                self._spoil(path, now.st_size)
        wal = next(iter(self.root.rglob("case.sqlite-wal")), None)
        if wal is not None and wal.stat().st_size > self._wal:
            os.truncate(wal, self._drawn.randint(self._wal, wal.stat().st_size))
        for shared in self.root.rglob("case.sqlite-shm"):
            shared.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("nothing comes after that")

    def _spoil(self, path: Path, size: int) -> None:
        before = self._sectors.get(path.stat().st_ino, b"")
        if before and len(before) == size:
            if self._drawn.random() < 0.5:
                path.chmod(0o644)
                path.write_bytes(before)
            return
        match self._drawn.randrange(3):
            case 0:
                path.chmod(0o644)
                os.truncate(path, 0)
            case 1:
                path.chmod(0o644)
                os.truncate(path, self._drawn.randrange(size + 1))
            case _:
                path.chmod(0o644)
                path.write_bytes(bytes(size))

    def wrap(self) -> None:  # noqa: C901 - one function for each operation
        """Put the following around the operations of this process; only a child that dies may do so."""
        sync, rename, replace, unlink, mkdir = os.fsync, Path.rename, Path.replace, Path.unlink, Path.mkdir

        def fsync(handle: Any) -> None:
            number = handle if isinstance(handle, int) else handle.fileno()
            path = Path(f"/proc/self/fd/{number}").resolve()
            self.step()
            sync(handle)
            if path.is_dir():
                self._undo = [(folder, undo) for folder, undo in self._undo if folder != path]
            elif path.is_file():
                self._note(path)

        def moving(real: Callable[[Path, Any], Path]) -> Callable[[Path, Any], Path]:
            def move(source: Path, target: Any) -> Path:
                self.step()
                to = Path(target)
                before = self._aside(to) if to.is_file() else None
                done = real(source, target)

                def back() -> None:
                    if to.exists() and not source.exists():
                        rename(to, source)
                    if before is not None and not to.exists():
                        os.link(before, to)

                self._undo.append((to.parent, back))
                return done

            return move

        def unlink_(path: Path, missing_ok: bool = False) -> None:
            self.step()
            kept = self._aside(path) if path.is_file() and path.is_relative_to(self.root) else None
            unlink(path, missing_ok=missing_ok)
            if kept is not None:
                self._undo.append((path.parent, lambda: os.link(kept, path) if not path.exists() else None))

        def mkdir_(path: Path, *args: Any, **options: Any) -> None:
            self.step()
            fresh = not path.exists()
            mkdir(path, *args, **options)
            if fresh:
                self._undo.append((path.parent, lambda: shutil.rmtree(path, ignore_errors=True)))

        os.fsync = fsync
        Path.rename = moving(rename)  # type: ignore[method-assign,assignment]
        Path.replace = moving(replace)  # type: ignore[method-assign,assignment]
        Path.unlink = unlink_  # type: ignore[method-assign]
        Path.mkdir = mkdir_  # type: ignore[method-assign,assignment]
        self._wrap_commits()

    def _wrap_commits(self) -> None:
        """SQLite syncs its log before a commit returns; what was there then is kept."""
        from sqlalchemy.dialects.sqlite.base import SQLiteDialect

        real, disk = SQLiteDialect.do_commit, self

        def commit(dialect: Any, connection: Any) -> None:
            disk.step()
            real(dialect, connection)
            wal = next(iter(disk.root.rglob("case.sqlite-wal")), None)
            disk._wal = wal.stat().st_size if wal is not None else 0

        SQLiteDialect.do_commit = commit  # type: ignore[method-assign]
