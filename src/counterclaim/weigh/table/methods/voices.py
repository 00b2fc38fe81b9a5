"""What the published methods count: who says or denies which value, each origin once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality
from counterclaim.weigh.table.picking import pick


class Votes(NamedTuple):
    """One entry an origin, value and polarity, sorted by value: an origin is one source here, whatever its outlets.

    An origin that gives an object two values speaks for both; one that says and denies a value does both.
    """

    value: Ints
    origin: Ints
    denied: Bools
    object: Ints

    @property
    def sign(self) -> Floats:
        """Give 1 for a value that is said and −1 for one that is denied."""
        return np.where(self.denied, -1.0, 1.0)

    @property
    def stance(self) -> Ints:
        """Give the same as whole numbers."""
        return np.where(self.denied, -1, 1)


def votes(table: ClaimTable, root: Ints) -> Votes:
    """Count each origin once for each value it says, and once for each it denies."""
    width = max(root.size, 1)
    return _once(table, table.value * width + root[table.source], table.denied, width)


def approving(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Votes:
    """Add, for each vote on a general value, one on every value within it, which leaves each origin one vote."""
    width = max(count, 1)
    if not wider.general.size:
        return cast
    order = np.argsort(cast.value, kind="stable")
    starts = np.searchsorted(cast.value[order], np.arange(table.name.size + 1))
    many = starts[wider.general + 1] - starts[wider.general]
    at = np.repeat(starts[wider.general] - (np.cumsum(many) - many), many) + np.arange(int(many.sum()))
    more = order[at]
    key = np.concatenate((cast.value * width + cast.origin, np.repeat(wider.special, many) * width + cast.origin[more]))
    return _once(table, key, np.concatenate((cast.denied, cast.denied[more])), width)


def _once(table: ClaimTable, key: Ints, denied: Bools, width: int) -> Votes:
    kept = np.unique(key * 2 + denied)
    value = kept // 2 // width
    return Votes(value, kept // 2 % width, (kept % 2).astype(np.bool_), table.value_object[value])


def share(table: ClaimTable, cast: Votes, weight: Floats, kept: Bools, count: int) -> tuple[Floats, Ints]:
    """Give each value's part of the weight of all who speak of its object, denials taken off, and each object's best.

    `weight` is one an origin.
    """
    each = weight[cast.origin] * kept
    score = np.bincount(cast.value, each * cast.sign, table.name.size)
    once, first = np.unique(cast.object * max(count, 1) + cast.origin, return_index=True)
    spoke = np.zeros(once.size)
    np.maximum.at(spoke, np.searchsorted(once, cast.object * max(count, 1) + cast.origin), each)
    total = np.bincount(cast.object[first], spoke, len(table.objects))
    part = np.clip(score, 0, None) / np.maximum(total, 1e-300)[table.value_object]
    return np.minimum(part, 1.0), pick(table, part, asserting(table, cast))


def asserting(table: ClaimTable, cast: Votes) -> Floats:
    """Give how many origins say each value; ties go to the value more of them say, then to the first by its words."""
    return np.bincount(cast.value[~cast.denied], minlength=table.name.size).astype(np.float64)


def tied(table: ClaimTable, probability: Floats, best: Ints) -> Bools:
    """Tell for which objects another value is exactly as likely as the best."""
    top = np.where(best >= 0, np.round(probability[best], 9) if probability.size else 0.0, -1.0)
    same = np.round(probability, 9) == top[table.value_object]
    return np.bincount(table.value_object[same], minlength=best.size) > 1
