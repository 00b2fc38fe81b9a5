"""What the case holds of one run: what was known when it was settled, what was rejected, what was graded up to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim import decide, extract
from counterclaim.brought import Judged
from counterclaim.earlier import Graded, graded, known_then
from counterclaim.lexicons import registry as shipped
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Run
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import DecisionKind
from counterclaim.store import CaseFolder


@dataclass(frozen=True, slots=True)
class Known:
    """What was known when a run was settled: the reports and decisions of then, and what is held of the agents."""

    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...]
    registry: Registry


def known(case: CaseFolder, run: Run) -> Known:
    """Give what a run of the case was settled on, with the registry as it is now."""
    at = max((at for told, at in case.run_times() if told == run.id), default="9999")
    taken = {c.sha256: c.taken_at for c in case.captures()}
    reports, decisions = known_then(run, at, case.reports(), taken, case.decisions())
    registry = decide.over_registry(shipped.beside(case.registry()), decide.standing(decisions))
    return Known(reports, decisions, registry)


def rejected(case: CaseFolder, run: Run, decisions: Sequence[Decision]) -> dict[str, str]:
    """Give the report of each claim that a decision rejects: no event holds it any more."""
    refused = {d.subject for d in decisions if d.kind is DecisionKind.REJECT}
    if not refused:
        return {}
    found = {claim: report for report, claim in case.batches.each_claim(run.extractor, ("id",)) if claim in refused}
    own = case.reports_of(d.subject for d in decisions if d.kind is DecisionKind.CLAIM)
    return found | {c.id: c.report for c in extract.drawn(decisions, own) if c.id in refused}


def graded_until(case: CaseFolder, run: str) -> tuple[Graded, ...]:
    """Give what the settlements up to one run graded, in order; runs moved out of the case are left out."""
    held = set(case.runs.held())
    told = [(r, at) for r, at in case.run_times() if r in held]
    told = told[: max((n for n, (r, _) in enumerate(told, start=1) if r == run), default=0)]
    tables = {r: (case.runs.table("events", Event, r), case.runs.table("grades", Grade, r)) for r, _ in told}
    return tuple(graded(one, *tables[one[0]]) for one in told)


def judged_then(case: CaseFolder, run: str) -> Judged:
    """Give what one run says, as it lies in the case."""
    table = case.runs.table
    return Judged(
        run=case.runs.run(run),
        claims=table("claims", Claim, run),
        events=table("events", Event, run),
        findings=table("findings", Finding, run),
        grades=table("grades", Grade, run),
        lineage=table("lineage", Lineage, run),
    )
