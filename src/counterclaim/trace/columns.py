"""Many texts as columns of words: what the inner loops of text reuse work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.trace import letters

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint32]
Numbered = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of texts in order: `first` word of each text (one more entry at the end), and per word its number, and
    1 if it stands in quotation marks; and where they stand, as `letters` keeps it: the first byte of each text's
    strides, and the strides. What was not asked for is empty."""

    first: Ints
    word: Numbers
    quoted: Bytes
    begins: Ints
    stride: Bytes

    @property
    def counts(self) -> Ints:
        """Give the number of words of each text."""
        return np.diff(self.first)


def encoded(texts: Sequence[str]) -> tuple[Bytes, Ints]:
    """Give texts as UTF-8, one after another, and where each starts; half a surrogate pair stays itself."""
    if all(map(str.isascii, texts)):
        # As many bytes as signs: no text need be encoded by itself.
        return np.frombuffer("".join(texts).encode(), np.uint8), np.cumsum([0, *map(len, texts)], dtype=np.int64)
    data = [t.encode("utf-8", "surrogatepass") for t in texts]
    return np.frombuffer(b"".join(data), np.uint8), np.cumsum([0, *map(len, data)], dtype=np.int64)


def cut(data: Bytes, offsets: Ints) -> Words:
    """Cut texts in UTF-8 into words."""
    size = int(offsets[-1] - offsets[0]) + offsets.size
    first, begins = np.zeros(offsets.size, np.int64), np.zeros(offsets.size, np.int64)
    word, quoted = np.empty(size // 2 + 1, np.uint32), np.zeros(size // 2 + 1, np.uint8)
    # A number of code points takes no more bytes than it counts, but where a text begins with a word.
    stride = np.empty(size, np.uint8)
    count, strides = letters.cut(data, offsets, *letters.alphabet(), (first, begins, word, quoted, stride))
    # Made shorter where they stand: a copy would touch as much memory again.
    for column, much in ((word, count), (quoted, count), (stride, strides)):
        column.resize(much, refcheck=False)
    return Words(first, word, quoted, begins, stride)


def places(words: Words, asked: npt.NDArray[np.bool_]) -> tuple[Numbered, Numbered]:
    """Say where the words of the texts that are asked for start and end, in code points of their text."""
    start, end = np.empty(words.word.size, np.int32), np.empty(words.word.size, np.int32)
    letters.places(words.first, words.begins, words.stride, asked, start, end)
    return start, end
