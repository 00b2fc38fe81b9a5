"""The local engine: one function over many items, in processes of this machine, results in the order of the items."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar

from counterclaim.errors import CounterclaimError, UsageError

A = TypeVar("A")
B = TypeVar("B")
#: Items handed to each worker ahead of need: enough to keep it busy, few enough to bound memory.
_AHEAD = 4
_NAME_CHARS = 80
_WORKERS_MAX = 4
#: The environment variable that sets the number of processes; the results do not depend on it.
WORKERS = "COUNTERCLAIM_WORKERS"


def workers_for(items: int, parallel_from: int) -> int:
    """Give how many processes to use: what `COUNTERCLAIM_WORKERS` says, else one for few items, else one a core, to 4.

    Takes the number of items and the number from which a second process pays. Raises UsageError for a setting that is
    no whole number from 1.
    """
    said = os.environ.get(WORKERS, "").strip()
    if said:
        if not (said.isascii() and said.isdigit() and int(said)):
            raise UsageError(f"{WORKERS} as a whole number from 1", f"`{said}`", "For example 2.")
        return int(said)
    return min(os.cpu_count() or 1, _WORKERS_MAX) if items >= parallel_from else 1


def map_batches(function: Callable[[A], B], items: Sequence[A], workers: int) -> Iterator[B]:
    """Give `function(item)` for each item, in order; one worker means in this process.

    Takes a function that can be pickled by name. Raises CounterclaimError, which names the item, when `function`
    fails or a worker process dies; an error of this program keeps its class and carries the item as a note.
    """
    if workers <= 1 or len(items) <= 1:
        for position, item in enumerate(items):
            with _Naming(position, items):
                result = function(item)
            yield result
        return
    # Fork is unsafe once threads run (spaCy's and DuckDB's do); a fresh interpreter per worker is slower and sound.
    pool = ProcessPoolExecutor(max_workers=min(workers, len(items)), mp_context=get_context("spawn"))
    try:
        yield from _in_order(pool, function, items, workers * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, function: Callable[[A], B], items: Sequence[A], ahead: int) -> Iterator[B]:
    waiting: deque[Future[B]] = deque()
    for position in range(len(items)):
        with _Naming(position, items):
            while len(waiting) < ahead and position + len(waiting) < len(items):
                waiting.append(pool.submit(function, items[position + len(waiting)]))
            result = waiting.popleft().result()
        yield result


class _Naming(AbstractContextManager[None]):
    """Says of a failure which item it happened at."""

    def __init__(self, position: int, items: Sequence[object]) -> None:
        self._position = position
        self._items = items

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            return
        where = f"item {self._position + 1} of {len(self._items)} ({_name(self._items[self._position])})"
        if isinstance(error, CounterclaimError):
            error.add_note(f"at {where}")
        elif isinstance(error, BrokenProcessPool):
            raise CounterclaimError(
                "every worker to finish",
                f"a worker process that was killed at {where} or soon after it",
                f"Free memory, or set {WORKERS}=1; nothing is lost.",
            ) from error
        else:
            raise CounterclaimError(
                "every item to be worked through",
                f"{type(error).__name__} ({error}) at {where}",
                "Leave this item out and report the fault.",
            ) from error


def _name(item: object) -> str:
    """Give a short name for an item: its own id, name or path, its words, or its first member's name and how many."""
    for field in ("id", "name", "path"):
        if isinstance(own := getattr(item, field, None), str) and own:
            return own[:_NAME_CHARS]
    if isinstance(item, bytes):
        return f"{len(item):,} bytes"
    if isinstance(item, list | tuple) and item:
        more = f" and {len(item) - 1} more" if len(item) > 1 else ""
        return _name(item[0]) + more
    return str(item)[:_NAME_CHARS]
