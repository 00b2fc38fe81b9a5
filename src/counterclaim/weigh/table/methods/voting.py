"""Voting by origin: the value that most origins say, less those that deny it.

Every origin has one vote for each value it gives, however many sources carry it (Condorcet's jury; the baseline of all
papers on the subject). A vote for a region, a range or a part of a list is also one for each value within it, as in
approval voting (Brams and Fishburn, 1978), and a denial of it denies them.
"""

from __future__ import annotations

import numpy as np

from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality
from counterclaim.weigh.table.methods.voices import Votes, approving, share


def voting(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Belief:
    """Count votes. A value's probability is its share of the origins that speak of the object."""
    all_ = approving(table, cast, wider, count)
    one = np.ones(count)

    def again(kept: Bools) -> tuple[Floats, Ints]:
        return share(table, all_, one, kept, count)

    found = again(np.ones(all_.value.size, np.bool_))
    width = max(count, 1)
    own = np.isin(all_.value * width + all_.origin, cast.value * width + cast.origin)
    return Belief(
        *found, True, all_.value, all_.origin, all_.sign, np.where(own, all_.stance, np.minimum(all_.stance, 0)), again
    )
