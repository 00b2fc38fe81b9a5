"""What a decision would change, before anybody makes it: the case settled with it in memory, and nothing written.

A small case is settled whole. Of a large one only the reports of the events that the decision touches are, with and
without it: what other reports of the case would add to those events is then left out of both, and `whole` says so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from counterclaim import decide, tracing
from counterclaim.brought import Judged
from counterclaim.case import settled
from counterclaim.changes import Change, changes
from counterclaim.engine import local
from counterclaim.of_run import judged_then
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
    only = None if case.report_count() <= WHOLE else _touched(case, run, made, event)
    before = _stored(case, run) if only is None else None
    before = before or _settled(case, run, only, ())
    after = _settled(case, run, only, (made,))
    return Preview(changes=changes(before, after, (*past, made)), whole=only is None)


def _stored(case: CaseFolder, run: Run) -> Judged | None:
    """Give what the current run says, where it holds all that the case has now."""
    counts, now = dict(run.counts), (case.report_count(), len(case.decisions()))
    return judged_then(case, run.id) if (counts["reports"], counts["decisions"]) == now else None


def _touched(case: CaseFolder, run: Run, made: Decision, event: str) -> frozenset[str]:
    """Give the reports of the events that a decision is about, or that the decision it takes back is."""
    past = {str(d.number): d for d in case.decisions()}
    near = set(decide.about(made))
    if made.kind is DecisionKind.UNDO and made.subject in past:
        near |= decide.about(past[made.subject])
    near |= {event, *(of for (of,) in case.runs.among("grades", run.id, "id", near, ("event",)))}
    mine = {near_by for key in ("id", "report", "event") for near_by in _events(case, run, key, near)}
    reports = case.runs.among("claims", run.id, "event", mine, ("report",))
    own = {made.subject} if made.kind is DecisionKind.CLAIM else set()
    return frozenset(str(report) for (report,) in reports) | own


def _events(case: CaseFolder, run: Run, key: str, near: Collection[str]) -> set[str]:
    """Give the events of the claims of a run whose `key` is one of those near."""
    return {event for (event,) in case.runs.among("claims", run.id, key, near, ("event",)) if event is not None}


def _settled(case: CaseFolder, run: Run, only: frozenset[str] | None, tried: Sequence[Decision]) -> Judged:
    compare = partial(tracing.shared_texts, local(), settings=Settings())
    readings = case.readings(run.extractor) if only is None else case.batches.read_of(run.extractor, only)
    found, tables = settled(case, run.extractor, readings, (compare, Quiet()), tried, only)
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
