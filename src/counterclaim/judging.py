"""Events → findings, grades and coverage, some events at a time, in processes where there are many.

Each event is judged from its own claims, edges and reports alone, so that where and beside what it is judged changes
nothing. What it comes to is written at once and let go: memory grows with claims, not with grades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim import cover, grade, returning, trace, weigh
from counterclaim.cycles import uncollected
from counterclaim.engine import Table, map_batches, workers_for
from counterclaim.progress import Progress
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage
from counterclaim.records.registry import Registry, holding
from counterclaim.records.returned import Returned
from counterclaim.records.source import Passage, Report
from counterclaim.regraded import carried, ids_before, over_grades
from counterclaim.settings import Settings
from counterclaim.store import Rows, written

#: Events judged together by one worker; small enough that progress is seen, large enough to pay for the way there.
BATCH = 100
#: Below this many events a second process costs more than it saves.
PARALLEL_FROM = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One event with all that is read of it."""

    event: Event
    claims: Sequence[Claim]
    edges: Sequence[Lineage]
    reports: Sequence[Report]
    passages: Mapping[str, Sequence[Passage]] = field(default_factory=dict)
    #: What reports of it that came back from an export say of the case that wrote it.
    marked: Mapping[str, Returned] = field(default_factory=dict)
    #: All that was read in these reports, of whichever event.
    told: cover.Told = field(default_factory=cover.Told)
    #: What the event was called before, where decisions name it so.
    before: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """What people laid over the case: the decisions that stand, the registry with them, who was split from whom."""

    decisions: tuple[Decision, ...]
    registry: Registry
    apart: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class _Batch:
    name: str
    bodies: Sequence[Body]
    laid: Laid
    settings: Settings


def judge(body: Body, laid: Laid, settings: Settings) -> tuple[Finding, tuple[Grade, ...]]:
    """Weigh and grade one event from its claims (interest marked), its reports and the edges between its claims."""
    return judged_as(body, laid, settings)[:2]


def judged_as(body: Body, laid: Laid, settings: Settings) -> tuple[Finding, tuple[Grade, ...], dict[str, str]]:
    """Give the finding and grades of one event, and by the ids of before what it and its grades are called now.

    A decision on an event or a grade that had another id when it was made is one on that of now.
    """
    spoken = trace.spoken_for({r.id: r for r in body.reports}, body.claims)
    voices = trace.origins(body.claims, body.edges, laid.apart, spoken)
    voices = returning.as_there(voices, body.claims, body.marked)
    then = holding(laid.registry, body.event.time)

    def found(event: Event) -> Finding:
        return weigh.weigh(event, body.claims, body.reports, voices, settings, then, spoken)

    def given(decisions: tuple[Decision, ...]) -> tuple[Grade, ...]:
        return grade.grade(body.event, finding, body.claims, laid.registry, decisions, body.reports, spoken)

    finding, decisions, called = found(body.event), laid.decisions, dict[str, str]()
    grades = given(decisions)
    for event in body.before:
        called |= ids_before(event, (finding, found(replace(body.event, id=event))), grades)
    if called:
        decisions = carried(decisions, called)
        grades = given(decisions)
    return finding, over_grades(grades, decisions), called


def judged(bodies: Sequence[Body], laid: Laid, settings: Settings, progress: Progress) -> dict[str, Rows]:
    """Give the tables `findings`, `grades` and `coverage` of some events, in their order."""
    found = {"findings": Rows(), "grades": Rows(), "coverage": Rows()}
    batches = [
        _Batch(f"event {bodies[begin].event.id}", bodies[begin : begin + BATCH], laid, settings)
        for begin in range(0, len(bodies), BATCH)
    ]
    made = map_batches(_judge, batches, workers_for(len(bodies), PARALLEL_FROM))
    for done, tables in enumerate(made, start=1):
        for rows, table in zip(found.values(), tables, strict=True):
            rows.join(table)
        progress.step("weigh and grade", min(done * BATCH, len(bodies)), len(bodies))
    return found


def _judge(batch: _Batch) -> tuple[Table, Table, Table]:
    """Give the findings, grades and coverage of some events as tables."""
    findings = list[Finding]()
    grades = list[Grade]()
    coverage = list[CoverageRow]()
    with uncollected():
        for one in batch.bodies:
            finding, graded = judge(one, batch.laid, batch.settings)
            findings.append(finding)
            grades += graded
            heard = one.reports, one.passages, one.claims
            seen = cover.cover(*heard, batch.laid.registry, batch.settings, finding.questions, one.told)
            coverage += [replace(c, event=one.event.id) for c in seen]
        return written(findings), written(grades), written(coverage)
