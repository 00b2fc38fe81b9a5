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
    """Per value what being told alike adds to its score (`whole`), and what of that goes with one claim of it
    (`special`) or of something more general (`general`); `alike` is the entry of `ALIKE` that fits best."""

    whole: Floats
    special: Floats
    general: Floats
    alike: float


def none(count: int) -> Levels:
    """Give what is added where each claim is by itself: nothing."""
    return Levels(np.zeros(count), np.zeros(count), np.zeros(count), ALIKE[-1])


def levels(wider: Generality, voices: Floats, habit: Floats, probability: Floats) -> Levels:
    """Give what being told alike adds.

    Takes how many voices say each value, the mean habit of its sources (general claims among right ones), and how
    probable each value is.
    """
    count = voices.size

    def above(amount: Floats) -> Floats:
        return np.bincount(wider.special, amount[wider.general], count)

    general = above(voices)
    share = (voices * habit + above(voices * habit)) / np.maximum(voices + general, 1e-9)
    share = np.clip(share, LEAST, 1 - LEAST)
    alike = max(ALIKE, key=lambda one: float(probability @ _urn(voices, general, share, one)))

    def beyond(special: Floats, general: Floats) -> Floats:
        together = np.asarray(_urn(special, general, share, alike))
        return together - general * np.log(share) - special * np.log1p(-share)

    whole = beyond(voices, general)
    return Levels(
        whole,
        whole - beyond(np.maximum(voices - 1, 0.0), general),
        whole - beyond(voices, np.maximum(general - 1, 0.0)),
        alike,
    )


@numba.njit(cache=True, nogil=True)
def _urn(special: Floats, general: Floats, share: Floats, alike: float) -> Floats:  # pragma: no cover - compiled
    """Give the logarithm of how likely so many special and general claims are, one after another."""
    out = np.empty(special.size)
    for v in range(out.size):
        a, b = alike * share[v], alike * (1 - share[v])
        out[v] = lgamma(a + general[v]) - lgamma(a) + lgamma(b + special[v]) - lgamma(b)
        out[v] += lgamma(alike) - lgamma(alike + special[v] + general[v])
    return out
