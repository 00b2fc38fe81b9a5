"""Who denies a part of its own in an act under a name that no list tells to act: "the group denied a role in it"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counterclaim.extract.named import agents
from counterclaim.extract.named.act import CAUSES
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.roles import answerable, leading, part_denied, part_words
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.words.gazetteer import nations
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import act_families
from counterclaim.records.words import AgentKind, Aspect

_OWN = frozenset({"it", "they", "he", "she", "we", "i"})
#: Acts that somebody does to others.
_DEEDS = {act for act, family in act_families().items() if family in {*CAUSES, "killing", "custody"}} | {"other"}
_SAYING = frozenset({"neutral", "distancing", "endorsing"})


def own_part(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give whoever denies a part in an act as who did it, for its own words to deny; `places` are the acts told.

    Where a proposition names a doer already there is nothing to add.
    """
    for one in voices.attributions:
        if one.cue.self_denied or one.cue.effect not in {"denial", *_SAYING}:
            continue
        inside = places.touching(one.start, one.end)
        if any(p.aspect is Aspect.PERPETRATOR for p in inside):
            continue
        for act in inside:
            if act.aspect is Aspect.OCCURRENCE and act.act_type and not act.actor and _denied(voices, act, one):
                for name in (agents.body_of(s.name) for s in one.sources):
                    yield replace(
                        act, aspect=Aspect.PERPETRATOR, value=name, actor=name, negated=one.cue.effect != "denial"
                    )


def _denied(voices: Voices, act: Proposition, one: Attribution) -> bool:
    """Say whether words deny a part of the speaker's own in an act."""
    token = voices.token(act.trigger_start) if act.trigger_end > act.trigger_start else None
    if token is None or not own_deed(token, one):
        return False
    return bool(part_words(token)) and part_denied(token) != (one.cue.effect == "denial")


def own_deed(deed: Any, one: Attribution) -> bool:
    """Say whether the speaker stands where who answers for an act does: "it was not behind the raid"."""
    link = leading(deed)
    who = answerable(link) if link is not None else None
    return who is not None and (who.lower_ in _OWN or who == one.cue.source)


def denies_its_deed(deed: Any, said: Proposition, one: Attribution) -> bool:
    """Say whether who bears arms denies an act without a doer: "the rebels denied the attack" denies having made it.

    So does a land, but of an act in itself: that may not have happened.
    """
    named = deed is not None and deed.pos_ == "NOUN" and deed.dep_ == "dobj" and deed.head.lemma_ == "deny"
    if not named or said.actor is not None or said.act_type is None or said.act_type not in _DEEDS:
        return False
    if any(c.lower_ in {"any", "no", "such"} for c in deed.children):
        return False  # "denied any attack on the town"
    kinds = {s.kind for s in one.sources}
    lands = {nations().get(s.name) for s in one.sources} - {None}
    here = said.place.country if said.place is not None else ""
    return kinds <= {AgentKind.ARMED_ACTOR} or (bool(lands) and here not in lands)
