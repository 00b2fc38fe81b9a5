"""What was made for one reader is kept for the next: values and drawn texts by key, those asked for last.

What several ask for at once is made once; the others wait for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

from counterclaim.desk.index.shape import unpacked_text

T = TypeVar("T")


class Kept:
    """Values by key, as long as they weigh no more than `most` together; each weighs 1 unless `weight` says more."""

    def __init__(self, most: int, weight: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._weight = most, weight
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._making: dict[Hashable, Future[object]] = {}
        self._weighs = 0

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give the value of a key, as it is kept or as it is made now; what making it raises, each who waits gets."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("T", self._values[key][0])
            making = self._making.get(key)
            if making is None:
                own = self._making[key] = Future()
        if making is not None:
            return cast("T", making.result())
        try:
            made = make()
        except BaseException as error:
            own.set_exception(error)
            with self._lock:
                del self._making[key]
            raise
        with self._lock:
            del self._making[key]
            self._add(key, made)
        own.set_result(made)
        return made

    def put(self, key: Hashable, made: object) -> None:
        """Keep a value that was made elsewhere."""
        with self._lock:
            if key not in self._values:
                self._add(key, made)

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether a key's value is there."""
        with self._lock:
            return key in self._values

    def _add(self, key: Hashable, made: object) -> None:
        self._values[key] = (made, weighs := self._weight(made))
        self._weighs += weighs
        while self._weighs > self._most and len(self._values) > 1:
            _, (_, gone) = self._values.popitem(last=False)
            self._weighs -= gone


class Drawn:
    """Drawn texts by key, each made small where it was drawn: as many as `most` bytes hold."""

    def __init__(self, most: int) -> None:
        self._kept = Kept(most, len)
        #: Whether a key's text is there, and keep one that was drawn elsewhere.
        self.holds, self.put = self._kept.__contains__, self._kept.put

    def of(self, key: Hashable, make: Callable[[], bytes]) -> str:
        """Give the text of a key, as it is kept or as it is made now."""
        return unpacked_text(self._kept.of(key, make))
