"""What the grades of an event were before: run by run, only where one changed, the initial one kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.canonical import identifier
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import GradeThen
from counterclaim.records.judgement import Event, Grade, Run
from counterclaim.records.source import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One run, when it was settled, the event of each claim in it, and its grades by id."""

    run: str
    at: str
    event_of: Mapping[str, str]
    grades: Mapping[str, GradeThen]


def graded(run: tuple[str, str], events: Sequence[Event], grades: Sequence[Grade]) -> Graded:
    """Give one run as later ones compare with it. `run` is its id and when it was settled."""
    of, at = run
    return Graded(
        run=of,
        at=at,
        event_of={c: e.id for e in events for c in e.claims},
        grades={g.id: _then(of, at, g) for g in grades},
    )


def _then(run: str, at: str, grade: Grade) -> GradeThen:
    return GradeThen(grade=grade.id, run=run, at=at, label=grade.label or grade.value, by=grade.override or grade.rule)


def grades_then(event: Event, grades: Sequence[Grade], past: Sequence[Graded]) -> tuple[GradeThen, ...]:
    """Give what each grade of an event was in the runs before, oldest first, up to what it is now.

    Takes the runs up to the one shown, in order, that one last. An event is followed through its claims, so a new first
    report does not make another of it. A grade that never was another is left out.
    """
    homes = [_home(event, run) for run in past]
    out: list[GradeThen] = []
    for grade in grades:
        told = list(_told(grade, homes, past))
        out += told if len(told) > 1 else ()
    return tuple(out)


def _home(event: Event, run: Graded) -> str | None:
    """Give the event of a run that holds most of this event's claims."""
    found = [run.event_of[c] for c in event.claims if c in run.event_of]
    return max(sorted(set(found)), key=found.count, default=None)


def _told(grade: Grade, homes: Sequence[str | None], past: Sequence[Graded]) -> Iterator[GradeThen]:
    last = ""
    for home, run in zip(homes, past, strict=True):
        subject = home if grade.subject == grade.event else grade.subject
        if home is None or subject is None:
            continue
        key = grade.id if home == grade.event else identifier("g", home, grade.standard, grade.mode, subject)
        then = run.grades.get(key)
        if then is not None and then.label != last:
            last = then.label
            yield GradeThen(grade=grade.id, run=then.run, at=then.at, label=then.label, by=then.by)


def known_then(
    run: Run, at: str, reports: Sequence[Report], taken: Mapping[str, str], decisions: Sequence[Decision]
) -> tuple[tuple[Report, ...], tuple[Decision, ...]]:
    """Give the reports that had arrived and the decisions that had been made when a run was settled.

    Takes when that was, and when each capture was taken by its digest: what came later is no part of what was
    believed then.
    """
    count = dict(run.counts).get("decisions", len(decisions))
    return tuple(r for r in reports if taken.get(r.capture, "") <= at), tuple(decisions[:count])
