"""Denials of how people died: they deny no killing, and "no sign of an exchange of fire" denies that manner alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.extract.anaphora import REACH
from counterclaim.extract.attributed import Attribution
from counterclaim.extract.disbelief import DISBELIEVE
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots.deaths import manner_named
from counterclaim.extract.spans import Spans
from counterclaim.extract.voices import Voices
from counterclaim.records.claim import Agent
from counterclaim.records.words import ActType, Aspect


def narrowed(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give propositions without a denial of a killing by whoever tells another manner of the deaths.

    "No prisoner was executed: the men were killed when guards returned fire" denies the execution alone.
    """
    manners = [p for p in said if p.aspect is Aspect.MANNER and p.act_type is not None]
    told = {given_by(voices, p) for p in manners if not p.negated}
    denied = {p.trigger_start for p in manners if p.negated and given_by(voices, p) in told}
    for one in said:
        if not (one.aspect is Aspect.OCCURRENCE and one.negated and one.trigger_start in denied):
            yield one


def given_by(voices: Voices, said: Proposition) -> tuple[Agent, ...]:
    """Give who says a proposition; nobody for the report itself."""
    through = voices.at(said.trigger_start)
    return through[0].sources if through else ()


def manner_denied(voices: Voices, one: Attribution, said: Spans[Proposition]) -> Proposition | None:
    """Give the manner of death that a content names of which there is no sign, for the killing told last; else None."""
    value = manner_named(voices.report.text[one.start : one.end]) if one.cue.lemma == DISBELIEVE else None
    near = said.touching(one.start - REACH, one.start) if value is not None else ()
    dead = [p for p in near if p.act_type == ActType.MASSACRE_EXECUTION and p.measure is None]
    if value is None or not dead:
        return None
    last = next((p for p in reversed(dead) if p.value == value), dead[-1])
    made = replace(last, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start, actor=None)
    return replace(made, aspect=Aspect.MANNER, value=value, hedges=(), loaded=(), negated=False, leans=False)
