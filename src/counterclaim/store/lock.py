"""One writer at a time: a lock on the case that also remembers whether the last writer finished."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from counterclaim import durable
from counterclaim.errors import CounterclaimError, UsageError

#: What the lock's file says between two writers; anything else means that the last one was stopped.
_AT_REST = b"at rest\n"


class Busy(UsageError):
    """Another process is writing the case."""


class WriterLock:
    """The right to write one case. `held` tells whether this process has it now.

    `gate` is what else one must get through: of processes on other machines, one at a time.
    """

    def __init__(self, path: Path, gate: Callable[[float], AbstractContextManager[bool]] | None = None) -> None:
        self._path, self._gate = path, gate or (lambda _: nullcontext(True))
        self._depth = 0
        self._failed = False

    @property
    def held(self) -> bool:
        """Tell whether this process holds the case for writing."""
        return self._depth > 0

    def at_rest(self) -> bool:
        """Tell whether the last writer finished; while one is writing now, it has not."""
        return self._path.is_file() and self._path.read_bytes() == _AT_REST

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
                stopped = lock.read() != _AT_REST
                _say(lock, b"writing\n")
                if stopped:
                    recover()
                yield
                if not self._failed:
                    _say(lock, _AT_REST)
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
        lock.truncate()
        lock.write(words)
        os.fsync(lock.fileno())
