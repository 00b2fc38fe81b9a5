"""The answers to a table: known lineage first, then what agreement betrays, and a second account where one is possible.

1 claims of one value whose sources share an origin are one voice. 2 Agreement that reliability does not explain counts
in part. 3 When sources of unexplained agreement are about as many as those they are told by, it cannot be told from the
claims which of the two camps is the one that follows: both accounts are settled, and where they differ nothing is
decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table.agreement import Pairs, dependence, pairs, reliability
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints, bounds, pairs_within
from counterclaim.weigh.table.generality import Generality, nothing
from counterclaim.weigh.table.settling import Settled, Voice, settle

#: Wrong answers an object has, taken to be as likely as one another.
WRONG_ANSWERS = 10.0
#: A pair above this is one camp; below, at most a discount.
CAMP_DEPENDENCE = 0.25
#: Pairs above this are left out when reliabilities are found afresh.
LEFT_OUT_DEPENDENCE = 0.3
#: A camp this large, relative to the sources outside it, could be the one that is followed.
RIVAL_SHARE = 0.5
CAMP_MIN = 4
#: Below this probability an answer is not decided.
DECIDED_MIN = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a table gives.

    Per value: `probability`, `origins` (voices that known lineage leaves), `voices` (what is left of them after
    unexplained agreement). Per object: `best` (a value id, -1 without one), `decided`, `rival` (the other account's
    best). `converged` tells whether the turns came to rest.
    """

    probability: Floats
    origins: Ints
    voices: Floats
    best: Ints
    rival: Ints
    decided: Bools
    converged: bool


def answers(
    table: ClaimTable,
    lineage: Iterable[tuple[str, str]] = (),
    generality: Callable[[ClaimTable], Generality] = nothing,
) -> Answers:
    """Settle a table. Takes the claims, pairs of sources known to share an origin, and how its values compare."""
    wider = generality(table)
    root = _roots(table, lineage)
    found = pairs(table)
    known = root[found.first] == root[found.second]
    trust, share = _baseline(found, len(table.sources), known)
    first = _account(table, wider, root, (found, share, trust))
    camp = _rival(found, share, known, len(table.sources))
    if not camp.any():
        return _answers(table, root, first, None, 1.0)
    trust, share = _told_by(camp, found, known)
    second = _account(table, wider, root, (found, share, trust))
    outside, inside = len(np.unique(root[~camp])), len(np.unique(root[camp]))
    return _answers(table, root, first, second, outside**3 / (outside**3 + inside**3))


def _roots(table: ClaimTable, lineage: Iterable[tuple[str, str]]) -> Ints:
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


def _baseline(found: Pairs, count: int, known: Bools) -> tuple[Floats, Floats]:
    """Give reliabilities and dependences, found in turns: the pairs found dependent say nothing of reliability."""
    left_out = known
    for _ in range(3):
        trust = reliability(found, count, left_out)
        share = np.where(known, 0.0, dependence(found, trust, WRONG_ANSWERS))
        left_out = known | (share > LEFT_OUT_DEPENDENCE)
    return trust, share


def _account(table: ClaimTable, wider: Generality, root: Ints, told: tuple[Pairs, Floats, Floats]) -> Settled:
    found, share, trust = told
    count = len(table.sources)
    _, voice = np.unique((table.value * 2 + table.denied) * max(count, 1) + root[table.source], return_inverse=True)
    keys, used = found.first * count + found.second, share > 0
    keys, share = keys[used], share[used]
    firsts, seconds, shares = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for i, j in pairs_within(table.value, len(table.sources)) if keys.size else ():
        low = np.minimum(table.source[i], table.source[j])
        key = low * count + np.maximum(table.source[i], table.source[j])
        at = np.minimum(np.searchsorted(keys, key), keys.size - 1)
        hit = (keys[at] == key) & ~table.denied[i] & ~table.denied[j]
        firsts.append(i[hit])
        seconds.append(j[hit])
        shares.append(share[at[hit]])
    spoken = Voice(voice, np.concatenate(firsts), np.concatenate(seconds), np.concatenate(shares))
    met = bool((found.met >= 1).any())
    return settle(table, wider, spoken, trust if met else None, WRONG_ANSWERS)


def _rival(found: Pairs, share: Floats, known: Bools, count: int) -> Bools:
    """Give the largest camp most of whose pairs agree unexplained, where others could as well be told by it."""
    tied = (share > CAMP_DEPENDENCE) & ~known
    label = np.arange(count)
    while True:
        low = np.minimum(label[found.first[tied]], label[found.second[tied]])
        new = label.copy()
        np.minimum.at(new, found.first[tied], low)
        np.minimum.at(new, found.second[tied], low)
        new = new[new]
        if (new == label).all():
            break
        label = new
    size = np.bincount(label, minlength=count)
    inside = (label[found.first] == label[found.second]) & ~known
    met = np.bincount(label[found.first[inside]], minlength=count)
    dense = 2 * np.bincount(label[found.first[tied]], minlength=count) >= met
    size = np.where(dense & (size >= CAMP_MIN), size, 0)
    camp = label == int(size.argmax()) if size.any() else np.zeros(count, np.bool_)
    return camp if camp.sum() >= RIVAL_SHARE * (~camp).sum() else np.zeros(count, np.bool_)


def _told_by(camp: Bools, found: Pairs, known: Bools) -> tuple[Floats, Floats]:
    """Give what reliabilities and dependences are if the camp is independent and the others are told by it."""
    count = camp.size
    trust = reliability(found, count, known | ~(camp[found.first] | camp[found.second]))
    return trust, np.where(known, 0.0, dependence(found, trust, WRONG_ANSWERS))


def _answers(table: ClaimTable, root: Ints, first: Settled, second: Settled | None, likely: float) -> Answers:
    """Put one or two accounts together; `likely` is the part of the first."""
    said = ~table.denied
    count = len(table.values)
    _, at = np.unique(table.value[said] * max(len(table.sources), 1) + root[table.source[said]], return_index=True)
    origins = np.bincount(table.value[said][at], minlength=count)
    voices = np.bincount(table.value[said], first.weight[said], count).astype(np.float64)
    mine = pick(table, first.probability, voices)
    if second is None:
        sure = _of(first.probability, mine) >= DECIDED_MIN
        return Answers(first.probability, origins, voices, mine, mine, sure & (mine >= 0), first.converged)
    together = likely * first.probability + (1 - likely) * second.probability
    theirs = pick(table, second.probability, voices)
    best = pick(table, together, voices)
    decided = (mine == theirs) & (_of(together, best) >= DECIDED_MIN) & (best >= 0)
    other = np.where(best == mine, theirs, mine)
    return Answers(together, origins, voices, best, other, decided, first.converged and second.converged)


def _of(probability: Floats, value: Ints) -> Floats:
    return np.where(value >= 0, probability[value], 0.0) if probability.size else np.zeros(value.size)


def pick(table: ClaimTable, probability: Floats, voices: Floats) -> Ints:
    """Give each object's most probable value, -1 without one; ties go to more voices, then to the first by its words.

    Values that are only denied are never picked.
    """
    said = np.bincount(table.value[~table.denied], minlength=len(table.values)) > 0
    shown = np.where(said, probability, -1.0)
    order = np.lexsort((np.arange(shown.size), -np.round(voices, 9), -np.round(shown, 12), table.value_object))
    best = np.full(len(table.objects), -1, np.int64)
    if order.size:
        starts = bounds(table.value_object[order])[:-1]
        top = order[starts]
        best[table.value_object[top]] = np.where(said[top], top, -1)
    return best
