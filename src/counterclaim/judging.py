"""Events → findings, grades and coverage, some events at a time, in processes where there are many.

Each event is judged from its own claims, edges and reports alone, so that where and beside what it is judged changes
nothing. What it comes to is written at once and let go: memory grows with claims, not with grades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim import cover, decide, grade, trace, weigh
from counterclaim.cycles import uncollected
from counterclaim.engine import Table, map_batches, workers_for
from counterclaim.progress import Progress
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import CoverageRow, Event, Finding, Grade, Lineage
from counterclaim.records.registry import Registry, holding
from counterclaim.records.source import Passage, Report
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
    passages: Mapping[str, Sequence[Passage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What all events are judged by: what is known of agents, what analysts decided, the settings."""

    registry: Registry
    decisions: Sequence[Decision]
    settings: Settings


@dataclass(frozen=True, slots=True)
class _Batch:
    name: str
    bodies: Sequence[Body]
    common: Common


def judged(bodies: Sequence[Body], common: Common, progress: Progress) -> dict[str, Rows]:
    """Give the tables `findings`, `grades` and `coverage` of some events, in their order."""
    found = {"findings": Rows(), "grades": Rows(), "coverage": Rows()}
    batches = [
        _Batch(f"event {bodies[begin].event.id}", bodies[begin : begin + BATCH], common)
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
    settings, decisions = batch.common.settings, batch.common.decisions
    registry, apart = batch.common.registry, decide.apart(decisions)
    findings = list[Finding]()
    grades = list[Grade]()
    coverage = list[CoverageRow]()
    with uncollected():
        for one in batch.bodies:
            voices = trace.origins(one.claims, one.edges, apart)
            known = holding(registry, one.event.time)
            finding = weigh.weigh(one.event, one.claims, one.reports, voices, settings, known)
            findings.append(finding)
            given = grade.grade(one.event, finding, one.claims, registry, decisions, one.reports)
            grades += decide.over_grades(given, decisions)
            seen = cover.cover(one.reports, one.passages, one.claims, registry, settings, finding.questions)
            coverage += [replace(c, event=one.event.id) for c in seen]
        return written(findings), written(grades), written(coverage)
