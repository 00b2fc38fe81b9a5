"""What a party says that it did to others than those it is accused of harming: no word on the deed laid to it.

An army accused of killing villagers that says it killed fighters there, or that it led an operation, takes nothing on
of what it is accused of: its word confirms nobody's. So it is with who denies the deed, whatever else it says it did.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum

from counterclaim.lexicons import act_families, lexicon
from counterclaim.offices import resolved
from counterclaim.records.claim import Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import NOT_NAMED, Aspect, ClaimAct, Measure, Stance, Take, VictimClass
from counterclaim.weigh.positions import stand
from counterclaim.weigh.sides import Sides

_KILLING, _FIGHTING = "killing", "fighting"
#: By these a party owns up to what is laid to it, in whatever words.
_OWNS_UP = frozenset({ClaimAct.ACCEPT_RESPONSIBILITY, ClaimAct.CONCEDE_HARM})
#: Who "claims responsibility" speaks of what was done, and of nothing else.
_CLAIMING = "responsib"
#: What a claim of a deed of one's own says of it: that it was done, and who did it.
_DEED = frozenset({Aspect.OCCURRENCE, Aspect.PERPETRATOR})
_UNARMED = frozenset({VictimClass.CIVILIAN, VictimClass.CHILDREN, VictimClass.WOMEN, VictimClass.DETAINEES})


class _Whom(Enum):
    """Whom words say to have been harmed; nobody where they name none, or people of no class."""

    UNARMED = 1
    FIGHTERS = 2
    NOBODY = 3


def of_others(
    claims: Sequence[Claim], registry: Registry, spoken: Mapping[str, str], reports: Mapping[str, Report]
) -> frozenset[str]:
    """Give the ids of an event's claims by which a party tells of another deed of its own than it is accused of.

    Takes the claims, what the registry says of sides, for whom somebody speaks by folded name, and the reports by id.
    It is another deed where it is of fighters and others say that people who do not fight were harmed, where it is a
    fight and they lay something else to it, where it killed and does not say whom, and where the party denies theirs.
    """
    told = _Told(claims, registry, spoken)
    charges: dict[str, list[Claim]] = defaultdict(list)
    denied: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    # Who says that nobody was killed accuses nobody of it, and tells of another deed as the accused does.
    clearing = {c.originator.id for c in claims if _none_killed(c) and stand(c) is Take.ASSERTS}
    for claim in claims:
        if told.own(claim) and _denies_its_part(claim):
            denied[claim.originator.id, told.doer(claim)].append(claim)
        elif claim.act_type and told.doer(claim) and not told.own(claim) and stand(claim) is not Take.DENIES:
            charges[told.doer(claim)] += [claim] if claim.originator.id not in clearing else []
    found = set[str]()
    for claim in claims:
        if _tells_a_deed(claim) and (told.own(claim) or claim.originator.id in clearing):
            doer = told.doer(claim)
            refused = denied.get((claim.originator.id, doer), ())
            if charges.get(doer) and (_another(claim, charges[doer], told) or _still_denied(claim, refused, reports)):
                found.add(claim.id)
    return frozenset(found)


def _tells_a_deed(claim: Claim) -> bool:
    owns_up = claim.claim_act in _OWNS_UP or _CLAIMING in (claim.chain[0].cue or "").lower()
    return claim.stance is Stance.ASSERT and stand(claim) is not Take.DENIES and claim.aspect in _DEED and not owns_up


class _Told:
    """Who does what to whom in the claims of an event."""

    def __init__(self, claims: Sequence[Claim], registry: Registry, spoken: Mapping[str, str]) -> None:
        reports: dict[str, set[str]] = defaultdict(set)
        self._said: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._said[claim.report, claim.originator.id].append(claim)
            for name in filter(None, (claim.originator.name, _doer(claim))):
                reports[name].add(claim.report)
        sides = Sides(registry, resolved(reports, claims, anywhere=False), spoken)
        self._side = {name: sides.of(name) or normal_name(name) for name in reports}

    def doer(self, claim: Claim) -> str:
        """Give the side of who did it by a claim's words; empty where they name nobody."""
        return self._side.get(_doer(claim), "")

    def own(self, claim: Claim) -> bool:
        """Say whether somebody speaks of what its own side did."""
        return self.doer(claim) == self._side.get(claim.originator.name, claim.originator.name)

    def whom(self, claim: Claim) -> _Whom:
        """Give whom a claim says to have been harmed, in its own words or in what its speaker counts in them."""
        near = self._said[claim.report, claim.originator.id]
        said = [c for c in near if c.start < claim.end and claim.start < c.end and not _none_killed(c)]
        classes = {c.victim_class for c in said}
        words = {form for c in said for word in (c.target or "").lower().split() for form in _forms(word)}
        table = lexicon("victims")
        if classes & _UNARMED or not words.isdisjoint(w for name in _UNARMED for w in table[name]):
            return _Whom.UNARMED
        fighters = {*table[VictimClass.COMBATANT], *lexicon("agents")["roles"]["armed_actor"]}
        if VictimClass.COMBATANT in classes or not words.isdisjoint(fighters):
            return _Whom.FIGHTERS
        return _Whom.NOBODY


def _doer(claim: Claim) -> str:
    named = claim.value if claim.aspect is Aspect.PERPETRATOR else claim.actor
    return named if named and named != NOT_NAMED else ""


def _none_killed(claim: Claim) -> bool:
    return claim.measure is Measure.KILLED and claim.range is not None and claim.range.high == 0


def _another(claim: Claim, charges: Sequence[Claim], told: _Told) -> bool:
    """Say whether a party's own deed is another than the one that others lay to it."""
    whom, harmed = told.whom(claim), {told.whom(c) for c in charges}
    if whom is _Whom.UNARMED or (_Whom.FIGHTERS in harmed and _Whom.UNARMED not in harmed):
        return False
    family, laid = _family(claim), {_family(c) for c in charges} - {""}
    if family == _FIGHTING and laid - {_FIGHTING}:
        return True
    if whom is _Whom.FIGHTERS:
        return family == _KILLING or _Whom.UNARMED in harmed
    return family == _KILLING and _Whom.UNARMED in harmed


def _denies_its_part(claim: Claim) -> bool:
    part = claim.aspect is Aspect.PERPETRATOR or claim.claim_act is ClaimAct.DENY_RESPONSIBILITY
    return part and stand(claim) is Take.DENIES


def _still_denied(claim: Claim, denials: Sequence[Claim], reports: Mapping[str, Report]) -> bool:
    """Say whether who tells of a deed of its own denies it, and does not tell of it on a later day than that."""
    days = [_day(c, reports) for c in denials]
    return bool(denials) and not (all(days) and max(days) < _day(claim, reports))


def _day(claim: Claim, reports: Mapping[str, Report]) -> str:
    report = reports.get(claim.report)
    return report.published.start if report is not None and report.published is not None else ""


def _family(claim: Claim) -> str:
    return act_families().get(claim.act_type or "", "")


def _forms(word: str) -> tuple[str, ...]:
    """Give the forms in which a lexicon can hold a word: "families", "soldiers", "policemen", "children"."""
    plural = {"children": "child"}.get(word, re.sub(r"ies$", "y", re.sub(r"men$", "man", word)))
    return word, word.removesuffix("s"), plural
