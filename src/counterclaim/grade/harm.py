"""Which claims say that civilians or their homes were harmed, by the acts and things a standard lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from counterclaim.grade.body import Body
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, VictimClass

Inputs = Mapping[str, Any]


def harm_claims(body: Body, inputs: Inputs) -> tuple[Claim, ...]:
    """Give the standing claims of harm to civilians; who is not said to be a fighter is presumed a civilian."""
    return tuple(c for c in body.asserted() if is_harm(c, inputs))


def is_harm(claim: Claim, inputs: Inputs) -> bool:
    """Say whether one claim speaks of harm: a count of people, a killing of somebody, a bombardment of homes."""
    if combatants(claim) and not inputs.get("fighters"):
        return False
    if claim.aspect is Aspect.COUNT and claim.measure is not None:
        empty = claim.range is not None and claim.range.high == 0
        return claim.measure.value in inputs["harm_measures"] and not empty
    if claim.aspect is Aspect.DAMAGE:
        return claim.value != _no_damage() and _asset_harmed(claim, inputs)
    return claim.aspect is Aspect.VICTIM_IDENTITY or _act_harms(claim, inputs)


def _act_harms(claim: Claim, inputs: Inputs) -> bool:
    """Say whether a claim's act harms: a killing with somebody killed, a bombardment of civilians or their homes."""
    if claim.act_type in inputs["killing_acts"]:
        return claim.target is not None
    if claim.act_type in inputs["bombardment_acts"]:
        return _asset_harmed(claim, inputs) or _class_of(claim.target or "") in _CIVILIAN
    return False


def combatants(claim: Claim) -> bool:
    """Say whether a claim's victims are fighters in its own words."""
    return claim.victim_class is VictimClass.COMBATANT or _in_arms(claim.target or "")


@lru_cache(maxsize=65_536)
def _in_arms(words: str) -> bool:
    """Say whether some words tell of fighters by their class, or end in a word for an armed side ("the militia")."""
    found = _class_of(words)
    last = words.lower().split()[-1:]
    return found is VictimClass.COMBATANT or (found is VictimClass.UNKNOWN and not _sides().isdisjoint(last))


@cache
def _sides() -> frozenset[str]:
    return frozenset(lexicon("agents")["roles"]["armed_actor"])


_CIVILIAN = frozenset({VictimClass.CIVILIAN, VictimClass.CHILDREN, VictimClass.WOMEN, VictimClass.DETAINEES})


@cache
def _no_damage() -> str:
    return str(lexicon("damage")["incompatible"][0][1])


@cache
def _class_nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = lexicon("victims")
    # `people` are persons of no class: they decide nothing here.
    forms = {n: [f for noun in nouns for f in _forms(noun)] for n, nouns in rows.items() if n != "people"}
    return tuple((name, _words(words)) for name, words in forms.items())


@cache
def _families() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = lexicon("assets")
    return tuple((name, _words([f for noun in nouns for f in _forms(noun)])) for name, nouns in rows.items())


def _forms(noun: str) -> tuple[str, ...]:
    irregular = {"child": "children", "woman": "women", "gunman": "gunmen", "policeman": "policemen"}
    return (noun, irregular.get(noun, f"{noun}s"), f"{noun}es", re.sub(r"y$", "ies", noun))


def _words(forms: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def _class_of(words: str) -> VictimClass:
    for name, pattern in _class_nouns():
        if pattern.search(words):
            return VictimClass(name)
    return VictimClass.UNKNOWN


def _asset_harmed(claim: Claim, inputs: Inputs) -> bool:
    return any(name in inputs["harm_assets"] for name in _families_of(claim.asset or claim.target or ""))


@lru_cache(maxsize=65_536)
def _families_of(words: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _families() if pattern.search(words))
