"""Spans by place: which of many stretches of a text touch some words, found without looking at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")
#: Stretches are filed by blocks of this many characters; a sentence touches a few.
_BLOCK = 512


class Spans(Sequence[T], Generic[T]):
    """Items in the order they were added, each filed under the blocks of text that it touches.

    Takes what gives an item's start and end. The work of a look-up grows with the items near a place, not with the
    items of the whole text.
    """

    def __init__(self, extent: Callable[[T], tuple[int, int]], items: Iterable[T] = ()) -> None:
        self._extent = extent
        self._items: list[T] = []
        self._extents: list[tuple[int, int]] = []
        self._blocks: dict[int, list[int]] = {}
        self.extend(items)

    def extend(self, items: Iterable[T]) -> None:
        """Add items."""
        for item in items:
            start, end = extent = self._extent(item)
            for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append(len(self._items))
            self._items.append(item)
            self._extents.append(extent)

    def touching(self, start: int, end: int) -> list[T]:
        """Give the items that share a character with `start:end`, in the order they were added."""
        if not self._items:
            return []
        blocks = range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1)
        if len(blocks) > len(self._items):
            near: Iterable[int] = range(len(self._items))
        else:
            near = sorted({number for block in blocks for number in self._blocks.get(block, ())})
        found = []
        for number in near:
            low, high = self._extents[number]
            if low < end and start < high:
                found.append(self._items[number])
        return found

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)
