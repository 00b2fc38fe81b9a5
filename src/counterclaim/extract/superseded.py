"""Numbers that whoever gave them has changed: by a later number of the report, or told as given before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.extract.attributed import Attribution
from counterclaim.extract.narrow import given_by
from counterclaim.extract.own_corrections import EARLIER, earlier_version
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.voices import Voices
from counterclaim.records.words import VictimClass

#: Words by which a number is told as one that its source gave before.
_BEFORE = frozenset({"earlier", "previously", "initially", "originally", "formerly", "first"})


def superseded(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Mark as replaced each number that whoever gave it is said to have changed, or gave before another in the report.

    "It had earlier put the toll at nine" is of before where it gives another number too.
    """
    numbers = [p for p in said if p.range is not None]
    by = {p: given_by(voices, p) or (voices.author,) for p in numbers}
    for one in said:
        gone = one.range is not None and (
            any(_changes(p, one) and by[p] == by[one] for p in numbers)
            or any(_taken_back(a) for a in voices.at(one.trigger_start))
            or (_told_before(voices, one) and any(_another(p, one) and by[p] == by[one] for p in numbers))
        )
        yield replace(one, replaced=True) if gone else one


def _changes(later: Proposition, one: Proposition) -> bool:
    """Say whether a number is what another was changed to."""
    alike = (later.measure, later.victim_class, later.unit) == (one.measure, one.victim_class, one.unit)
    return later.revises and alike and one.trigger_start < later.trigger_start and later.range != one.range


def _another(other: Proposition, one: Proposition) -> bool:
    """Say whether another number counts the same harm of the same people: "nine deaths", "11 civilians"."""
    classes = {other.victim_class, one.victim_class}
    alike = len(classes) == 1 or classes == {VictimClass.UNKNOWN, VictimClass.CIVILIAN}
    return alike and (other.measure, other.unit) == (one.measure, one.unit) and other.range != one.range


def _taken_back(one: Attribution) -> bool:
    """Say whether a saying is of the report as it was before."""
    return one.cue.lemma == EARLIER or (one.cue.source is not None and earlier_version(one.cue.source))


def _told_before(voices: Voices, said: Proposition) -> bool:
    """Say whether the verb by which a number is told says that it was given before: "previously reported nine"."""
    for one in voices.at(said.trigger_start)[:1]:
        verb = voices.token(one.cue.start)
        if verb is not None and any(c.dep_ == "advmod" and c.lower_ in _BEFORE for c in verb.children):
            return True
    return False
