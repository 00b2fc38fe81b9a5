"""Turns at what only some can use at once: each in the order it was asked, and what takes long a little before."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count


class Turns:
    """Turns that at most so many have at once. Takes how many, at least 1."""

    def __init__(self, at_once: int) -> None:
        self._free, self._lock, self._number = at_once, threading.Lock(), count()
        self._waiting: list[tuple[float, int, threading.Event]] = []

    @contextmanager
    def turn(self, before: float = 0.0) -> Iterator[None]:
        """Wait for a turn, and have it. `before` is the seconds by which it goes as if it had been asked earlier."""
        mine = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                mine.set()
            else:
                heapq.heappush(self._waiting, (time.monotonic() - before, next(self._number), mine))
        mine.wait()
        try:
            yield
        finally:
            with self._lock:
                if self._waiting:
                    heapq.heappop(self._waiting)[2].set()
                else:
                    self._free += 1
