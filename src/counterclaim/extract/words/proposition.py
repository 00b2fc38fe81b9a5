"""What a clause says, before anyone is named as saying it: the meeting point of slots and voices."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.words import Aspect, Measure, VictimClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One answer to one aspect, with the clause that gives it.

    All offsets count in the report's text. `start:end` is the clause or phrase, `trigger_start:trigger_end` the word
    that carries it (the voice at the trigger is the claim's chain). `negated` is the clause's own negation ("no sign
    of damage"); a speaker's denial is not here, it belongs to the voice. `means_alone` says
    that the clause tells by what means an act was done: a denial of it bears on the means. `leans` says that its words
    tell what became of people and not through what, or mean a happening told before ("the attack"). `replaced` says
    that they put another number in its place ("revised from 23 to 31"), `revises` that the number is
    what a toll changed to; `implied` that the words only let one conclude the answer. Other fields: see
    `records.claim.Claim`.
    """

    start: int
    end: int
    trigger_start: int
    trigger_end: int
    aspect: Aspect
    value: str
    act_type: str | None = None
    actor: str | None = None
    target: str | None = None
    place: Place | None = None
    time: TimeRange | None = None
    time_words: str | None = None
    measure: Measure | None = None
    victim_class: VictimClass | None = None
    range: NumberRange | None = None
    unit: str | None = None
    asset: str | None = None
    label: str | None = None
    negated: bool = False
    means_alone: bool = False
    leans: bool = False
    replaced: bool = False
    revises: bool = False
    implied: bool = False
    inferred: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
