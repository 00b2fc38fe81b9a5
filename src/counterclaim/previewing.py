"""What a decision would change, before anybody makes it: the case settled with it in memory, and nothing written.

A small case is settled whole. Of a large one only the reports of the events that the decision touches are, with and
without it: what other reports of the case would add to those events is then left out of both, and `whole` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from counterclaim import decide, tracing
from counterclaim.case import judged_then, settled
from counterclaim.changes import Change, Judged, changes
from counterclaim.engine import local
from counterclaim.progress import Quiet
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Run
from counterclaim.records.words import DecisionKind
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder, Rows, parquet

R = TypeVar("R")

#: Reports that are settled whole while a person waits.
WHOLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a decision would change, the most important first, and whether that is of the whole case."""

    changes: tuple[Change, ...]
    whole: bool

    @property
    def grades(self) -> tuple[Change, ...]:
        """Give the grades that would be others."""
        return tuple(c for c in self.changes if c.table == "grades")


def preview(case: CaseFolder, made: Decision, event: str = "") -> Preview:
    """Give what a decision, checked and not yet made, would change of what the case's decisions so far come to.

    `event` is the one that is looked at: of a large case, what an agent's camp or letter changes is shown for it alone.
    Raises NotInCase before the first settlement.
    """
    run, past = case.runs.run(), case.decisions()
    made = replace(made, number=len(past) + 1)
    only = None if len(case.reports()) <= WHOLE else _touched(case, made, event)
    before = _stored(case, run) if only is None else None
    before = before or _settled(case, run, only, ())
    after = _settled(case, run, only, (made,))
    return Preview(changes=changes(before, after, (*past, made)), whole=only is None)


def _stored(case: CaseFolder, run: Run) -> Judged | None:
    """Give what the current run says, where it holds all that the case has now."""
    counts, now = dict(run.counts), (len(case.reports()), len(case.decisions()))
    return judged_then(case, run.id) if (counts["reports"], counts["decisions"]) == now else None


def _touched(case: CaseFolder, made: Decision, event: str) -> frozenset[str]:
    """Give the reports of the events that a decision is about, or that the decision it takes back is."""
    past = {str(d.number): d for d in case.decisions()}
    near = set(decide.about(made))
    if made.kind is DecisionKind.UNDO and made.subject in past:
        near |= decide.about(past[made.subject])
    near |= {event, *(g.event for g in case.runs.table("grades", Grade) if g.id in near)}
    mine = [e for e in case.runs.table("events", Event) if near & {e.id, *e.claims, *e.reports}]
    own = {made.subject} if made.kind is DecisionKind.CLAIM else set()
    return frozenset(r for e in mine for r in e.reports) | own


def _settled(case: CaseFolder, run: Run, only: frozenset[str] | None, tried: Sequence[Decision]) -> Judged:
    compare = partial(tracing.shared_texts, local(), settings=Settings())
    passages, claims = case.readings(run.extractor)
    if only is not None:
        passages = tuple(p for p in passages if p.report in only)
        claims = tuple(c for c in claims if c.report in only)
    found, tables = settled(case, run.extractor, (passages, claims), (compare, Quiet()), tried, only)
    return Judged(
        run=found,
        claims=_rows(tables["claims"], Claim),
        events=_rows(tables["events"], Event),
        findings=_rows(tables["findings"], Finding),
        grades=_rows(tables["grades"], Grade),
        lineage=_rows(tables["lineage"], Lineage),
    )


def _rows(table: Sequence[object] | Rows, kind: type[R]) -> tuple[R, ...]:
    """Give the records of a table that was made and not stored."""
    return parquet.read_records(parquet.table_bytes(table), kind, "a table in memory")
