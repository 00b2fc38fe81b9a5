"""One writer at a time: a lock on the case that also remembers whether the last writer finished, and what it left.

The lock's file says `writing`, or `at rest` with the digest of the record as it lay then: SQLite's file has bytes that
no row is made of, which no seal is over. It is written in place and always as long: a disk writes a sector or does not.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from counterclaim import durable
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.ledger.sized import beginning

#: Visible, so that a copy made without hidden files has it; what older versions made has the other, and keeps it.
LOCK, HIDDEN_LOCK = "lock", ".lock"
#: All that this version writes is of one length.
_AT_REST, _WRITING = b"at rest\n", b"writing".ljust(72) + b"\n"
_DIGEST, _BYTES_MAX = 64, 200
#: Between two writers: the digest, blanks where the record could not be brought to rest; versions before wrote neither.
_RESTING = re.compile(rb"at rest\n(?:([0-9a-f]{64})\n| {64}\n)?")
_STOPPED = (_WRITING, b"writing\n")


def lock_of(path: Path) -> str:
    """Give the name of the lock's file of the case in a folder."""
    return HIDDEN_LOCK if (path / HIDDEN_LOCK).exists() and not (path / LOCK).exists() else LOCK


class Busy(UsageError):
    """Another process is writing the case."""


class WriterLock:
    """The right to write one case. `held` tells whether this process has it now.

    `rest` is called when a writer is done; it brings the record to rest and gives its digest, or nothing. `gate` is
    what else one must get through: of processes on other machines, one at a time.
    """

    def __init__(
        self,
        path: Path,
        rest: Callable[[], str] = str,
        gate: Callable[[float], AbstractContextManager[bool]] | None = None,
    ) -> None:
        self._path, self._rest, self._gate = path, rest, gate or (lambda _: nullcontext(True))
        self._depth = 0
        self._failed = False

    @property
    def held(self) -> bool:
        """Tell whether this process holds the case for writing."""
        return self._depth > 0

    def at_rest(self) -> bool:
        """Tell whether the last writer finished; while one is writing now, it has not."""
        return _RESTING.fullmatch(self.words() or b"") is not None

    def cut(self) -> bool:
        """Tell whether the file of this version's lock is shorter than what any of them writes."""
        return self._path.name == LOCK and len(self.words() or b"") < len(_WRITING)

    def stopped(self) -> bool:
        """Tell whether a writer began and did not finish: it is writing now, or was stopped."""
        return self.words() in _STOPPED

    def busy(self) -> bool:
        """Tell whether somebody holds the case for writing now."""
        try:
            with self._path.open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as cause:
            return isinstance(cause, BlockingIOError)
        return False

    def words(self) -> bytes | None:
        """Give what the lock's file says; None where there is none."""
        return beginning(self._path, _BYTES_MAX) if self._path.is_file() else None

    def noted(self) -> str:
        """Give the digest that the record had when the last writer was done; nothing where none was noted."""
        found = _RESTING.fullmatch(self.words() or b"")
        return (found[1] or b"").decode() if found else ""

    def require(self) -> None:
        """Refuse a write by who does not hold the case. Raises UsageError."""
        if not self.held:
            raise UsageError("to hold the case for writing", "a write outside of that", "Write inside `writing()`.")

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Refuse a write by who does not hold the case; after one that fails, the next writer recovers."""
        self.require()
        whole = False
        try:
            yield
            whole = True
        finally:
            self._failed = self._failed or not whole

    @contextmanager
    def hold(self, recover: Callable[[], None], patience: float = 0.0) -> Iterator[None]:
        """Hold the case for writing; `recover` is called first when the last writer was stopped half-way.

        `patience` is how many seconds one stands in line, where the gate has one. Holding it again inside is allowed.
        Raises Busy if another process has it.
        """
        if self.held:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        with ExitStack() as gate, self._open() as lock:
            busy = Busy("to be the only writer", "another process is writing this case", "Wait for it.")
            if not gate.enter_context(self._gate(patience)):
                raise busy
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as cause:
                raise busy from cause
            self._depth, self._failed = 1, False
            try:
                stopped = not _RESTING.fullmatch(lock.read(_BYTES_MAX))
                _say(lock, _WRITING)
                if stopped:
                    recover()
                yield
                if not self._failed:
                    _say(lock, _AT_REST + self._rest().encode().ljust(_DIGEST) + b"\n")
            finally:
                self._depth = 0

    def _open(self) -> BinaryIO:
        try:
            return os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
        except OSError as cause:
            raise CounterclaimError(
                f"permission to write in {self._path.parent}",
                str(cause.strerror),
                "Copy the case to a folder of your own and open it there.",
            ) from cause


def _say(lock: BinaryIO, words: bytes) -> None:
    """Write the state into the lock's file, durably."""
    with durable.clear("the case's lock"):
        lock.seek(0)
        lock.write(words)
        lock.truncate()
        os.fsync(lock.fileno())
