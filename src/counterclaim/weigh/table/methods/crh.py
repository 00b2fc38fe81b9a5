"""CRH (Q. Li, Y. Li, Gao, Zhao, Fan and Han, SIGMOD 2014): weighted answers and weights of sources, in turns.

As published: an answer is the one that costs least (Algorithm 1): for names a weighted vote, for numbers the weighted
median under the deviation divided by the spread of the object's numbers (§2.4, the losses they recommend). A source's
weight is minus the logarithm of its part of all losses (Eq. 5, exp as regulariser), its loss divided by its number of
claims as where values are missing. Ours: a denial costs 1 where the answer is the value denied; `LOSS_MIN` keeps the
logarithm finite.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality, interval
from counterclaim.weigh.table.methods.voices import Votes, share

TURNS = 100
#: The least mean loss a source is taken to have.
LOSS_MIN = 1e-3


def crh(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Belief:  # noqa: ARG001 - one form for all
    """Settle names. A value's probability is its part of the weight of those who speak of the object."""

    def answers(weight: Floats, kept: Bools) -> tuple[Floats, Ints]:
        return share(table, cast, weight, kept, count)

    def losses(part: Floats, best: Ints) -> Floats:
        right = best_of(table, part, best)[cast.value]
        return np.where(cast.denied, right, 1 - right)

    return _turns(cast, count, answers, losses)


def best_of(table: ClaimTable, part: Floats, best: Ints) -> Floats:
    """Give 1 for each object's answer and 0 for other values; answers that stand equal share it, as no name should."""
    top = np.where(best >= 0, np.round(part[best], 12), -1.0) if part.size else np.zeros(best.size)
    equal = np.round(part, 12) == top[table.value_object]
    several = np.maximum(np.bincount(table.value_object[equal], minlength=best.size), 1)
    return np.asarray(equal / several[table.value_object])


def crh_numbers(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Belief:  # noqa: ARG001
    """Settle numbers, none of them a range or denied; the answer is always a number that somebody gives."""
    number = np.array([(interval(name) or (np.nan,))[0] for name in table.names])[table.name][cast.value]
    size = np.maximum(np.bincount(cast.object, minlength=len(table.objects)), 1)
    mean = np.bincount(cast.object, number, size.size) / size
    spread = np.sqrt(np.bincount(cast.object, (number - mean[cast.object]) ** 2, size.size) / size)
    spread[spread == 0] = 1.0
    order = np.lexsort((number, cast.object))
    figure = np.zeros(table.name.size)
    figure[cast.value] = number

    def answers(weight: Floats, kept: Bools) -> tuple[Floats, Ints]:
        part, _ = share(table, cast, weight, kept, count)
        return part, _medians(cast, order, weight[cast.origin] * kept, size.size)

    def losses(part: Floats, best: Ints) -> Floats:  # noqa: ARG001 - one form for both
        right = np.where(best >= 0, figure[best], 0.0)[cast.object]
        return np.asarray(np.abs(number - right) / spread[cast.object])

    return _turns(cast, count, answers, losses)


def _medians(cast: Votes, order: Ints, weight: Floats, objects: int) -> Ints:
    """Give each object's first value, from the least on, at which half of the weight is reached; -1 without weight."""
    each, at = weight[order], cast.object[order]
    total = np.bincount(at, each, objects)
    run = np.cumsum(each)
    before = np.concatenate(([0.0], np.cumsum(total)))[:-1]
    reached = (run - before[at] >= total[at] / 2 - 1e-9 * total[at]) & (total[at] > 0)
    best = np.full(objects, -1, np.int64)
    found = np.flatnonzero(reached)[::-1]
    best[at[found]] = cast.value[order[found]]
    return best


def _turns(
    cast: Votes,
    count: int,
    answers: Callable[[Floats, Bools], tuple[Floats, Ints]],
    losses: Callable[[Floats, Ints], Floats],
) -> Belief:
    """Take turns until no claim costs other than before."""
    every = np.ones(cast.value.size, np.bool_)
    claims = np.maximum(np.bincount(cast.origin, minlength=count), 1)
    weight = np.ones(count)
    part, best = answers(weight, every)
    loss = losses(part, best)
    turn, converged = 1, False
    while turn < TURNS and not converged:
        turn += 1
        weight = weights(np.bincount(cast.origin, loss, count) / claims, np.bincount(cast.origin, minlength=count))
        part, best = answers(weight, every)
        before, loss = loss, losses(part, best)
        converged = bool((before == loss).all())
    told = weight
    return Belief(
        part,
        best,
        converged,
        cast.value,
        cast.origin,
        told[cast.origin] * cast.sign,
        cast.stance,
        lambda kept: answers(told, kept),
    )


def weights(loss: Floats, claims: Ints) -> Floats:
    """Give each source's weight from its mean loss: −log(loss / sum of losses), Eq. 5; 0 for one without claims."""
    kept = np.where(claims > 0, np.maximum(loss, LOSS_MIN), 0.0)
    total = kept.sum()
    out = np.zeros(loss.size)
    out[claims > 0] = -np.log(kept[claims > 0] / total)
    # A single source has all of the loss: its weight would be 0, and its answers no support.
    return np.maximum(out, 1e-9) * (claims > 0)
