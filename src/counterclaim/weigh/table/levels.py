"""How general an object is told: the claims of one object are more alike in that than their sources' habits make them.

Who names only the country where everybody names the country says little against who names the town. Were each claim by
itself, six of the country would be six reasons that no town can be right. So the share of general claims differs from
object to object, around what the sources do (a beta distribution: the urn of Pólya). How much it differs, the claims of
the table tell.
"""

from __future__ import annotations

from math import lgamma
from typing import NamedTuple

import numba
import numpy as np

from counterclaim.weigh.table.claims import Floats
from counterclaim.weigh.table.generality import Generality

#: How many claims' worth of its sources' habits an object has; with the last, each claim is as good as by itself.
ALIKE = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 1e4)
LEAST = 0.02


class Levels(NamedTuple):
    """Per value what being told alike adds to its score for each claim of it (`special`), and for each of something
    more general (`general`); `alike` is the entry of `ALIKE` that fits best."""

    special: Floats
    general: Floats
    alike: float


def none(count: int) -> Levels:
    """Give what is added where each claim is by itself: nothing."""
    return Levels(np.zeros(count), np.zeros(count), ALIKE[-1])


def added(wider: Generality, found: Levels, said: Floats) -> Floats:
    """Give what is added to each value's score; takes how many claims there are of each."""
    return found.special * said + found.general * _above(wider, said)


def levels(wider: Generality, told: tuple[Floats, Floats], habit: Floats, probability: Floats) -> Levels:
    """Give what being told alike adds, as much for each claim.

    Takes how many claims there are of each value and how many voices they are, the mean habit of its sources (general
    claims among right ones), and how probable each value is.
    """
    said, voices = told
    more = _above(wider, voices)
    both = np.maximum(voices + more, 1e-9)
    share = np.clip((voices * habit + _above(wider, voices * habit)) / both, LEAST, 1 - LEAST)
    alike = max(ALIKE, key=lambda one: float(probability @ _urn(voices, more, share, one).sum(axis=0)))
    if alike == ALIKE[-1]:
        return none(said.size)
    special, general, all_ = _urn(voices, more, share, alike)
    all_ /= both
    special += voices * (all_ - np.log1p(-share))
    general += more * (all_ - np.log(share))
    return Levels(special / np.maximum(said, 1.0), general / np.maximum(_above(wider, said), 1.0), alike)


def _above(wider: Generality, amount: Floats) -> Floats:
    """Sum for each value what the more general ones have."""
    return np.bincount(wider.special, amount[wider.general], amount.size).astype(np.float64)


@numba.njit(cache=True, nogil=True)
def _urn(special: Floats, general: Floats, share: Floats, alike: float) -> Floats:  # pragma: no cover - compiled
    """Give the logarithm of how likely so many special and general claims are, one after another.

    In three rows, to be added: what hangs on the special claims, on the general ones, and on how many there are.
    """
    out = np.empty((3, special.size))
    for v in range(special.size):
        a, b = alike * (1 - share[v]), alike * share[v]
        out[0, v] = lgamma(a + special[v]) - lgamma(a)
        out[1, v] = lgamma(b + general[v]) - lgamma(b)
        out[2, v] = lgamma(alike) - lgamma(alike + special[v] + general[v])
    return out
