"""What a number counts, written as the rules write it, so that numbers from any reader join like with like."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extract.named.things import spelled
from counterclaim.extract.slots.counts import THINGS
from counterclaim.extract.words.damage import assets
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import Measure, VictimClass


@dataclass(frozen=True, slots=True)
class Counted:
    """The fields of a claim that gives a number: its answer in words, whom or what it counts."""

    value: str
    victim_class: VictimClass | None
    unit: str
    asset: str | None


def counted(numbers: NumberRange, measure: Measure, victims: VictimClass | None, asset: str | None) -> Counted:
    """Give the fields of a count; who is counted is `unknown` where nobody says it, and things have no class.

    Takes the number, what was done to those it counts, their class, and the thing harmed, if any is named.
    """
    if measure in THINGS:
        found = next(iter(assets(asset or "")), None)
        name = spelled(found.name) if found is not None else asset
        family = f" ({found.family})" if found is not None else ""
        return Counted(f"{numbers.words()} {measure.value}{family}", None, name or "things", name)
    whom = victims or VictimClass.UNKNOWN
    unit = "casualties" if measure is Measure.OTHER else "people"
    return Counted(f"{numbers.words()} {measure.value} ({whom.value})", whom, unit, asset)
