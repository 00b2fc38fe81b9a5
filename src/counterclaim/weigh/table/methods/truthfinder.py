"""TruthFinder (Yin, Han and Yu, KDD 2007): sources are trusted as far as what they say is, and the other way about.

As published: trust t is the mean confidence of what a source says (Eq. 1); τ = −ln(1 − t) (Eq. 3); a value's score is
the sum of τ (Eq. 5) and ρ times what related values imply (Eq. 6); its confidence 1 / (1 + exp(−γ score)) (Eq. 8). ρ,
γ, the first trust and the end (cosine of the change of trust) are theirs. A value implies another by how much of it the
other holds, less ½ (§4): names and points of numbers imply nothing, a region, a range or a part of a list, and what
lies within it, imply each other. Ours: a denial takes τ off, and speaks well of its source as far as the value is not
believed.
"""

from __future__ import annotations

import numpy as np

from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality
from counterclaim.weigh.table.methods.voices import Votes, asserting
from counterclaim.weigh.table.picking import pick

RHO, GAMMA, TRUST = 0.5, 0.3, 0.9
#: One that holds the other whole is similar to 1; ½ is their base similarity.
IMPLIED = 0.5
STILL = 1e-5
TURNS = 200
#: Trust of 1 would be without bound.
TRUST_MAX = 1 - 1e-9


def truthfinder(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Belief:
    """Settle a table. Confidences of one object's values do not add up to 1: each is judged by itself."""
    claims = np.maximum(np.bincount(cast.origin, minlength=count), 1)
    trust = np.full(count, TRUST)
    every = np.ones(cast.value.size, np.bool_)
    turn, converged = 0, False
    sure = np.zeros(table.name.size)
    while turn < TURNS and not converged:
        turn += 1
        sure = confidence(cast, wider, trust, every, table.name.size)
        good = np.where(cast.denied, 1 - sure[cast.value], sure[cast.value])
        new = np.bincount(cast.origin, good, count) / claims
        size = np.linalg.norm(new) * np.linalg.norm(trust)
        converged = bool(1 - float(new @ trust) / size < STILL) if size else True
        trust = new
    last, heard = trust, asserting(table, cast)

    def again(kept: Bools) -> tuple[Floats, Ints]:
        found = confidence(cast, wider, last, kept, table.name.size)
        return found, pick(table, found, heard)

    weight = tau(last)[cast.origin] * cast.sign
    return Belief(sure, pick(table, sure, heard), converged, cast.value, cast.origin, weight, cast.stance, again)


def tau(trust: Floats) -> Floats:
    """Give the score of a trust, −ln(1 − t)."""
    return np.asarray(-np.log1p(-np.clip(trust, 0, TRUST_MAX)))


def confidence(cast: Votes, wider: Generality, trust: Floats, kept: Bools, values: int) -> Floats:
    """Give each value's confidence, its votes and what related values imply taken together."""
    score = np.bincount(cast.value, tau(trust)[cast.origin] * cast.sign * kept, values)
    one, other = _related(wider)
    score = score + RHO * IMPLIED * np.bincount(other, score[one], values)
    return np.asarray(1 / (1 + np.exp(-GAMMA * score)))


def _related(wider: Generality) -> tuple[Ints, Ints]:
    return np.concatenate((wider.general, wider.special)), np.concatenate((wider.special, wider.general))
