"""The advisory gauge as a page shows it: a few lines in plain words, apart from the grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.english import capital, counted
from counterclaim.grade.probability import word_for
from counterclaim.records.counting import counted_words
from counterclaim.records.judgement import Answer, Finding, Question
from counterclaim.records.words import Take
from counterclaim.render.wording import root
from counterclaim.settings import Settings
from counterclaim.weigh.gauge import AnswerGauge, Gauge, NumbersGauge, Opinion, Reading, gauges

TITLE = "A gauge beside the grades"
LEAD = (
    "Advisory, not a grade, and no grade reads it. It starts at an even chance and moves with the number of voices "
    "only, not with who they are; copies move it once, and voices add up only where they are shown to be independent. "
    "Where voices contradict one another it gives no number. Its words are those of ICD 203, and none is given while "
    "more is unknown than known."
)
#: One scale for one product; the terms of two are never mixed.
SCALE, NO_TERM = "probability_icd203", "no term"
#: A page shows this many answers; `events --json` holds all.
ROWS_MAX = 12
#: Above this share that is not known, no word is given: one voice is never a probability.
UNKNOWN_MAX = 0.5
_VERDICTS = {
    "agree": "can all be true together",
    "compatible": "differ by no more than rounding explains",
    "contested": "cannot all be true together",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: how many voices stand on it, what the gauge says, and what it would say otherwise."""

    question: Question
    answer: Answer
    voices: str
    says: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The section of one dossier: the answers that two voices stand on, and notes in sentences."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def word(opinion: Opinion | None) -> str | None:
    """Give the term for a fused opinion, or None where it has none or more is unknown than known."""
    if opinion is None or opinion.uncertainty > UNKNOWN_MAX:
        return None
    found = word_for(SCALE, round(100 * opinion.probability, 6))
    return None if found == NO_TERM else found


def view(finding: Finding) -> View | None:
    """Give what a dossier shows of the gauge; None where no answer given or denied today has two voices."""
    found = gauges(finding, Settings())
    names = _names(finding)
    rows = [_row(g.question, a, names) for g in found for a in g.answers if len(a.voices) > 1 and _told(a)]
    notes = [*_numbers(found)]
    if len(rows) > ROWS_MAX:
        notes.append(f"{capital(counted(len(rows) - ROWS_MAX, 'further answer'))}: see `events --json`.")
    return View(tuple(rows[:ROWS_MAX]), tuple(notes)) if rows or notes else None


def _told(one: AnswerGauge) -> bool:
    """Say whether somebody gives an answer today, or denies it."""
    return one.reading.supports.supports > 0 or any(p.take is Take.DENIES for p in one.answer.positions)


def _names(finding: Finding) -> dict[str, str]:
    """Give what a reader calls each voice; a position without an origin is its agent's."""
    agents = {p.agent.id: p.agent.name for q in finding.questions for a in q.answers for p in a.positions}
    return agents | {o.id: root(o) for o in finding.origins}


def _row(question: Question, one: AnswerGauge, names: Mapping[str, str]) -> Row:
    says = _says(one.reading)
    beside = []
    if one.reading.if_independent != one.reading.fused and one.reading.if_independent is not None:
        beside.append(f"if all these voices were independent: {_opinion(one.reading.if_independent)}")
    for less in one.without:
        if _kind(less.reading) != _kind(one.reading):
            beside.append(f"without {names.get(less.origin, less.origin)}: {_says(less.reading)}")
    return Row(question, one.answer, counted(len(one.voices), "voice"), says, tuple(beside))


def _kind(reading: Reading) -> str:
    """Give what a removal must change to be worth a line: the word, or whether there is one."""
    return "not fused" if reading.fused is None else word(reading.fused) or "no word"


def _says(reading: Reading) -> str:
    if reading.fused is None:
        return f"voices contradict one another, no number is given (degree of conflict {reading.conflict:.2f} of 1)"
    return _opinion(reading.fused)


def _opinion(opinion: Opinion) -> str:
    term, unknown = word(opinion), f"{100 * opinion.uncertainty:.0f} in 100 is not known"
    if term is None and opinion.uncertainty > UNKNOWN_MAX:
        return f"too little for a word: {unknown}"
    return f"{term or 'no term of the scale fits'}, {100 * opinion.probability:.0f} in 100; {unknown}"


def _numbers(found: tuple[Gauge, ...]) -> Iterator[str]:
    for group in (n for g in found for n in g.numbers):
        yield f"{capital(counted_words(group.group))}: the figures of {group.origins} voices {_verdict(group)}."


def _verdict(group: NumbersGauge) -> str:
    wider = f"; each would have to be wrong by {100 * group.radius:.0f} percent" if group.radius else ""
    return _VERDICTS[group.verdict] + wider
