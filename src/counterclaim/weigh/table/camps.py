"""Camps: sources that speak along one line, because lineage says so or because their agreement is unexplained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table.agreement import FOLLOWING, Pairs, dependence, reliability
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints

#: Pairs above this are left out when reliabilities are found afresh: those likelier to be dependent than not, however
#: weakly. Sources that agree because one follows another would pass for more reliable, and that hide the following.
LEFT_OUT_DEPENDENCE = FOLLOWING[0] / 2
#: Pairs above this may be one camp; where they hang together loosely, only what a higher mark leaves together.
CAMP_DEPENDENCE = (0.25, 0.4, 0.55, 0.7, 0.85)
#: A camp this large, relative to the sources outside it, could be the one that is followed.
RIVAL_SHARE = 0.5
RIVAL_MIN = 4


@dataclass(frozen=True, slots=True, eq=False)
class Camps:
    """Per source its camp's number, -1 for none; per camp whether lineage is known for it."""

    of: Ints
    known: Bools


def roots(table: ClaimTable, lineage: Iterable[tuple[str, str]]) -> Ints:
    """Give each source the least source it shares an origin with; names that claim nothing join through the others."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    for a, b in lineage:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    number: dict[str, int] = {}
    return np.array([number.setdefault(find(name), n) for n, name in enumerate(table.sources)], np.int64)


def baseline(found: Pairs, root: Ints, wrong_answers: float) -> tuple[Floats | None, Floats]:
    """Give reliabilities and dependences, found in turns: the pairs found dependent say nothing of reliability."""
    known = root[found.first] == root[found.second]
    left_out, share, trust = known, np.zeros(known.size), None
    for _ in range(3):
        trust = reliability(found, root, left_out, wrong_answers, trust)
        if trust is None:
            return None, np.zeros(known.size)
        share = np.where(known, 0.0, dependence(found, trust, wrong_answers))
        left_out = known | (share > LEFT_OUT_DEPENDENCE)
    return trust, share


def camps(found: Pairs, share: Floats, root: Ints) -> Camps:
    """Give the camps: sources of one root, and roots most of whose pairs that met agree unexplained."""
    free = np.ones(root.size, np.bool_)
    label = root.copy()
    for mark in CAMP_DEPENDENCE:
        between = (root[found.first] != root[found.second]) & free[found.first] & free[found.second]
        joined = _joined(root, found.first[between & (share > mark)], found.second[between & (share > mark)])
        inside = between & (joined[found.first] == joined[found.second])
        met = np.bincount(joined[found.first[inside]], minlength=root.size)
        tied = np.bincount(joined[found.first[inside & (share > mark)]], minlength=root.size)
        whole = (tied > 0) & (2 * tied >= met)
        label = np.where(whole[joined] & free, joined, label)
        free &= ~whole[joined]
    return _numbered(label, root)


def _numbered(label: Ints, root: Ints) -> Camps:
    """Give the camps of sources that share a label; one is known where lineage joined two of its sources."""
    size = np.bincount(label, minlength=root.size)
    numbers = np.full(root.size, -1, np.int64)
    large = np.flatnonzero(size > 1)
    numbers[large] = np.arange(large.size)
    several = np.bincount(root, minlength=root.size)
    known = np.zeros(large.size, np.bool_)
    member = (numbers[label] >= 0) & (several[root] > 1)
    known[numbers[label[member]]] = True
    return Camps(numbers[label], known)


def _joined(label: Ints, first: Ints, second: Ints) -> Ints:
    """Give each source the least label that the pairs lead to."""
    now = label.copy()
    while True:
        low = np.minimum(now[first], now[second])
        new = now.copy()
        for end in (first, second):
            np.minimum.at(new, now[end], low)
            np.minimum.at(new, end, low)
        new = new[new]
        # All of one known origin go where the least of them went.
        least = np.full(label.size, label.size, np.int64)
        np.minimum.at(least, label, new)
        new = least[label]
        if (new == now).all():
            return new
        now = new


def rival(made: Camps, root: Ints) -> int:
    """Give the largest camp without known lineage that the others could as well be told by; -1 for none."""
    if not made.known.size:
        return -1
    inside = made.of >= 0
    size = np.bincount(made.of[inside], minlength=made.known.size)
    size = np.where(made.known | (size < RIVAL_MIN), 0, size)
    camp = int(size.argmax())
    outside = np.unique(root[made.of != camp]).size
    return camp if size[camp] and size[camp] >= RIVAL_SHARE * outside else -1


def as_known(camp: Bools, found: Pairs, root: Ints, wrong_answers: float) -> tuple[Floats | None, Camps]:
    """Give reliabilities and camps if the sources of `camp` are one voice, as if lineage had shown it.

    As long as they pass for many, the others are judged by them, and may look like a camp for no other reason.
    """
    joined = np.where(np.isin(root, root[camp]), root[camp].min(), root)
    trust, share = baseline(found, joined, wrong_answers)
    return trust, camps(found, share, joined)


def turned(camp: Bools, found: Pairs, root: Ints, wrong_answers: float) -> tuple[Floats | None, Camps]:
    """Give reliabilities and camps if the sources of `camp` speak for themselves, and the others are told by them."""
    known = root[found.first] == root[found.second]
    trust = reliability(found, root, known | ~(camp[found.first] | camp[found.second]), wrong_answers)
    if trust is None:
        return None, camps(found, np.zeros(known.size), root)
    share = np.where(known | (camp[found.first] & camp[found.second]), 0.0, dependence(found, trust, wrong_answers))
    return trust, camps(found, share, root)


def as_camp(side: Bools, made: Camps, found: Pairs, root: Ints, wrong_answers: float) -> tuple[Floats | None, Camps]:
    """Give reliabilities and camps if the sources of a side follow one line; camps outside of it stay as they are.

    What one origin has on both sides goes with the most of it.
    """
    of_root = np.bincount(root, side, root.size) * 2 > np.bincount(root, minlength=root.size)
    inside = of_root[root]
    label = np.where(made.of >= 0, root.size + made.of, root)
    label = np.where(inside, 2 * root.size, label)
    left_out = (label[found.first] == label[found.second]) | (root[found.first] == root[found.second])
    _, label = np.unique(label, return_inverse=True)
    return reliability(found, root, left_out, wrong_answers), _numbered(label, root)
