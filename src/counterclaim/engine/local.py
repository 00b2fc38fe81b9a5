"""The local engine: one function over many items, in processes of this machine, results in the order of the items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from counterclaim.errors import CounterclaimError

A = TypeVar("A")
B = TypeVar("B")


def map_batches(function: Callable[[A], B], items: Sequence[A], workers: int) -> Iterator[B]:
    """Give `function(item)` for each item, in order; one worker means in this process.

    Takes a function that can be pickled by name. Raises CounterclaimError when a worker process dies.
    """
    if workers <= 1 or len(items) <= 1:
        yield from map(function, items)
        return
    # Fork is unsafe once threads run (spaCy's and DuckDB's do); a fresh interpreter per worker is slower and sound.
    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(function, items)
        except BrokenProcessPool as cause:
            raise CounterclaimError(
                "every worker to finish",
                "a worker process was killed",
                "Free memory, or use --workers 1; nothing is lost.",
            ) from cause
