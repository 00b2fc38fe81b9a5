"""Deeds that somebody claims by name alone: who "claimed the attack" says that it did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counterclaim.extract import agents
from counterclaim.extract.predicates import root
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots.act import happening
from counterclaim.extract.spans import Spans
from counterclaim.extract.voices import Voices
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.words import Aspect


def claimed(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give who "claimed the attack", or by whom it "was claimed", as having done it."""
    for one in voices.attributions:
        head = root(voices, one.start, one.end) if one.cue.lemma == "claim" and not one.cue.noun else None
        if (
            head is None
            or head.dep_ not in {"dobj", "nsubjpass"}
            or not happening(head)
            or len(one.sources) != 1
            or one.cue.self_denied
        ):
            continue
        if one.sources[0].kind not in PER_REPORT and not any(c.lower_ in {"a", "an", "any"} for c in head.children):
            name = agents.body_of(one.sources[0].name)
            acts = [p for p in places.touching(one.start, one.end) if p.aspect is Aspect.OCCURRENCE and p.act_type]
            yield from (replace(p, aspect=Aspect.PERPETRATOR, value=name, actor=name) for p in acts[:1])
