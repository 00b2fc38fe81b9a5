"""What an outlet stamps on everything: heads and tails that texts share which share nothing else.

A tail is boilerplate when several texts end in the same words and most of them, compared with one another, have nothing
else in common; a wire copied in full ends alike too, but its carriers share the rest as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from counterclaim.trace import ends
from counterclaim.trace.columns import Bytes, Hashes, Ints, Numbers, Words, cut, encoded
from counterclaim.trace.reuse import odd_table

#: Texts alike in this many words at an end are looked at together.
PROBE = 8
#: The words among which those are looked for that are no figures; figures have so many digits at most.
PROBE_WITHIN, DIGITS = 3 * PROBE, 4
#: Digits of Latin, Arabic and Persian writing.
_DIGITS = tuple(str.maketrans("0123456789", digits) for digits in ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"))
#: So many texts make a habit.
CARRIERS_MIN = 3
#: Boilerplate is this long at most, in words.
LONGEST = 200
#: Pairs looked at for each group of texts.
LOOKED_AT = 12
#: The share of the looked-at pairs that must have nothing else in common.
UNRELATED = 0.5
#: Shared shingles outside the end, from which on two texts have something in common.
COMMON_MIN = 3
#: A text with fewer words besides says nothing else: an outlet prints no footer alone, but a brief is the start of its
#: source alone. One text in so many may be a page that was not found.
OWN_MIN, EMPTY_ONE_IN = 12, 10


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Pairs of texts to look at: the `group` of alike ends each belongs to, its texts `a` and `b`, and per group the
    texts (`members`, one after another, from `begins` on)."""

    group: Ints
    a: Ints
    b: Ints
    members: Ints
    begins: Ints


def probes(words: Words) -> tuple[Hashes, Hashes]:
    """Give a number for the first and for the last words of each text that are no figures, 0 where it has too few.

    A footer's date, time or count of readers changes from print to print; the words around it stay.
    """
    out = np.zeros((2, words.counts.size), np.uint64)
    ends.probes(words.first, words.word, *_figures(), (PROBE, PROBE_WITHIN), out)
    return out[0], out[1]


@lru_cache(maxsize=1)
def _figures() -> tuple[Numbers, Bytes]:
    """Give every whole number of up to `DIGITS` digits as it is written, zeros in front included, to be looked up."""
    written = [f"{n:0{size}}" for size in range(1, DIGITS + 1) for n in range(10**size)]
    found = [cut(*encoded([" ".join(written).translate(digits)])).word for digits in _DIGITS]
    return odd_table(np.concatenate(found))


def looked_at(probe: Hashes) -> Looked:
    """Give the pairs of texts to look at: some of each group whose ends are alike, half the group apart in time.

    Neighbours in time are often prints of one wire, which share more than a footer.
    """
    order = np.argsort(probe, kind="stable")
    order = order[np.searchsorted(probe[order], np.uint64(1)) :]
    if not order.size:
        nothing = np.zeros(0, np.int64)
        return Looked(nothing, nothing, nothing, nothing, np.zeros(1, np.int64))
    edges = np.flatnonzero(np.concatenate(([True], np.diff(probe[order]) != 0, [True])))
    sizes = np.diff(edges)
    many = np.flatnonzero(sizes >= CARRIERS_MIN)
    group, a, b = [], [], []
    for number, one in enumerate(many.tolist()):
        places, apart = edges[one] + _spread(int(sizes[one])), int(sizes[one]) // 2
        group.append(np.full(places.size, number))
        a.append(order[places])
        b.append(order[places + apart])
    kept = np.repeat(sizes >= CARRIERS_MIN, sizes)
    begins = np.concatenate(([0], np.cumsum(sizes[many])))
    return Looked(_whole(group), _whole(a), _whole(b), order[kept], begins)


@lru_cache(maxsize=4_096)
def _spread(size: int) -> Ints:
    """Give the first texts of some pairs that lie half a group of so many apart, evenly spread."""
    return np.unique(np.linspace(0, size - size // 2 - 1, LOOKED_AT).astype(np.int64))


def _middle(numbers: Ints) -> float:
    """Give the median; of a few numbers the library's takes ten times as long."""
    ordered = np.sort(numbers)
    return float(ordered[(numbers.size - 1) // 2] + ordered[numbers.size // 2]) / 2


def _whole(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, np.int64), *parts])


def alike(words: Words, a: Ints, b: Ints, *, at_end: bool) -> Ints:
    """Give how many words pairs of texts share at their ends, or -1 where they are long or share more than that."""
    out = np.empty(a.size, np.int64)
    ends.alike(words.first, words.word, a, b, -1 if at_end else 1, LONGEST, COMMON_MIN, out)
    return out


def stamped(looked: Looked, lengths: Ints, counts: Ints, publisher: Ints) -> Ints:
    """Give for each text how many words of boilerplate stand at one of its ends.

    Takes the pairs looked at, what each shares, how many words each text has, stamps at its other end left out, and
    the number of its publisher, 0 where it is not known.
    """
    out = np.zeros(counts.size, np.int64)
    edges = np.searchsorted(looked.group, np.arange(looked.begins.size))
    for number in range(looked.begins.size - 1):
        found = lengths[edges[number] : edges[number + 1]]
        unrelated = found[found >= 0]
        if unrelated.size < UNRELATED * found.size or not unrelated.size:
            continue
        # Between unrelated texts every length would do; the middle one is not misled by a chance agreement.
        length = int(_middle(unrelated))
        texts = looked.members[looked.begins[number] : looked.begins[number + 1]]
        own, whose = counts[texts] - length, publisher[texts]
        # What makes up most of its texts is what they say, under headlines of their own, unless one outlet prints all
        # of them; and so is what makes up all of one.
        stamp = length <= _middle(own) or (whose[0] > 0 and (whose == whose[0]).all())
        if stamp and EMPTY_ONE_IN * np.count_nonzero(own < OWN_MIN) <= texts.size:
            out[texts[own > 0]] = length
    return out
