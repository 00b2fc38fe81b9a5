"""Processes beside the one that answers: nobody who asks for something light waits for what takes long."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import ParamSpec, TypeVar

from counterclaim.desk.turns import Turns
from counterclaim.errors import CounterclaimError

T = TypeVar("T")
P = ParamSpec("P")


class Beside:
    """Some processes, each begun when it is first needed; they end with this one, however that ends.

    `first` is what each does before anything else; others take the place of those that were lost.
    """

    def __init__(self, count: int, first: Callable[[], None]) -> None:
        self._count, self._first = count, first
        self._lock, self._closed = threading.Lock(), False
        self._pool = self._made()
        #: Turns to have something done here: one more than there are processes, so that none waits for its next.
        self.turns = Turns(count + 1)

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, get_context("spawn"), _begin, (self._first,))

    def submit(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
        """Have something done when a process is free. Raises CounterclaimError where all are being closed."""
        with self._lock:
            if self._closed:
                raise CounterclaimError("a desk that is open", "one that was closed", "Start the desk again.")
            try:
                return self._pool.submit(do, *given, **named)
            except BrokenExecutor:
                self._pool = self._made()
                return self._pool.submit(do, *given, **named)

    def have(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Give what comes of something that is done there. Raises CounterclaimError where its process was lost."""
        try:
            return self.submit(do, *given, **named).result()
        except (CancelledError, BrokenExecutor) as cause:
            raise CounterclaimError(
                "a desk that is open", type(cause).__name__, "Ask again, or start it again."
            ) from cause

    def begin(self) -> None:
        """Begin all processes now, so that the first who asks does not wait for that."""
        for _ in range(self._count):
            self.submit(int)

    def close(self, *, wait: bool = False) -> None:
        """Begin nothing more, and wait for what is being done, or for nothing."""
        with self._lock:
            self._closed = True
            self._pool.shutdown(wait=wait, cancel_futures=True)


def _begin(first: Callable[[], None]) -> None:
    threading.Thread(target=_end_with_it, daemon=True).start()
    first()


def _end_with_it() -> None:
    desk = parent_process()
    if desk is not None:
        desk.join()
        os._exit(0)
