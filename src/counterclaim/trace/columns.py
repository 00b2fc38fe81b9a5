"""Many texts as columns of words: what the inner loops of text reuse work on."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.trace import kernels

Ints = npt.NDArray[np.int64]
#: Characters cut into words at a time; bounds the memory of the step to about forty bytes for each.
CHARACTERS_AT_ONCE = 8_000_000
#: Threads that work at once; the inner loops let go of the interpreter.
THREADS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The words of texts in order: `first` word of each text (one more entry at the end), and per word its number,
    where it starts and ends in its text (code points), and 1 if it stands in quotation marks."""

    first: Ints
    word: npt.NDArray[np.uint32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    quoted: npt.NDArray[np.uint8]

    @property
    def counts(self) -> Ints:
        """Give the number of words of each text."""
        return np.diff(self.first)


def read(texts: Sequence[str]) -> Columns:
    """Cut texts into words."""
    parts, begin = [], 0
    while begin < len(texts):
        stop, size = begin, 0
        while stop < len(texts) and (stop == begin or size + len(texts[stop]) <= CHARACTERS_AT_ONCE):
            size += len(texts[stop])
            stop += 1
        parts.append((begin, stop))
        begin = stop
    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(lambda p: _read(texts[p[0] : p[1]]), parts))
    counts = [np.diff(d.first) for d in done]
    first = np.concatenate([np.zeros(1, np.int64), *counts]).cumsum()
    return Columns(
        first,
        np.concatenate([np.zeros(0, np.uint32), *(d.word for d in done)]),
        np.concatenate([np.zeros(0, np.int32), *(d.start for d in done)]),
        np.concatenate([np.zeros(0, np.int32), *(d.end for d in done)]),
        np.concatenate([np.zeros(0, np.uint8), *(d.quoted for d in done)]),
    )


def _read(texts: Sequence[str]) -> Columns:
    folded, part = kernels.alphabet()
    # Code points in four bytes each: offsets into the array are offsets into the text. A lone surrogate stays itself.
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    offsets = np.cumsum([0, *(len(t) for t in texts)], dtype=np.int64)
    most = codes.size // 2 + 1
    first = np.zeros(len(texts) + 1, np.int64)
    word, start, end = np.empty(most, np.uint32), np.empty(most, np.int32), np.empty(most, np.int32)
    quoted = np.empty(most, np.uint8)
    count = kernels.words(codes, offsets, folded, part, first, word, start, end, quoted)
    return Columns(first, word[:count].copy(), start[:count].copy(), end[:count].copy(), quoted[:count].copy())
