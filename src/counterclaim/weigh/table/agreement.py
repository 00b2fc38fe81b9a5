"""How often two sources agree, and how much of it their reliability alone explains.

Nothing here looks at which answers are right. A source's reliability is the one for which its agreement with others is
what independent sources would show (a median over the others, so that less than half of them can mislead it). What two
sources agree beyond that is *unexplained*: they may copy, follow one source, or tell the same story by accord; the
claims alone cannot say which.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints, bounds, sorted_by

#: Of an object with more claims than this, as many are compared, evenly spread.
CLAIMS_OF_OBJECT_MAX = 400
#: As many sources are counted in a square (8 bytes a pair), object by object.
SQUARE_MAX = 1_000
#: Sources that met on fewer objects say nothing about one another's dependence,
MET_FOR_DEPENDENCE = 5
#: nor, below this, of their reliability.
MET_FOR_RELIABILITY = 10
ROUNDS = 30
#: A round that moves no reliability by more than this is the last.
STILL = 5e-4
LOWEST, HIGHEST = 0.05, 0.98
#: Sources are taken to be better than chance by so much, on the whole.
BETTER_MIN = 0.1
#: Who agrees with what is right hardly more than with what is wrong tells nothing of others.
TELLING_MIN = 0.05
#: How strongly one source follows another, in three steps, all as likely beforehand.
FOLLOWING = (0.3, 0.6, 0.9)
#: The share of pairs taken to be dependent before anything is seen.
DEPENDENT_BEFORE = 0.1

compiled = numba.njit(cache=True, nogil=True)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of sources that met often enough: `first` < `second`, on how many objects, and on how many they agree."""

    first: Ints
    second: Ints
    met: Floats
    agreed: Floats


def pairs(table: ClaimTable) -> Pairs:
    """Count, for every two sources that claim something of one object, how often, and how often the same.

    Few sources are counted in a square. Of more, one row of counts is kept at a time and the pairs that met
    `MET_FOR_DEPENDENCE` times: memory grows with those, not with the square of the sources.
    """
    kept = np.flatnonzero(~table.denied)
    object_ = table.object[kept]
    if kept.size and int(np.diff(bounds(object_)).max()) > CLAIMS_OF_OBJECT_MAX:
        spread = _spread(bounds(object_), CLAIMS_OF_OBJECT_MAX)
        kept, object_ = kept[spread], object_[spread]
    source, value = table.source[kept], table.value[kept]
    if len(table.sources) <= SQUARE_MAX:
        both = _square(bounds(object_), source << 32 | value, len(table.sources))
        both += both.T.copy()
        first, second = np.nonzero(np.triu(both, 1) >> 32 >= MET_FOR_DEPENDENCE)
        times = both[first, second]
        return Pairs(first, second, (times >> 32).astype(np.float64), (times & 0xFFFFFFFF).astype(np.float64))
    by_source, starts = sorted_by(source, len(table.sources))
    # Claims of one object in the order of their sources: each source then meets only those after it.
    again, ends = sorted_by(object_[by_source], len(table.objects))
    place = np.empty(again.size, np.int64)
    place[again] = np.arange(again.size)
    order = by_source[again]
    told = source[order] << 32 | value[order]
    return Pairs(*_met(starts, place, ends[object_[by_source] + 1], told, MET_FOR_DEPENDENCE))


@compiled
def _spread(edges: Ints, most: int) -> Ints:  # pragma: no cover - compiled
    out = np.empty(edges[-1], np.int64)
    n = 0
    for run in range(edges.size - 1):
        size = edges[run + 1] - edges[run]
        count = min(size, most)
        for k in range(count):
            out[n] = edges[run] + k * size // count
            n += 1
    return out[:n]


@compiled
def _square(edges: Ints, told: Ints, count: int) -> Ints:  # pragma: no cover - compiled
    """Count for every two sources how often they met (from bit 32 on) and agreed (below), in one order or the other.

    Takes each claim's source and value in one number, and where the claims of each object start and end.
    """
    both, once = np.zeros((count, count), np.int64), np.int64(1) << 32
    for o in range(edges.size - 1):
        for k in range(edges[o], edges[o + 1]):
            row, mine = both[told[k] >> 32], told[k]
            for j in range(k + 1, edges[o + 1]):
                row[told[j] >> 32] += once + (np.int64(np.uint32(told[j] ^ mine)) == 0)
    return both


@compiled
def _met(  # pragma: no cover - compiled
    starts: Ints, place: Ints, end: Ints, told: Ints, least: int
) -> tuple[Ints, Ints, Floats, Floats]:
    """Count row by row; `place` and `end` tell where a source's claim stands in its object, and where that ends.

    Pairs are given that met `least` times: what is compiled keeps no setting of its own.
    `told` is a claim's source and value in one number, and `both` how often a source was met and agreed in one: what is
    looked at for every two claims is kept short.
    """
    count = starts.size - 1
    both, once = np.zeros(count, np.int64), np.int64(1) << 32
    touched = np.empty(count, np.int64)
    room = 1024
    first, second = np.empty(room, np.int64), np.empty(room, np.int64)
    times, same = np.empty(room, np.float64), np.empty(room, np.float64)
    n = 0
    for one in range(count):
        several = 0
        for k in range(starts[one], starts[one + 1]):
            mine = told[place[k]]
            for j in range(place[k] + 1, end[k]):
                other = told[j] >> 32
                if both[other] == 0:
                    touched[several] = other
                    several += 1
                both[other] += once + (np.int64(np.uint32(told[j] ^ mine)) == 0)
        touched[:several].sort()
        for k in range(several):
            other = touched[k]
            if other != one and both[other] >> 32 >= least:
                if n == room:
                    room *= 2
                    first, second = _longer(first, room), _longer(second, room)
                    times, same = _longer(times, room), _longer(same, room)
                first[n], second[n], times[n], same[n] = one, other, both[other] >> 32, np.int64(np.uint32(both[other]))
                n += 1
            both[other] = 0
    return first[:n], second[:n], times[:n], same[:n]


@compiled
def _longer(column, room):  # type: ignore[no-untyped-def] # pragma: no cover - compiled, of either kind of number
    out = np.empty(room, column.dtype)
    out[: column.size] = column
    return out


def reliability(
    found: Pairs, root: Ints, left_out: Bools, wrong_answers: float, start: Floats | None = None
) -> Floats | None:
    """Give each source's reliability, from how it agrees with the others; pairs `left_out` say nothing.

    Solves agreement = a × b + (1 − a) × (1 − b) / wrong answers, of two reliabilities a and b, by medians in which all
    sources of one `root` count as one. Sources that met nobody often enough get the middle of the others; None when no
    two met often enough.
    """
    count = root.size
    kept = (found.met >= MET_FOR_RELIABILITY) & ~left_out
    if not kept.any():
        return None
    share = found.agreed[kept] / found.met[kept]
    middle = _middle(float(np.median(share)), wrong_answers)
    now = np.full(count, middle) if start is None else start.copy()
    order, starts = sorted_by(np.concatenate((found.first[kept], found.second[kept])), count)
    other = np.concatenate((found.second[kept], found.first[kept]))[order]
    size = np.bincount(root, minlength=count)[root]
    weight = 1 / size[other] if size.max() > 1 else np.zeros(0)
    _fit(now, starts, other, (np.tile(share, 2)[order], weight), (middle, 1 / wrong_answers))
    return now


def _middle(share: float, wrong_answers: float) -> float:
    """Give the reliability for which sources that all have it agree in a share of cases."""
    apart = max(share * (1 + 1 / wrong_answers) - 1 / wrong_answers, 0.0)
    found = (1 / wrong_answers + np.sqrt(apart)) / (1 + 1 / wrong_answers)
    return float(np.clip(found, 1 / (1 + wrong_answers) + BETTER_MIN, HIGHEST))


@compiled
def _median(run: Floats, weight: Floats) -> float:  # pragma: no cover - compiled
    """Give the median of some numbers, each as often as it weighs; once each where no weights are given."""
    if not weight.size:
        return float(np.median(run))
    left = weight.sum() / 2
    order = np.argsort(run)
    for k in order:
        left -= weight[k]
        if left <= 1e-9:
            return float(run[k])
    return float(run[order[-1]])


@compiled
def _fit(now, starts, other, told, known):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    """Move each reliability halfway to the median of what its pairs ask for, until all are still."""
    (share, weight), (middle, chance) = told, known
    least = max(LOWEST, chance / (1 + chance))
    new = now.copy()
    for _ in range(ROUNDS):
        moved = 0.0
        for one in range(now.size):
            wanted = middle
            if starts[one] < starts[one + 1]:
                run = np.empty(starts[one + 1] - starts[one], np.float64)
                for k in range(run.size):
                    alike = (1 - now[other[starts[one] + k]]) * chance
                    gap = now[other[starts[one] + k]] - alike
                    run[k] = (share[starts[one] + k] - alike) / gap if gap > TELLING_MIN else middle
                of_run = weight[starts[one] : starts[one + 1]]
                wanted = min(max(_median(run, of_run), least), HIGHEST)
            new[one] = (now[one] + wanted) / 2
            moved = max(moved, abs(new[one] - now[one]))
        now[:] = new
        if moved < STILL:
            break


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
    ).reshape(len(FOLLOWING), -1)
    top = fits.max(axis=0)
    weight = np.exp(fits - top)
    odds = top + np.log(weight.mean(axis=0)) + np.log(DEPENDENT_BEFORE / (1 - DEPENDENT_BEFORE))
    likely = 1 / (1 + np.exp(-np.clip(odds, -60, 60)))
    strength = (weight * np.array(FOLLOWING)[:, None]).sum(axis=0) / weight.sum(axis=0)
    return np.asarray(likely * strength)
