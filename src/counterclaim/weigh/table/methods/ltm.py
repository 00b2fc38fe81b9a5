"""LTM, the latent truth model (Zhao, Rubinstein, Gemmell and Han, VLDB 2012): several answers may be right at once.

As published: each answer is true or not by itself; each source has a sensitivity and a false positive rate; whoever
speaks of an object and does not give an answer makes a negative claim of it (§2). Truths are drawn by collapsed Gibbs
sampling (Algorithm 1) with the priors used there for books: false positives 10 : 1000, sensitivity 50 : 50, truth
10 : 10. A denial is a negative claim. A list is taken apart: each of its parts is an answer.

Drawn are two chains from fixed seeds; where they do not tell the same, the method did not come to rest, and says so.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from counterclaim.errors import UsageError
from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality
from counterclaim.weigh.table.methods.voices import Votes, asserting
from counterclaim.weigh.table.picking import pick

#: Pseudo-counts (not said, said) where an answer is false, and where it is true; then of answers, false and true.
PRIOR = np.array(((1000.0, 10.0), (50.0, 50.0)))
TRUTH = (10.0, 10.0)
DRAWS, BURNED, EVERY = 100, 20, 4
SEEDS = (1, 2)
#: Two chains may differ by this much on average.
APART = 0.02
#: More claims than this, negative ones included, are refused.
CLAIMS_MAX = 300_000_000

compiled = numba.njit(cache=True, nogil=True)


class Sides(NamedTuple):
    """For each value, from `start[v]` to `start[v + 1]`: who speaks of its object, and whether `said` by them."""

    start: Ints
    origin: Ints
    said: Bools


def ltm(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Belief:  # noqa: ARG001 - one form for all
    """Settle a table; each value's probability stands by itself. Raises UsageError for too many negative claims."""
    sides = positive_and_negative(table, cast, count)
    chains = [chain(sides, count, seed) for seed in SEEDS]
    found = np.mean(chains, axis=0)
    converged = bool(np.abs(chains[0] - chains[1]).mean() <= APART) if found.size else True
    value = np.repeat(np.arange(found.size), np.diff(sides.start))
    quality = rates(sides, value, found, count)
    weight = np.where(
        sides.said,
        np.log(quality[sides.origin, 1]) - np.log(quality[sides.origin, 0]),
        np.log1p(-quality[sides.origin, 1]) - np.log1p(-quality[sides.origin, 0]),
    )
    heard = asserting(table, cast)

    def again(kept: Bools) -> tuple[Floats, Ints]:
        """Give the posterior with the sources' rates kept (§5.3)."""
        score = np.log(TRUTH[1] / TRUTH[0]) + np.bincount(value, weight * kept, found.size)
        each = 1 / (1 + np.exp(-np.clip(score, -700, 700)))
        return each, pick(table, each, heard)

    return Belief(
        found, pick(table, found, heard), converged, value, sides.origin, weight, np.where(sides.said, 1, -1), again
    )


def positive_and_negative(table: ClaimTable, cast: Votes, count: int) -> Sides:
    """Give for each value whoever speaks of its object, with what they say of it."""
    width = max(count, 1)
    speakers = np.unique(cast.object * width + cast.origin)
    starts = np.searchsorted(speakers // width, np.arange(len(table.objects) + 1))
    many = np.diff(starts)[table.value_object]
    if int(many.sum()) > CLAIMS_MAX:
        came = f"{int(many.sum()):,} claims with the negative ones"
        raise UsageError(f"at most {CLAIMS_MAX:,} claims for LTM", came, "Take another method, or fewer objects.")
    start = np.concatenate(([0], np.cumsum(many))).astype(np.int64)
    at = np.arange(int(many.sum())) - np.repeat(start[:-1] - starts[:-1][table.value_object], many)
    origin = speakers[at] % width
    value = np.repeat(np.arange(table.name.size), many)
    said = np.isin(value * width + origin, cast.value[~cast.denied] * width + cast.origin[~cast.denied])
    said &= ~np.isin(value * width + origin, cast.value[cast.denied] * width + cast.origin[cast.denied])
    return Sides(start, origin, said)


def chain(sides: Sides, count: int, seed: int) -> Floats:
    """Draw truths and give how often each value came out true after the first draws."""
    draw = np.random.default_rng(seed)
    values = sides.start.size - 1
    true = draw.random(values) >= 0.5
    told = np.zeros((count, 2, 2))
    np.add.at(told, (sides.origin, np.repeat(true, np.diff(sides.start)).astype(int), sides.said.astype(int)), 1.0)
    out, kept = np.zeros(values), 0
    for turn in range(DRAWS):
        _draw(sides, true, told, (PRIOR, TRUTH[1] / TRUTH[0]), draw.random(values))
        if turn >= BURNED and (turn - BURNED) % EVERY == 0:
            out += true
            kept += 1
    return out / kept


@compiled
def _draw(sides, true, told, before, chance):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    """Draw each value anew, given all others (the conditional of Algorithm 1), and keep the counts."""
    prior, odds = before
    for v in range(true.size):
        was = int(true[v])
        ratio, far = odds, 0.0
        for k in range(sides.start[v], sides.start[v + 1]):
            one, o = sides.origin[k], int(sides.said[k])
            told[one, was, o] -= 1
            for i in range(2):
                part = (told[one, i, o] + prior[i, o]) / (told[one, i, 0] + told[one, i, 1] + prior[i, 0] + prior[i, 1])
                ratio = ratio * part if i else ratio / part
            if not 1e-150 < ratio < 1e150:
                far += np.log(ratio)
                ratio = 1.0
        score = far + np.log(ratio)
        true[v] = chance[v] * (1 + np.exp(min(-score, 700.0))) < 1
        now = int(true[v])
        for k in range(sides.start[v], sides.start[v + 1]):
            told[sides.origin[k], now, int(sides.said[k])] += 1


def rates(sides: Sides, value: Ints, probability: Floats, count: int) -> Floats:
    """Give each source's false positive rate and sensitivity, given how probable each value is (§5.3)."""
    out = np.empty((count, 2))
    for i, weight in enumerate((1 - probability[value], probability[value])):
        said = np.bincount(sides.origin, weight * sides.said, count) + PRIOR[i, 1]
        out[:, i] = said / (np.bincount(sides.origin, weight, count) + PRIOR[i].sum())
    return out
