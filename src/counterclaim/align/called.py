"""An attack called by its town: "the Lom attack" lies in Lom where another claim of the case shows that Lom is a place.

One report alone cannot tell whether the name before "attack" is where it was or who did it. What somebody of a town
tells without a place ("the mayor of Lom said that twelve were killed") is told of that town.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.align.nucleus import CAUSES, EFFECTS, act_nouns, family_of
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place
from counterclaim.records.naming import normal_name

_NAMED = frozenset({*CAUSES, "killing"})


def called(claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims, each of an attack without a place the town before the attack's noun, or of its speaker.

    A place so given is named in `inferred`. A name that some claim holds for an actor is left alone.
    """
    towns: dict[str, Place] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.place is not None and claim.place.level != "country":
            towns.setdefault(normal_name(claim.place.name), claim.place)
    for actor in {normal_name(c.actor) for c in claims if c.actor}:
        towns.pop(actor, None)
    return [_placed(claim, towns) for claim in claims]


def _placed(claim: Claim, towns: dict[str, Place]) -> Claim:
    if claim.place is not None or family_of(claim) not in {*_NAMED, *EFFECTS}:
        return claim
    called = _calling().search(normal_name(claim.text)) if family_of(claim) in _NAMED else None
    match = called or _of_town().search(normal_name(claim.originator.name))
    words = match[1].split() if match is not None else []
    words = words if match is not None else normal_name(claim.target or "").split()[:1]  # "the Lom bus station"
    # The longest name counts, and nothing else may stand between it and the noun but a thing ("market").
    for first in range(len(words)):
        if (place := towns.get(" ".join(words[first:]))) is not None:
            return replace(claim, place=place, inferred=tuple(sorted({*claim.inferred, "place"})))
    return claim


@cache
def _of_town() -> re.Pattern[str]:
    """Give what the name of somebody of a place looks like: "mayor of Lom", "a doctor at the Lom hospital".

    Who only speaks for others is anywhere: "a spokesman in Lom".
    """
    of = rf"(?:of|in|at) (?:the )?((?:\S+ ){{0,2}}?\S+)(?: (?:{_things()}))?"
    return re.compile(rf"^(?!.*\bspokes\w+ in\b)\S+ (?:.+ )?{of}$")


@cache
def _calling() -> re.Pattern[str]:
    """Give what "the Lom market bombing" looks like: up to three words, a thing or none, the noun of an attack."""
    return re.compile(rf"(?:^|\bthe )((?:[\w'-]+ ){{0,2}}?[\w'-]+) (?:(?:{_things()}) )?(?:{act_nouns(_NAMED)})\b")


@cache
def _things() -> str:
    return "|".join(sorted({re.escape(n) for names in lexicon("assets").values() for n in names}))
