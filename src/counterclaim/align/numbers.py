"""The numbers by which reports tell of one happening: "two officers and 45 soldiers are held", said here and there."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.align.apart import NEWS_DAYS, apart
from counterclaim.align.nucleus import Nucleus
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place
from counterclaim.records.naming import normal_name

#: Of so many or more, one number of one kind of people in the same weeks is no chance.
TELLING_MIN = 5
#: So many numbers that are alike are none, however small.
ALIKE_MIN = 2

_Number = tuple[str, float, str]


def numbers(told: Nucleus) -> frozenset[_Number]:
    """Give what a nucleus counts, each with its number and whom or what: ("detained", 45, "soldiers")."""
    counted = (c for c in told.claims if c.range is not None and c.measure is not None and c.unit != "percent")
    return frozenset(
        (c.measure.value, c.range.low, normal_name(c.target or ""))
        for c in counted
        if c.measure and c.range and c.range.low and c.range.low == c.range.high
    )


def same_numbers(a: Nucleus, b: Nucleus) -> bool:
    """Say whether reports of the same weeks give for people seized numbers that only one happening has.

    Two that are alike, or a large one of the same people.
    """
    if a.family != "custody" or a.day is None or b.day is None or a.day.days_apart(b.day) > NEWS_DAYS:
        return False
    both = numbers(a) & numbers(b)
    return len({n for _, n, _ in both}) >= ALIKE_MIN or any(who and n >= TELLING_MIN for _, n, who in both)


def of_several_towns(told: Nucleus) -> list[Claim]:
    """Give the numbers of dead that are each of another town: "killed Bell, 90 peasants in Lom, 70 boys in Dorn".

    They are of as many killings, and of none that the same words tell besides.
    """
    if told.family != "killing":
        return []
    counts = [c for c in told.claims if c.range is not None and _spoken(c)]
    return [c for c in counts if any(_one_breath(c, d) and apart(_towns(c), _towns(d)) for d in counts)]


def _towns(claim: Claim) -> Sequence[Place]:
    return [claim.place] if claim.place is not None else []


def _spoken(claim: Claim) -> bool:
    return claim.place is not None and normal_name(claim.place.name) in normal_name(claim.text)


def _one_breath(one: Claim, other: Claim) -> bool:
    """Say whether two claims stand in words that overlap."""
    return one.start < other.end and other.start < one.end
