"""Whether more is told than was usual: two counts of so many reports, and how often chance gives as much."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

#: A rise that chance gives more seldom than this is said to be one.
SELDOM = 0.05
MORE, AS_USUAL, UNKNOWN = "more than usual", "no more than chance gives", "cannot be judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """Reports that tell of something, of all reports, before a day and since.

    `expected` is how many would tell of it since, were they as frequent among all as before; `chance` is how often so
    many or more would, were nothing another. `state` says what that means; without reports on both sides, nothing.
    """

    before: int
    of_before: int
    since: int
    of_since: int
    expected: float
    chance: float
    state: str


def rise(before: int, of_before: int, since: int, of_since: int) -> Rise:
    """Judge a rise by the exact comparison of two rates, given how many there are in all.

    Source: Przyborowski & Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 1940.
    """
    if not of_before or not of_since:
        return Rise(
            before=before, of_before=of_before, since=since, of_since=of_since, expected=0.0, chance=1.0, state=UNKNOWN
        )
    total, share = before + since, of_since / (of_before + of_since)
    chance = sum(exp(_log_odds(k, total, share)) for k in range(since, total + 1))
    return Rise(
        before=before,
        of_before=of_before,
        since=since,
        of_since=of_since,
        expected=before * of_since / of_before,
        chance=min(1.0, chance),
        state=MORE if chance < SELDOM else AS_USUAL,
    )


def _log_odds(k: int, total: int, share: float) -> float:
    """Give the logarithm of the probability of `k` of `total`, each with the probability `share`."""
    ways = lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
    return ways + k * log(share) + (total - k) * log(1 - share)
