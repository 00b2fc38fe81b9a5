"""Verifying the case on demand: in a process of its own, one at a time, with the latest result kept to be shown."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from counterclaim.desk.beside import Beside
from counterclaim.store import CaseFolder, Check, verify

#: Failures that are told one by one.
WRONG_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a verification found: when it began, how many checks there were, and those that failed."""

    at: str
    checks: int
    failed: int
    wrong: tuple[Check, ...]


class Verifying:
    """The verifications of one case."""

    def __init__(self, path: Path, pool: Beside) -> None:
        self._path, self._pool, self._lock = path, pool, Lock()
        self._running: Future[Verified] | None = None
        self._last: Verified | None = None
        self._error = ""

    def start(self, clock: Callable[[], str]) -> None:
        """Begin one, unless one is under way."""
        with self._lock:
            if self._running is None:
                self._running = self._pool.submit(_verified, self._path, clock())

    def state(self) -> tuple[bool, Verified | None, str]:
        """Tell whether one is under way, what the latest found, and why it could not be made where it could not."""
        with self._lock:
            if self._running is not None and self._running.done():
                error = self._running.exception()
                self._error = type(error).__name__ if error else ""
                self._last = None if error else self._running.result()
                self._running = None
            return self._running is not None, self._last, self._error


def _verified(path: Path, at: str) -> Verified:
    case = CaseFolder.open(path)
    try:
        wrong: list[Check] = []
        count = failed = 0
        for check in verify(case):
            count += 1
            if check.state != "intact":
                failed += 1
                wrong += [check] if failed <= WRONG_MAX else []
    finally:
        case.close()
    return Verified(at=at, checks=count, failed=failed, wrong=tuple(wrong))
