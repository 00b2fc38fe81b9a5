"""Deeds that somebody claims by name alone: who "claimed the attack" says that it did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counterclaim.extract.named import agents
from counterclaim.extract.named.act import happening
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.records.claim import Agent
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.words import AgentKind, Aspect

#: Last words of the names of forces of a state.
_OF_STATES = frozenset({"army", "military", "force", "police", "navy", "guard", "troop"})


def claimed(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give who "claimed the attack", or by whom it "was claimed", as having done it."""
    for one in voices.attributions:
        head = root(voices, one.start, one.end) if one.cue.lemma == "claim" and not one.cue.noun else None
        if head is None or one.cue.effect == "unverified" or not happening(head) or not _claimed(head):
            continue  # "no one has claimed the attack"
        if len(one.sources) != 1 or one.cue.self_denied:
            continue
        if one.sources[0].kind not in PER_REPORT and (not _some(head) or _of_doers(head, one.sources[0])):
            name = agents.body_of(one.sources[0].name)
            told = list(places.touching(one.start, one.end))
            if _some(head) and any(p.aspect is Aspect.PERPETRATOR and not p.negated for p in told):
                continue  # "claimed an attack by the army"
            acts = [p for p in told if p.aspect is Aspect.OCCURRENCE and p.act_type]
            yield from (replace(p, aspect=Aspect.PERPETRATOR, value=name, actor=name) for p in acts[:1])


def _some(deed: Any) -> bool:
    return any(c.lower_ in {"a", "an", "any"} for c in deed.children)


def _of_doers(deed: Any, who: Agent) -> bool:
    """Say whether a deed that words only bring up is claimed as one's own: "an attack claimed by the front".

    An army that "claimed an attack" may say that others made it.
    """
    last = who.name.lower().split()[-1].removesuffix("s")
    return deed.dep_ != "dobj" or (who.kind is AgentKind.ARMED_ACTOR and last not in _OF_STATES)


def _claimed(deed: Any) -> bool:
    """Say whether a deed is the object of "claimed", or what "was claimed" or is "claimed by" somebody."""
    by = any(c.dep_ == "acl" and c.lemma_ == "claim" for c in deed.children)
    return by or deed.dep_ in {"dobj", "nsubjpass"}
