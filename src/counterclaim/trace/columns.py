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
    """The words of texts in order: `first` word of each text (one more entry at the end), and per word its number;
    where they stand, as `letters` keeps it: the first byte of each text's strides, and the strides; and what is quoted:
    where the bounds of each text's quotations begin, and the bounds. What was not asked for is empty."""

    first: Ints
    word: Numbers
    begins: Ints
    stride: Bytes
    begins_quoted: Ints
    quoted: Numbered

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
    size = int(offsets[-1] - offsets[0])
    first, begins, begins_quoted = (np.zeros(offsets.size, np.int64) for _ in range(3))
    # Memory that is not written to is not taken. A stride takes no more bytes than it has code points, but where a text
    # begins with a word; a quotation has two marks and a letter at least.
    word, stride = np.empty(size // 2 + offsets.size, np.uint32), np.empty(size + 2 * offsets.size, np.uint8)
    quoted = np.empty(size, np.int32)
    columns = first, begins, begins_quoted, word, stride, quoted
    count, strides, bounds = letters.cut(data, offsets, *letters.alphabet(), columns)
    # Copied, not made shorter where they stand: the next texts fill the same memory, of which nothing is left over.
    return Words(first, word[:count].copy(), begins, stride[:strides].copy(), begins_quoted, quoted[:bounds].copy())


def places(words: Words, asked: npt.NDArray[np.bool_]) -> tuple[Numbered, Numbered]:
    """Say where the words of the texts that are asked for start and end, in code points of their text."""
    start, end = np.empty(words.word.size, np.int32), np.empty(words.word.size, np.int32)
    letters.places(words.first, words.begins, words.stride, asked, start, end)
    return start, end
