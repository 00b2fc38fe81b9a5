"""How often two sources agree, and how much of it their reliability alone explains.

Nothing here looks at which answers are right. A source's reliability is the one for which its agreement with others is
what independent sources would show (a median over the others, so that less than half of them can mislead it). What two
sources agree beyond that is *unexplained*: they may copy, follow one source, or tell the same story by accord; the
claims alone cannot say which.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints, bounds, pairs_within

#: Objects with more claims than this give the pairs of as many of them.
CLAIMS_OF_OBJECT_MAX = 400
#: Sources that met on fewer objects say nothing about one another's reliability.
MET_FOR_RELIABILITY = 10
#: Nor, below this, about dependence.
MET_FOR_DEPENDENCE = 5
ROUNDS = 30
#: A round that moves no reliability by more than this is the last.
STILL = 1e-4
LOWEST, HIGHEST = 0.05, 0.98
#: How strongly one source follows another, in three steps, all as likely beforehand.
FOLLOWING = (0.3, 0.6, 0.9)
#: The share of pairs taken to be dependent before anything is seen.
DEPENDENT_BEFORE = 0.1
#: Up to this many cells, every two sources have one; above, only those that met.
DENSE_MAX = 4_000_000
#: A dependence below this is not worth a discount.
DEPENDENCE_MIN = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of sources that met: `first` < `second`, on how many objects, and on how many they agree."""

    first: Ints
    second: Ints
    met: Floats
    agreed: Floats


def pairs(table: ClaimTable) -> Pairs:
    """Count, for every two sources that claim something of one object, how often, and how often the same."""
    count = len(table.sources)
    order = np.lexsort((table.source, table.object))
    order = order[~table.denied[order]]
    source, value = table.source[order], table.value[order]
    total = _Dense(count) if count * count <= DENSE_MAX else _Sparse()
    for i, j in pairs_within(table.object[order], CLAIMS_OF_OBJECT_MAX):
        low, high = np.minimum(source[i], source[j]), np.maximum(source[i], source[j])
        apart = low != high
        total.add((low * count + high)[apart], (value[i] == value[j])[apart])
    keys, met, agreed = total.counted()
    return Pairs(keys // max(count, 1), keys % max(count, 1), met, agreed)


class _Dense:
    """Counts by key in arrays with a cell for every two sources."""

    def __init__(self, count: int) -> None:
        self._size = count * count
        self._met, self._agreed = np.zeros(self._size), np.zeros(self._size)

    def add(self, keys: Ints, same: Bools) -> None:
        self._met += np.bincount(keys, minlength=self._size)
        self._agreed += np.bincount(keys[same], minlength=self._size)

    def counted(self) -> tuple[Ints, Floats, Floats]:
        keys = np.flatnonzero(self._met)
        return keys, self._met[keys], self._agreed[keys]


class _Sparse:
    """Counts by key, of the pairs that met only: many sources in little memory."""

    def __init__(self) -> None:
        self._keys, self._met, self._agreed = np.zeros(0, np.int64), np.zeros(0), np.zeros(0)

    def add(self, keys: Ints, same: Bools) -> None:
        found, where = np.unique(keys, return_inverse=True)
        self._keys, at = np.unique(np.concatenate((self._keys, found)), return_inverse=True)
        met = np.concatenate((self._met, np.bincount(where, minlength=found.size)))
        agreed = np.concatenate((self._agreed, np.bincount(where[same], minlength=found.size)))
        self._met = np.bincount(at, met, self._keys.size).astype(np.float64)
        self._agreed = np.bincount(at, agreed, self._keys.size).astype(np.float64)

    def counted(self) -> tuple[Ints, Floats, Floats]:
        return self._keys, self._met, self._agreed


def medians(group: Ints, number: Floats, count: int, without: Floats) -> Floats:
    """Give the median of each group's numbers; `without` where a group has none."""
    order = np.lexsort((number, group))
    group, number = group[order], number[order]
    edges = bounds(group)
    out = without.copy()
    if group.size:
        size = np.diff(edges)
        low, high = edges[:-1] + (size - 1) // 2, edges[:-1] + size // 2
        out[group[edges[:-1]]] = (number[low] + number[high]) / 2
    return out[:count]


def reliability(found: Pairs, count: int, left_out: Bools, start: Floats | None = None) -> Floats:
    """Give each source's reliability, from how it agrees with the others; pairs `left_out` say nothing.

    Solves agreement(i, j) = reliability(i) × reliability(j) by medians. Sources that met nobody often enough get the
    middle of the others.
    """
    kept = (found.met >= MET_FOR_RELIABILITY) & ~left_out
    if not kept.any():
        return np.full(count, 0.8)
    first, second = found.first[kept], found.second[kept]
    share = found.agreed[kept] / found.met[kept]
    middle = float(np.sqrt(np.clip(np.median(share), LOWEST, HIGHEST)))
    now = np.full(count, middle) if start is None else start.copy()
    one, other, both = np.concatenate((first, second)), np.concatenate((second, first)), np.tile(share, 2)
    for _ in range(ROUNDS):
        new = medians(one, both / now[other], count, np.full(count, middle))
        new = (now + np.clip(new, LOWEST, HIGHEST)) / 2
        still, now = bool(np.abs(new - now).max() < STILL), new
        if still:
            break
    return now


def dependence(found: Pairs, trust: Floats, wrong_answers: float) -> Floats:
    """Give for each pair the share of agreement that dependence explains, 0 where independence explains it.

    Takes the pairs, the reliabilities, and how many wrong answers an object has, as likely as one another.
    """
    a, b = trust[found.first], trust[found.second]
    alone = np.clip(a * b + (1 - a) * (1 - b) / wrong_answers, 0.02, 0.98)
    fits = np.array(
        [
            found.agreed * np.log((c + (1 - c) * alone) / alone) + (found.met - found.agreed) * np.log(1 - c)
            for c in FOLLOWING
        ]
    )
    top = fits.max(axis=0)
    weight = np.exp(fits - top)
    odds = top + np.log(weight.mean(axis=0)) + np.log(DEPENDENT_BEFORE / (1 - DEPENDENT_BEFORE))
    likely = 1 / (1 + np.exp(-np.clip(odds, -60, 60)))
    strength = (weight * np.array(FOLLOWING)[:, None]).sum(axis=0) / weight.sum(axis=0)
    out = np.where(found.met >= MET_FOR_DEPENDENCE, likely * strength, 0.0)
    return np.where(out >= DEPENDENCE_MIN, out, 0.0)
