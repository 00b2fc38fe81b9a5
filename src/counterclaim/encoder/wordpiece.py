"""A text to word pieces of the encoder's vocabulary, each with its place in the text (Wu et al. 2016, as in BERT)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces in text order: numbers in the vocabulary, and where each begins and ends in code points."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def pieces(text: str, vocabulary: Mapping[str, int]) -> Pieces:
    """Cut a text into word pieces, whatever its case and accents; white space and control characters give none."""
    found = [p for word in _words(text) for p in _cut(word, vocabulary)]
    return Pieces(tuple(f[0] for f in found), tuple(f[1] for f in found), tuple(f[2] for f in found))


def _words(text: str) -> Iterator[list[tuple[str, int]]]:
    """Give the words and the marks of a text as lists of (folded letter, offset)."""
    word: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        parts, letters = _folded(char)
        if not parts:
            word += [(c, at) for c in letters]
            continue
        if word:
            yield word
            word = []
        if letters:
            yield [(letters, at)]
    if word:
        yield word


@lru_cache(4096)
def _folded(char: str) -> tuple[bool, str]:
    """Tell whether a character parts words, and give what is left of it: a mark, small letters or nothing."""
    kind = unicodedata.category(char)
    if char.isspace():
        return True, ""
    ascii_mark = char.isascii() and char.isprintable() and not char.isalnum()
    if ascii_mark or kind.startswith("P") or "\u4e00" <= char <= "\u9fff":
        return True, char
    if kind.startswith("C") or char == "\ufffd":
        return False, ""
    return False, "".join(c for c in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(c) != "Mn")


def _cut(word: list[tuple[str, int]], vocabulary: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Cut one word, the longest known piece first; a word that has an unknown part is unknown as a whole."""
    letters = "".join(c for c, _ in word)
    out: list[tuple[int, int, int]] = []
    at = 0
    while at < len(letters) <= _LONGEST:
        mark = "##" if at else ""
        end = next((e for e in range(len(letters), at, -1) if mark + letters[at:e] in vocabulary), None)
        if end is None:
            break
        out.append((vocabulary[mark + letters[at:end]], word[at][1], word[end - 1][1] + 1))
        at = end
    return out if at == len(letters) else [(vocabulary[UNKNOWN], word[0][1], word[-1][1] + 1)]
