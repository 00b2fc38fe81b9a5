"""From claims and their weights to the probability of each answer: sources and answers are judged together, in turns.

A source tells the special truth, something more general, or something wrong, each in its own share; shares are learnt
from how probable its claims are, and the probabilities from the shares (expectation and maximisation; the habit of
being general follows Jung et al., EDBT 2019, in kind). Answers that nobody gives keep a part of the probability.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table.claims import ClaimTable, Floats, Ints, bounds
from counterclaim.weigh.table.generality import Generality

TURNS = 40
#: When no share moves by more than this, the turns end; at `TURNS` they end too, and the result says so.
STILL = 1e-4
#: Claims' worth of what sources do on average that each source starts with.
SHARED_STRENGTH = 5.0
#: What all sources start with: special, general, wrong.
START = (4.0, 1.0, 1.0)
SHARE_MIN = 0.02
#: The turns before which the weights of claims are set afresh, by the reliabilities found so far.
WEIGHED_AT = (0, 5)


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """Which claims are one voice, and which of two claims of one answer takes weight from the other.

    `of` numbers each claim's voice (one value, one origin); `first`, `second` are claims of one value whose sources
    depend on one another by `share`.
    """

    of: Ints
    first: Ints
    second: Ints
    share: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Probability of each value, weight of each claim, shares (special, general, wrong) of each source."""

    probability: Floats
    weight: Floats
    shares: Floats
    converged: bool


def settle(table: ClaimTable, wider: Generality, voice: Voice, trust: Floats | None, wrong_answers: float) -> Settled:
    """Settle a table; `trust` is a first reliability of each source, where something tells it."""
    count = len(table.sources)
    start = np.array(START) if wider.general.size else np.array((START[0], 0.0, START[2]))
    shares = np.tile(start / start.sum(), (count, 1))
    if trust is not None:
        kept = np.clip(trust, SHARE_MIN, 1 - SHARE_MIN)
        general = shares[:, 1] / (shares[:, 1] + shares[:, 2]) * (1 - kept)
        shares = np.stack((kept, general, 1 - kept - general), axis=1)
    generals = np.log(np.maximum(wider.generals_of(len(table.values)), 1.0))
    weight, converged = np.ones(table.source.size), False
    for turn in range(TURNS):
        if turn in WEIGHED_AT:
            weight = weights(table, voice, shares[:, 0] + shares[:, 1])
        probability = _probability(table, wider, generals, (weight, shares), wrong_answers)
        new = _shares(table, wider, probability, weight, start)
        converged = bool(np.abs(new - shares).max(initial=0.0) < STILL)
        shares = new
        if converged and turn > max(WEIGHED_AT):
            break
    return Settled(probability, weight, shares, converged)


def weights(table: ClaimTable, voice: Voice, trust: Floats) -> Floats:
    """Give each claim's weight: the most reliable claim of a voice speaks for it; dependent voices count in part."""
    count = trust.size
    rank_of = np.empty(count, np.int64)
    rank_of[np.lexsort((np.arange(count), -trust))] = np.arange(count)
    rank = rank_of[table.source]
    order = np.argsort(voice.of * max(count, 1) + rank)
    out = np.zeros(rank.size)
    out[order[bounds(voice.of[order])[:-1]]] = 1.0
    if voice.first.size:
        both = (out[voice.first] > 0) & (out[voice.second] > 0)
        one, other, share = voice.first[both], voice.second[both], voice.share[both]
        less = np.where(rank[one] > rank[other], one, other)
        out *= np.exp(np.bincount(less, np.log1p(-np.minimum(share, 0.99)), rank.size))
    return out


def _probability(
    table: ClaimTable, wider: Generality, generals: Floats, given: tuple[Floats, Floats], wrong_answers: float
) -> Floats:
    """Give each value's probability from the claims for it, for more general ones, and against it."""
    weight, shares = given
    count = len(table.values)
    mine = shares[table.source]
    wrong = np.log(mine[:, 2] / wrong_answers)
    says = weight * ~table.denied
    right = np.clip(mine[:, 0] + mine[:, 1], SHARE_MIN, 1 - SHARE_MIN)
    against = weight * table.denied * np.log((1 - right) / right)
    for_it = says * (np.log(mine[:, 0]) - wrong) + against
    score = np.bincount(table.value, for_it, count).astype(np.float64)
    if wider.general.size:
        for_special = says * (np.log(np.maximum(mine[:, 1], 1e-9)) - wrong) + against
        total = np.bincount(table.value, for_special, count)
        spread = np.bincount(table.value, says, count)
        passed = total[wider.general] - spread[wider.general] * generals[wider.special]
        score += np.bincount(wider.special, passed, count)
    return _normal(score, table.value_object, wrong_answers)


def _normal(score: Floats, group: Ints, wrong_answers: float) -> Floats:
    """Turn scores into probabilities within each object; an answer that nobody gives has the score 0."""
    if not score.size:
        return score
    edges = bounds(group)
    size = np.diff(edges)
    top = np.maximum(np.maximum.reduceat(score, edges[:-1]), 0.0)
    spread = np.exp(score - np.repeat(top, size))
    unseen = np.maximum(0.0, wrong_answers + 1 - size) * np.exp(-top)
    return np.asarray(spread / np.repeat(np.add.reduceat(spread, edges[:-1]) + unseen, size))


def _shares(table: ClaimTable, wider: Generality, probability: Floats, weight: Floats, start: Floats) -> Floats:
    """Give each source's shares from how probable its claims are; few claims lean on what sources do on average."""
    count = len(table.sources)
    special = probability[table.value]
    below = np.bincount(wider.general, probability[wider.special], probability.size)
    general = np.minimum(below[table.value], 1 - special)
    wrong = np.maximum(1 - special - general, 0.0)
    special, general, wrong = (
        np.where(table.denied, wrong, special),
        np.where(table.denied, 0.0, general),
        np.where(table.denied, special + general, wrong),
    )
    told = np.stack((special, general, wrong), axis=1)
    middle = (weight[:, None] * told).sum(axis=0) + start
    middle = middle / middle.sum()
    summed = np.stack([np.bincount(table.source, told[:, n], count) for n in range(3)], axis=1)
    found = summed + SHARED_STRENGTH * middle
    out = np.maximum(found / found.sum(axis=1, keepdims=True), 1e-9)
    out[:, 2] = np.maximum(out[:, 2], SHARE_MIN)
    out[:, 0] = np.maximum(out[:, 0], SHARE_MIN)
    return np.asarray(out / out.sum(axis=1, keepdims=True))
