"""Whose aircraft were not there: a denial of the strike that other reports tell of that place and those days.

"No Karran aircraft had flown over Osmer on 4 March" names no act, and answers who struck Osmer that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.align.apart import NEWS_DAYS
from counterclaim.align.nucleus import Nucleus
from counterclaim.offices import office_of
from counterclaim.records.claim import Claim
from counterclaim.records.extent import TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.words import ActType, Aspect, ClaimAct, Stance

_FLOWN = frozenset({ActType.AIR_STRIKE.value, ActType.DRONE_STRIKE.value})


def grounded(
    claims: Sequence[Claim], published: Mapping[str, TimeRange | None], days_max: int
) -> tuple[list[Claim], dict[Claim, frozenset[str]]]:
    """Give the other claims, and each that says whose aircraft were not there as a denial, with the claims it answers.

    Takes the day of each report, and how many days apart the day of one strike may be told. Where no strike from the
    air, or strikes of several days, are told of the place that the claim names, it stays as it is.
    """
    said = [c for c in claims if _not_there(c)]
    strikes = [c for c in claims if c.act_type in _FLOWN and c.place and c.time and c.stance is not Stance.DENY]
    found = {c.id: of for c in said if (of := _strike(c, strikes, published.get(c.report), days_max))}
    denials = {_denial(c, found[c.id]): frozenset(s.id for s in found[c.id]) for c in said if c.id in found}
    return [c for c in claims if c.id not in found], denials


def joined(clusters: Sequence[list[Nucleus]], denials: Mapping[Claim, frozenset[str]]) -> None:
    """Put each denial into the event that holds most of the claims it answers; it makes none, and moves no other."""
    for denial, answered in sorted(denials.items(), key=lambda pair: pair[0].id):
        home = max(clusters, key=lambda found: sum(c.id in answered for n in found for c in n.claims))
        made = Nucleus(home[0].family, day=home[0].day)
        made.add([denial])
        home.append(made)


def _not_there(claim: Claim) -> bool:
    """Say whether a claim says whose aircraft were not there, and tells no act."""
    told = claim.aspect is Aspect.OCCURRENCE and claim.act_type is None
    return told and claim.actor is not None and claim.stance is Stance.DENY


def _strike(claim: Claim, strikes: Sequence[Claim], day: TimeRange | None, days_max: int) -> list[Claim]:
    """Give the claims of the one strike of the place and the days that a claim names; none where there are several."""
    words = f" {normal_name(claim.text)} "
    here = [s for s in strikes if s.place and s.place.level != "country" and f" {normal_name(s.place.name)} " in words]
    when, apart = (claim.time, days_max) if claim.time is not None else (day, NEWS_DAYS)
    near = [s for s in here if when is not None and s.time and when.days_apart(s.time) <= apart]
    days = Counter((s.time, s.act_type, s.place) for s in near)
    if not days or (claim.time is None and len({s.time for s in near}) > 1):
        return []
    best = min(days, key=lambda told: (-days[told], str(told)))
    return [s for s in near if (s.time, s.act_type, s.place) == best]


def _denial(claim: Claim, strikes: Sequence[Claim]) -> Claim:
    """Give a claim as the denial that whose aircraft it names made a strike, by the name others give them."""
    mine, strike = office_of(str(claim.actor)), strikes[0]
    others = Counter(
        s.actor for s in strikes if s.actor and (o := office_of(s.actor)) and mine and o.state == mine.state
    )
    name = min(others, key=lambda n: (-others[n], n)) if others else str(claim.actor)
    return replace(
        claim,
        aspect=Aspect.PERPETRATOR,
        claim_act=ClaimAct.DENY_RESPONSIBILITY,
        value=name,
        actor=name,
        act_type=strike.act_type,
        place=strike.place,
        time=claim.time or strike.time,
        inferred=tuple(sorted({*claim.inferred, "act_type", *(() if claim.time else ("time",))})),
    )
