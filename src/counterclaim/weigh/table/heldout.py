"""How often answers are right, told by sources that had no part in them: each claim is held out in turn.

An answer settled without a source that is right in three of four cases, and is right itself, is what that source says
in three of four cases. Where sources confirm the surer answers more often than the less sure ones, the difference is
error that the turns did not see, because several sources erred together: a sum of weights that should be nearly always
right is confirmed, say, at nine tenths of the best rate, so it is right nine times in ten. No truth is asked.

What the surest answers are worth is told by how often sources are right elsewhere: where sources bear them out clearly
less often than that, two readings are open. Either the surest answers are right and sources are worse than they seem,
or sources are as good as they seem and the surest answers are not right. Claims cannot tell, so the middle is taken.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numba
import numpy as np

from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality

compiled = numba.njit(cache=True, nogil=True)

#: Of an object with more claims than this, as many are held out, evenly spread;
OF_OBJECT_MAX = 60
#: and in a table of more claims than this, those of every so many-th object.
OF_TABLE_MAX = 300_000
#: Claims that a step of the curve rests on at least, and steps at most.
CLAIMS_MIN, STEPS_MAX = 50, 100
#: Neighbouring steps closer than this many standard errors are one: at 3 one in eight
#: curves of 100 steps falls apart by chance.
APART = 3.0
#: The part of the claims held out whose answers are the surest.
SUREST = 0.25


class HeldOut(NamedTuple):
    """One entry a claim held out: its object and source, how sure the rest is of its best answer (log odds), whether
    the claim bears it out, and how often its source is right elsewhere."""

    object: Ints
    source: Ints
    sure: Floats
    borne_out: Floats
    reliable: Floats


class Curve(NamedTuple):
    """How often answers are right (`part`, 1 for the surest) by how sure they are (`sure`, log odds, ascending)."""

    sure: Floats
    part: Floats


def held_out(
    table: ClaimTable,
    wider: Generality,
    score: Floats,
    power: tuple[Floats, Floats, Floats],
    parts: tuple[Floats, Floats],
) -> HeldOut:
    """Hold each claim of a source out in turn, as long as another source speaks of its object.

    Takes each value's score, what each claim adds to its value's and to each more special value's score (0 for a claim
    that is not to be held out, such as one of a camp), what a claim adds to each more special value besides, and each
    value's probability of being right and of being right but general.
    """
    edges, starts = table.object_starts, table.value_starts
    order = np.argsort(wider.general, kind="stable")
    below = np.searchsorted(wider.general[order], np.arange(score.size + 1))
    good = np.bincount(table.source, (parts[0] + parts[1])[table.value], len(table.sources))
    many = np.bincount(table.source, minlength=len(table.sources)).astype(np.float64)
    said = np.bincount(table.value[~table.denied], minlength=score.size)
    columns = (edges, starts, table.source, table.denied, said, below, wider.special[order])
    stride = 1 + table.source.size // OF_TABLE_MAX
    known = (parts[0] + parts[1], good, many)
    found = _held_out(columns, score, power, known, (wider.wrong_answers, stride))
    return HeldOut(*found)


@compiled
def _held_out(columns, score, power, known, how):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    edges, starts, source, denied, said, below, special = columns
    right, good, many = known
    wrong_answers, stride = how
    middle = good.sum() / max(many.sum(), 1.0)
    object_, who, n = np.empty(source.size, np.int64), np.empty(source.size, np.int64), 0
    sure, agreed, reliable = np.empty(source.size), np.empty(source.size), np.empty(source.size)
    for o in range(0, edges.size - 1, stride):
        low, high = edges[o], edges[o + 1]
        every = max(1, (starts[high] - starts[low]) // OF_OBJECT_MAX)
        now = np.empty(high - low)
        for v in range(low, high):
            within = special[below[v] : below[v + 1]]
            for k in range(starts[v], starts[v + 1]):
                if denied[k] or power[0][k] == 0 or (k - starts[low]) % every:
                    continue
                now[:] = score[low:high]
                now[v - low] -= power[0][k]
                for one in within:
                    now[one - low] -= power[1][k] + power[2][one]
                best, odds = _best_of(now, said[low:high], v - low, wrong_answers)
                if best < 0:
                    continue
                object_[n], who[n], sure[n] = o, source[k], odds
                agreed[n] = best + low == v or (within == best + low).any()
                reliable[n] = (good[source[k]] - right[v] + 5 * middle) / (many[source[k]] + 4)
                n += 1
    return object_[:n], who[:n], sure[:n], agreed[:n], reliable[:n]


@compiled
def _best_of(score, said, mine, wrong_answers):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    """Give the best of the values that others than the one held out say, -1 without one, and its log odds."""
    best, others = -1, 0
    for v in range(score.size):
        if said[v] > (v == mine):
            others += 1
            if best < 0 or score[v] > score[best]:
                best = v
    if best < 0:
        return -1, 0.0
    rest = max(0.0, wrong_answers + 1 - others) * np.exp(-max(score[best], -700.0))
    for v in range(score.size):
        if v != best and said[v] > (v == mine):
            rest += np.exp(score[v] - score[best])
    return best, -np.log(max(rest, 1e-300))


def curve(found: HeldOut) -> Curve | None:
    """Give how often answers are right, by how sure they are; None where too few claims tell.

    Steps hold as many claims each; pooled are neighbours that fall (a surer answer is not right less often) and those
    that differ by less than chance makes them.
    """
    steps = min(STEPS_MAX, found.sure.size // CLAIMS_MIN)
    if steps < 2:
        return None
    order = np.lexsort((found.object, found.sure))
    step = np.empty(order.size, np.int64)
    step[order] = np.arange(order.size) * steps // order.size
    borne = np.bincount(step, found.borne_out, steps).astype(np.float64)
    could = np.bincount(step, found.reliable, steps).astype(np.float64)
    middle = np.array(
        [float(np.median(found.sure[order][part])) for part in np.array_split(np.arange(order.size), steps)]
    )
    # Claims on one object are borne out or not together: what they miss is summed by object before it is squared.
    share = (borne / could)[step]
    miss = found.borne_out - share * found.reliable
    key, place = np.unique(step * (int(found.object.max()) + 1) + found.object, return_inverse=True)
    square = np.bincount(place, miss) ** 2
    spread = np.bincount(key // (int(found.object.max()) + 1), square, steps).astype(np.float64)
    pooled = _pooled(borne, could, spread)
    top = slice(steps - max(1, round(steps * SUREST)), steps)
    part = np.minimum(pooled * could[top].sum() / (pooled[top] @ could[top]), 1.0)
    return Curve(middle, part * _surest(found, step >= top.start))


def _surest(found: HeldOut, top: Bools) -> float:
    """Give how often the surest answers are right: 1 where sources bear them out as often as they are right elsewhere.

    What claims on one object miss is summed before it is squared, and so is what claims of one source miss: where a few
    sources made the table, little is known of how good they are.
    """
    could = found.reliable[top].sum()
    share = found.borne_out[top].sum() / could
    miss = found.borne_out[top] - share * found.reliable[top]
    sums = (np.bincount(group[top], miss) for group in (found.object, found.source))
    error = max(float(np.sqrt(s @ s)) for s in sums) / could
    return float((1 + share) / 2) if share < 1 - APART * error else 1.0


def _pooled(borne: Floats, could: Floats, spread: Floats) -> Floats:
    """Pool neighbouring steps, first those that fall, then the closest, until all rise by more than chance."""
    runs = [[float(b), float(c), float(s), 1.0] for b, c, s in zip(borne, could, spread, strict=True)]
    while len(runs) > 1:
        apart = [_apart(a, b) for a, b in pairwise(runs)]
        at = int(np.argmin(apart))
        if apart[at] >= APART:
            break
        runs[at : at + 2] = [[a + b for a, b in zip(runs[at], runs[at + 1], strict=True)]]
    return np.concatenate([np.full(int(n), b / c) for b, c, _, n in runs])


def _apart(a: list[float], b: list[float]) -> float:
    """Give by how many standard errors the second run lies above the first."""
    error = float(np.sqrt(a[2] / a[1] ** 2 + b[2] / b[1] ** 2))
    return (b[0] / b[1] - a[0] / a[1]) / max(error, 1e-12)


def tempered(found: Curve, probability: Floats, best: Ints, objects: Ints) -> Floats:
    """Lower the probabilities of each object so that its best is no surer than the curve allows; never raise one."""
    out = probability.copy()
    told = best >= 0
    p = np.clip(probability[best[told]], 1e-15, 1 - 1e-15)
    most = np.interp(np.log(p) - np.log1p(-p), found.sure, found.part)
    factor = np.ones(best.size)
    factor[told] = np.minimum(1.0, most / p)
    return out * np.repeat(factor, np.diff(objects))
