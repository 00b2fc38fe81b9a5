"""Whether what no report dates may be several happenings: what is done again and again in one place.

Two reports surely tell of one where they share a name, a thing hit, a number or a sentence; a place and some weeks are
shared by many. What only its place and its wording joined is told as what it is, and nothing in it counts as agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.english import sentence
from counterclaim.lexicons import act_families, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.dossier import Sayable
from counterclaim.records.judgement import Event
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Stance

#: Claims of this many words or more that are alike to the letter are one sentence, copied.
COPIED_WORDS = 6
#: So many of the happenings that it may be are told.
TOLD_MAX = 4


def perhaps_several(event: Event, claims: tuple[Claim, ...]) -> Sayable | None:
    """Say that an event may be several happenings, with the claims of each; None where its reports surely tell of one.

    Takes the event and its claims. An event that any claim dates is one: other days are other events.
    """
    families = {act_families().get(act) for act in event.act_types}
    if len(event.reports) < 2 or families.isdisjoint(lexicon("happenings")["again"]) or any(c.time for c in claims):
        return None
    denied = any(c.stance is Stance.DENY for c in claims)
    groups: list[tuple[set[object], list[Claim]]] = []
    for report in event.reports:
        mine = [c for c in claims if c.report == report]
        marks: set[object] = {mark for c in mine for mark in _marks(c, event, denied)}
        near = [g for g in groups if g[0] & marks]
        groups = [g for g in groups if not any(g is n for n in near)]
        groups.append((marks.union(*(n[0] for n in near)), [*(c for n in near for c in n[1]), *mine]))
    parts = [claims for _, claims in groups if any(map(_acts, claims))]
    if len(parts) < 2:
        return None
    first = [_first(part) for part in parts[:TOLD_MAX]]
    told = "; ".join(f"“{' '.join(c.text.split())}” ({c.originator.name})" for c in first)
    more = f"; and {len(parts) - TOLD_MAX} more" if len(parts) > TOLD_MAX else ""
    words = "these may be several happenings, since no report gives a day and nothing else shows that it is one"
    return Sayable(words=sentence(f"{words}: {told}{more}"), claims=tuple(c.id for c in first))


def _marks(claim: Claim, event: Event, denied: bool) -> Iterator[object]:
    """Give what tells the happening of a claim from others of its kind and place; a denial answers its charge."""
    place = normal_name(event.place.name).split() if event.place else []
    names = [w for w in (claim.target or "").split() if w[:1].isupper()]
    yield from (("name", w) for n in names for w in normal_name(n).split() if w not in place)
    if denied and claim.actor:
        yield "doer", normal_name(claim.actor)
    if claim.asset:
        yield "thing", claim.asset
    if claim.aspect is Aspect.COUNT and claim.range is not None and claim.range.low:
        yield "number", claim.measure, claim.range.low
    words = claim.text.casefold().split()
    if len(words) >= COPIED_WORDS:
        yield "text", " ".join(words)


def _acts(claim: Claim) -> bool:
    """Say whether a claim tells of an act, and not only what it is called in law."""
    return claim.act_type is not None and claim.aspect is not Aspect.CHARACTERISATION


def _first(part: list[Claim]) -> Claim:
    """Give the claim that tells a happening: that it happened, before what is told of it."""
    return min(filter(_acts, part), key=lambda c: (c.aspect is not Aspect.OCCURRENCE, c.report, c.start))
