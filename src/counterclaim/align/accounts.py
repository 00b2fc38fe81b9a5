"""Who denies an attack and tells of an explosion there gives another account of one happening, and of no second one.

"No aircraft bombed Dravik: a rebel depot blew up" stands beside "a jet bombed the station of Dravik", as what its
speaker says instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from counterclaim.align.apart import NEWS_DAYS, elsewhere
from counterclaim.align.nucleus import SEEN_ALIKE, Nucleus
from counterclaim.offices import can_be_one, office_of
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.words import Aspect, Stance

#: What somebody denies who denies an attack, or having made it.
_DENIED = frozenset({Aspect.OCCURRENCE, Aspect.PERPETRATOR, Aspect.TARGET, Aspect.WEAPON})


def other_account(charged: Nucleus, told: Nucleus) -> bool:
    """Say whether one happening can be what somebody says instead of the attack that they deny.

    The attack is a dated one of the same town, denied by who tells the other, and the other is told of the same day, or
    of none, in the weeks after.
    """
    if charged.family == told.family or not {charged.family, told.family} <= SEEN_ALIKE or elsewhere(charged, told):
        return False
    return _of_days(charged, told) and _denied_by_teller(charged, told)


def _of_days(charged: Nucleus, told: Nucleus) -> bool:
    if not charged.times:
        return False
    if told.times:
        return min(x.days_apart(y) for x in charged.times for y in told.times) == 0
    if told.dated_in_words or told.day is None:
        return False
    after = [(date.fromisoformat(told.day.end) - date.fromisoformat(t.end)).days for t in charged.times]
    return any(0 <= days <= NEWS_DAYS for days in after)


def _denied_by_teller(charged: Nucleus, told: Nucleus) -> bool:
    """Say whether one who tells of the happening denies the attack, in whatever report."""
    denying = _speakers(c for c in charged.claims if c.stance is Stance.DENY and c.aspect in _DENIED)
    telling = _speakers(c for c in told.claims if c.stance is Stance.ASSERT and c.aspect is Aspect.OCCURRENCE)
    return any(_one(a, b) for a in denying for b in telling)


def _speakers(claims: Iterable[Claim]) -> list[Agent]:
    return list({c.originator.id: c.originator for c in claims}.values())


def _one(a: Agent, b: Agent) -> bool:
    """Say whether two speakers are one, or bodies of one state."""
    mine, theirs = office_of(a.name), office_of(b.name)
    return a.id == b.id or (mine is not None and theirs is not None and can_be_one(mine, theirs))
