"""Which values of an object are more general than which: places in regions, ranges around numbers, part of a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table.claims import ClaimTable, Floats, Ints

#: An object with more values than this is compared exactly only: the pairs of values would be too many.
VALUES_MAX = 400
#: Wrong answers that an object has, unless the table shows that there are fewer: names that are each given for so many
#: objects are all there are.
WRONG, OBJECTS_MIN = 10.0, 5
#: Wrong answers that a hierarchy has: names of places are many, and a wrong one is seldom given twice.
WRONG_PLACES = 30.0
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: A day, and other figures in a row that are no number: "27.3.2016", "2016-03-27", "1:30".
_NO_NUMBER = re.compile(r"\d[.:/]\d+[.:/]\d|\d[:/]\d|\d-\d+-\d")
_AT_LEAST = re.compile(r"^(?:at least|more than|over|≥|>=?)\s*", re.IGNORECASE)
_AT_MOST = re.compile(r"^(?:at most|up to|less than|under|≤|<=?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Generality:
    """Pairs of value ids: `general[i]` is more general than `special[i]`, of one object.

    `wrong_answers` is how many wrong answers an object has, taken to be as likely as one another. `by_object` tells
    that how general the claims are may hang on the object (`levels`): who names a region says nothing against a place
    in it. Who gives a list without a name does say something against it.
    """

    general: Ints
    special: Ints
    wrong_answers: float = WRONG
    by_object: bool = False

    def generals_of(self, count: int) -> Floats:
        """Give how many claimed values are more general than each value."""
        return np.bincount(self.special, minlength=count).astype(np.float64)


def nothing(table: ClaimTable) -> Generality:
    """Give no pairs: values are names, each excludes the others.

    Where all objects share a short list of names ("yes" and "no"), an answer is wrong in no more ways than that.
    """
    objects = np.bincount(table.name, minlength=len(table.names))
    short = 2 <= objects.size <= WRONG and objects.min() >= OBJECTS_MIN
    return Generality(np.zeros(0, np.int64), np.zeros(0, np.int64), objects.size - 1.0 if short else WRONG)


def _compared(
    table: ClaimTable, wider: Callable[[str, str], bool], wrong_answers: float = WRONG, *, by_object: bool
) -> Generality:
    general, special = [], []
    edges, values = table.object_starts, table.values
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if 1 < end - start <= VALUES_MAX:
            for a in range(start, end):
                for b in range(start, end):
                    if a != b and wider(values[a], values[b]):
                        general.append(a)
                        special.append(b)
    return Generality(np.array(general, np.int64), np.array(special, np.int64), wrong_answers, by_object)


def hierarchy(parents: Iterable[tuple[str, str]]) -> Callable[[ClaimTable], Generality]:
    """Give the comparison for names in a hierarchy, from rows (name, the wider name); a name may have several."""
    above: Mapping[str, set[str]] = defaultdict(set)
    for name, wider in parents:
        if name != wider:
            above[name].add(wider)
    known: dict[str, frozenset[str]] = {}

    def ancestors(name: str) -> frozenset[str]:
        if name not in known:
            found: set[str] = set()
            open_ = list(above.get(name, ()))
            while open_:
                one = open_.pop()
                if one not in found and one != name:
                    found.add(one)
                    open_ += above.get(one, ())
            known[name] = frozenset(found)
        return known[name]

    return lambda table: _compared(table, lambda a, b: a in ancestors(b), WRONG_PLACES, by_object=True)


def sets(table: ClaimTable) -> Generality:
    """Compare lists of names set apart by `;`: a part of a list is less special than the list."""
    known = {value: parts(value) for value in table.names}
    return _compared(table, lambda a, b: bool(known[a]) and known[a] < known[b], by_object=False)


def parts(words: str) -> frozenset[str]:
    """Give the names of a list set apart by `;`."""
    return frozenset(p.strip() for p in words.split(";") if p.strip())


def numbers(table: ClaimTable) -> Generality:
    """Compare numbers and ranges ("45", "40-60", "at least 40"): a range that holds another is more general."""
    known = {value: interval(value) for value in table.names}

    def wider(a: str, b: str) -> bool:
        one, other = known[a], known[b]
        return one is not None and other is not None and one != other and one[0] <= other[0] and other[1] <= one[1]

    return _compared(table, wider, by_object=True)


def is_number(words: str) -> bool:
    """Tell whether a value is a number or a range of numbers."""
    return interval(words) is not None


def interval(words: str) -> tuple[float, float] | None:
    """Give the range that a number's words leave open; None where there is none to read."""
    plain = words.strip().replace(",", "").replace("\u2013", "-")
    figures = [float(f) for f in _NUMBER.findall(re.sub(r"(?<=\d)\s*-\s*(?=\d)", " ", plain))]
    if not figures or len(figures) > 2 or _NO_NUMBER.search(plain):
        return None
    if _AT_LEAST.match(plain):
        return figures[0], float("inf")
    if _AT_MOST.match(plain):
        return 0.0, figures[-1]
    return min(figures), max(figures)
