"""Numbers that whoever gave them has changed: by a later number of the report, or a correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.speakers.own_corrections import EARLIER, earlier_version
from counterclaim.extract.stances.narrow import given_by
from counterclaim.extract.words.proposition import Proposition


def superseded(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Mark as replaced each number that whoever gave it is said to have changed later, or to have got wrong."""
    numbers = [p for p in said if p.range is not None]
    by = {p: given_by(voices, p) or (voices.author,) for p in numbers}
    for one in said:
        gone = one.range is not None and (
            any(_changes(p, one) and by[p] == by[one] for p in numbers)
            or any(_taken_back(a) for a in voices.at(one.trigger_start))
        )
        yield replace(one, replaced=True) if gone else one


def _changes(later: Proposition, one: Proposition) -> bool:
    """Say whether a number is what another was changed to."""
    alike = (later.measure, later.victim_class, later.unit) == (one.measure, one.victim_class, one.unit)
    return later.revises and alike and one.trigger_start < later.trigger_start and later.range != one.range


def _taken_back(one: Attribution) -> bool:
    """Say whether a saying is of the report as it was before."""
    return one.cue.lemma == EARLIER or (one.cue.source is not None and earlier_version(one.cue.source))
