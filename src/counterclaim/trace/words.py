"""Texts to word numbers and shingles: what text reuse compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.canonical import text_digest

#: Words in a shingle: four in a row seldom coincide, and a changed word spoils only four shingles.
SHINGLE = 4
Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
_WORD = re.compile(r"\w+(?:['’]\w+)?")
#: A quotation ends at its mark or at the end of its paragraph, so that one lost mark spoils one paragraph.
_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|«[^«»\n]{0,2000}»|„[^„“”\n]{0,2000}[“”]|\"[^\"\n]{0,2000}\"")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text's words as numbers, where each starts and ends, whether it is quoted, and the shingles."""

    number: Hashes
    start: Numbers
    end: Numbers
    quoted: npt.NDArray[np.bool_]
    shingle: Hashes

    @property
    def count(self) -> int:
        """Give the number of words."""
        return int(self.number.size)


class Reader:
    """Reads texts; keeps each word's number, which is a digest of the word and so the same in every run."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def _number(self, word: str) -> int:
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = int(text_digest(word.casefold())[:16], 16)
        return known

    def read(self, text: str) -> Words:
        """Give the words of one text."""
        found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        number = np.fromiter((self._number(w) for w, _, _ in found), np.uint64, len(found))
        start = np.fromiter((s for _, s, _ in found), np.int64, len(found))
        end = np.fromiter((e for _, _, e in found), np.int64, len(found))
        quoted = np.zeros(len(found), np.bool_)
        for match in _QUOTED.finditer(text):
            quoted[np.searchsorted(start, match.start()) : np.searchsorted(start, match.end())] = True
        return Words(number, start, end, quoted, shingles(number))


def shingles(number: Hashes) -> Hashes:
    """Give one hash for every run of `SHINGLE` words, in text order; empty for a shorter text."""
    count = max(0, number.size - SHINGLE + 1)
    total = np.zeros(count, np.uint64)
    for step in range(SHINGLE):
        total = total * _MULTIPLIER + number[step : step + count]
    total ^= total >> np.uint64(32)
    total *= np.uint64(0xD6E8FEB86659FD93)
    return total ^ (total >> np.uint64(32))


def read_all(texts: Sequence[str]) -> tuple[Words, ...]:
    """Give the words of many texts."""
    reader = Reader()
    return tuple(reader.read(text) for text in texts)


def columns(words: Sequence[Words], keep_one_in: int) -> tuple[Any, Any]:
    """Give the kept shingles of all texts as two columns: hash and text number.

    The same hashes are kept in every text, so that what two texts share stays visible. A shingle that a text repeats
    is given once.
    """
    limit = np.uint64((2**64 - 1) // keep_one_in)
    kept = [np.unique(w.shingle[w.shingle <= limit]) for w in words]
    numbers = np.repeat(np.arange(len(kept), dtype=np.int64), [k.size for k in kept])
    return (np.concatenate(kept) if kept else np.zeros(0, np.uint64)), numbers
