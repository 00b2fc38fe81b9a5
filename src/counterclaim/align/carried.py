"""Places that a claim's own words do not give: in one report they part no attack on one thing from itself.

"The shelling of the prison in Velno", and three paragraphs later "the attack killed ten inmates", where the town named
last was the one whose fighters had been in that prison.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.align.apart import apart, elsewhere
from counterclaim.align.nucleus import CAUSES, SEEN_ALIKE, Nucleus, act_nouns, asset_family, from_elsewhere
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place
from counterclaim.records.naming import normal_name

_ATTACKS = frozenset({*CAUSES, "killing"})


def away(told: Nucleus, made: Nucleus) -> bool:
    """Say whether a report tells an act in another place than one told before: in words, or of another thing."""
    if not elsewhere(told, made):
        return False
    if told.family not in _ATTACKS or apart(_named(told), _named(made)):
        return True
    same = told.words & made.words or _things(told) & _things(made)
    # "The strikes hit hideouts in Lom" may be those told without a town of their own; "the attack" is the one told.
    unplaced = not any(p.level != "country" for p in _named(told))
    pointing = _pointing(made) and (unplaced or not (made.assets or made.words or _named(made)))
    return not (same or pointing)


def _things(told: Nucleus) -> set[str]:
    """Give the kinds of the things that claims tell as hit, or that their words name beside the act."""
    named = (w for c in told.claims for w in normal_name(c.text).split())
    return told.assets | {family for w in named if (family := asset_family(w)) and family != "residential"}


def _carried(claim: Claim) -> bool:
    """Say whether a place comes from the text around a claim, or from who speaks where it says "the attack"."""
    if claim.place is None or "place" in claim.inferred or from_elsewhere(claim):
        return True
    return normal_name(claim.place.name) not in normal_name(claim.text) and _definite().match(claim.text) is not None


def _named(told: Nucleus) -> Sequence[Place]:
    return [c.place for c in told.claims if c.place is not None and not _carried(c)]


def _pointing(made: Nucleus) -> bool:
    """Say whether claims point at an act as one told before: "the attack"."""
    return any(_definite().match(c.text) is not None for c in made.claims)


@cache
def _definite() -> re.Pattern[str]:
    nouns = act_nouns({*SEEN_ALIKE, "killing"})  # "the invasion" is no one attack
    return re.compile(rf"\s*(?:the|this|that)\s+(?:[\w-]+\s+)?(?:attack|{nouns})s?\b", re.IGNORECASE)
