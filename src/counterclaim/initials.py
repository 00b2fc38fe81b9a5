"""A name by the first letters of its words, "H. P." or "P.H.", and what is left of a word beside a part of it.

That is its first letter ("H Rask"), or more of them, clipped ("Hal. Rask").

Letters that stand for something known to everybody ("U.S.") are not looked for: a mark in their place would tell whose
first letters they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTER = r"[^\W\d_]"
#: Letters with a point each, a comma behind the first; the last one without a point where nothing parts it.
_ROW = re.compile(rf"(?<![\w.]){_LETTER}\.(?:,\s{{1,2}}{_LETTER}\.)?(?:\s{{0,2}}{_LETTER}\.)*(?:{_LETTER}(?![\w.]))?")
_BEFORE = re.compile(rf"(?<!\w)(?P<word>{_LETTER}{{1,12}})(?:(?P<point>\.)\s{{0,2}}|[ \u00a0])$")
_AFTER = re.compile(rf",?[ \u00a0](?P<word>{_LETTER}{{1,12}})(?P<point>\.)?(?!\w)")
_CAPITALS = re.compile(r"(?<![^\W_])[^\W\d_]{2,5}(?![^\W_])")
#: Letters that are words of their own where no point stands after them.
_WORDS = frozenset({"A", "I"})
#: How far beside a name such letters are looked for.
_NEAR = 16
_KNOWN = frozenset(
    {"US", "UN", "UK", "EU", "AP", "AD", "BC", "DC", "LA", "PM", "AM", "PO", "PS", "NB", "SA", "TV", "ID", "HE"}
)


class Initials:
    """The first letters of names that have two words or more, in the orders in which people write them.

    Those of `beside` are found only beside a part of a name.
    """

    def __init__(self, names: Iterable[str], beside: Iterable[str] = ()) -> None:
        told, by = tuple(names), tuple(beside)
        rows, near = _rows(told), _rows(by)
        self._letters = frozenset(letter for row in (*rows, *near) for letter in row)
        self._words = tuple(sorted({w.casefold() for n in (*told, *by) for w in _WORD.findall(_composed(n))}))
        orders = {o for r in rows for o in (r, r[::-1], (r[0], r[-1]), (r[-1], r[0]), (r[-1], *r[:-1]))}
        self._orders = frozenset(o for o in orders if "".join(o) not in _KNOWN)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where they stand for a name in a text, with a point after each."""
        at = 0
        while self._orders and (found := _ROW.search(text, at)):
            at = found.end()
            if tuple(c for c in found[0] if c.isalpha()) in self._orders:
                yield found.span()
            elif "," in found[0]:  # "J., H. K." names two
                at = found.start() + found[0].index(",")

    def widened(self, text: str, span: tuple[int, int]) -> tuple[int, int]:
        """Give where a part of a name stands with the first letters of others beside it: "Hala P." and "H. Rask"."""
        start, end = span
        while (found := _BEFORE.search(text, max(0, start - _NEAR), start)) and self._mine(found):
            start = found.start()
        while (found := _AFTER.match(text, end, end + _NEAR)) and self._mine(found):
            end = found.end()
        return start, end

    def _mine(self, found: re.Match[str]) -> bool:
        """Say whether a letter, or the beginning of a word, is of a name; without a point it has a capital."""
        word, pointed = found["word"], found["point"] is not None
        if len(word) == 1:
            return word.upper() in self._letters and (pointed or (word.isupper() and word not in _WORDS))
        clipped = word[0].isupper() and pointed
        return clipped and any(w.startswith(word.casefold()) for w in self._words)


def letters_alone(names: Iterable[str], texts: Iterable[str]) -> set[str]:
    """Give what stands in texts as capitals without points and may be the first letters of a name: "HR".

    They stay in texts, since such letters stand for much else; whoever knows can say which are a person's.
    """
    told = {"".join(order) for row in _rows(names) for order in (row, row[::-1], (row[0], row[-1]), (row[-1], row[0]))}
    told -= _KNOWN
    return {found for text in texts for found in _CAPITALS.findall(text) if found in told} if told else set()


def _rows(names: Iterable[str]) -> list[tuple[str, ...]]:
    rows = [tuple(word[0].upper() for word in _WORD.findall(_composed(n))) for n in names]
    return [row for row in rows if len(row) > 1]


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
