"""Many texts as columns of words: what the inner loops of text reuse work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.trace import letters

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of texts in order: `first` word of each text (one more entry at the end), and per word its number, and
    1 if it stands in quotation marks."""

    first: Ints
    word: Numbers
    quoted: Bytes

    @property
    def counts(self) -> Ints:
        """Give the number of words of each text."""
        return np.diff(self.first)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each word of texts starts and ends in its text (code points), and the first word of each text."""

    first: Ints
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]


def encoded(texts: Sequence[str]) -> tuple[Bytes, Ints]:
    """Give texts as UTF-8, one after another, and where each starts; half a surrogate pair stays itself."""
    whole = "".join(texts)
    if whole.isascii():
        # As many bytes as signs: no text need be encoded by itself.
        return np.frombuffer(whole.encode(), np.uint8), np.cumsum([0, *map(len, texts)], dtype=np.int64)
    data = [t.encode("utf-8", "surrogatepass") for t in texts]
    return np.frombuffer(b"".join(data), np.uint8), np.cumsum([0, *map(len, data)], dtype=np.int64)


def cut(data: Bytes, offsets: Ints) -> Words:
    """Cut texts in UTF-8 into words."""
    most = (int(offsets[-1] - offsets[0]) + offsets.size) // 2 + 1
    first = np.zeros(offsets.size, np.int64)
    word, quoted = np.empty(most, np.uint32), np.empty(most, np.uint8)
    count = letters.cut(data, offsets, *letters.alphabet(), first, word, quoted)
    # Made shorter where they stand: a copy would touch as much memory again.
    word.resize(count, refcheck=False)
    quoted.resize(count, refcheck=False)
    return Words(first, word, quoted)


def places(data: Bytes, offsets: Ints) -> Places:
    """Say where the words of texts in UTF-8 stand."""
    most = (int(offsets[-1] - offsets[0]) + offsets.size) // 2 + 1
    first = np.zeros(offsets.size, np.int64)
    start, end = np.empty(most, np.int32), np.empty(most, np.int32)
    count = letters.places(data, offsets, *letters.alphabet(), first, start, end)
    return Places(first, start[:count], end[:count])
