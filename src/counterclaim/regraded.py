"""Grades as people set them: under the id that a grade has now, or that it had when its event was called otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.canonical import identifier
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Finding, Grade
from counterclaim.records.words import DecisionKind
from counterclaim.standards import names, standard

#: Kinds of decisions on a grade, by which the grade of another id may be meant.
ON_GRADES = frozenset({DecisionKind.GRADE, DecisionKind.NEAR_ACTION})


def ids_before(event: str, findings: tuple[Finding, Finding], grades: Sequence[Grade]) -> dict[str, str]:
    """Give what an event and its grades are called now, by what they were called when the event was called `event`.

    Takes the finding of now and the same one under the name of before, and the grades of now.
    """
    now, then = findings
    subjects = {now.event: event} | {
        a.id: b.id
        for one, other in zip(now.questions, then.questions, strict=True)
        for a, b in zip(one.answers, other.answers, strict=True)
    }
    keys = ((g.id, g.standard, g.mode, subjects.get(g.subject, g.subject)) for g in grades)
    return {identifier("g", event, *rest): grade for grade, *rest in keys} | {event: now.event}


def direct_last(decisions: Sequence[Decision], called: Mapping[str, str]) -> list[Decision]:
    """Give decisions in their order, those on what is called otherwise now first: one on the grade itself counts."""
    return sorted(decisions, key=lambda d: d.subject not in called)


def carried(decisions: Sequence[Decision], called: Mapping[str, str]) -> tuple[Decision, ...]:
    """Give decisions with those on grades, and on what was done nearby, about the ids of now; in which the last counts.

    Takes what `ids_before` gives.
    """
    return tuple(
        replace(d, subject=called[d.subject]) if d.kind in ON_GRADES and d.subject in called else d
        for d in direct_last(decisions, called)
    )


def over_grades(grades: Sequence[Grade], decisions: Sequence[Decision]) -> tuple[Grade, ...]:
    """Give the grades with overrides; what the rules gave stays in `machine_value`."""
    over = {d.subject: d for d in decisions if d.kind is DecisionKind.GRADE}
    return tuple(_signed(g, over[g.id]) if g.id in over else g for g in grades)


def _signed(grade: Grade, made: Decision) -> Grade:
    """Give a grade as a person set it, in the standard's own words where it knows the value."""
    value = made.field("value")
    known = standard(grade.standard)["values"] if grade.standard in names() else {}
    words = str(known.get(value, value))
    told = value if "{" in words else words  # a label that quotes facts is the rules' alone
    return replace(grade, value=value, label=told, machine_value=grade.value, override=f"{made.who}: {made.reason}")
