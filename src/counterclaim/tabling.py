"""The tables of the current run, row by row, as `export` writes them and a notebook shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.case import dossiers
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Lineage, WatchCandidate
from counterclaim.render import claim_object, event_object, report_object
from counterclaim.render.findings import answer_rows, origin_rows, range_rows
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder
from counterclaim.watch import matched

Plain = dict[str, Any]


def tables(folder: CaseFolder) -> Iterator[tuple[str, list[Plain]]]:
    """Give each table by name, its rows as the contract's objects where it has them."""
    schema: Plain = {"schema": SCHEMA_VERSION}
    reports = folder.reports()
    yield "reports", [report_object(r) for r in reports]
    yield "values", [schema | {"report": r.id, "field": f, "came_from": s} for r in reports for f, s in r.came_from]
    yield "claims", [claim_object(c) for c in folder.runs.table("claims", Claim)]
    found = list(dossiers(folder))
    events = [event_object(d.event, d.finding, d.grades, d.coverage, d.lineage) for d in found]
    nested = ("questions", "grades", "coverage", "lineage")
    yield "events", [{name: value for name, value in e.items() if name not in nested} for e in events]
    yield "answers", [row for d in found for row in answer_rows(d.finding)]
    yield "ranges", [row for d in found for row in range_rows(d.finding)]
    yield "origins", [row for d in found for row in origin_rows(d.finding)]
    yield "grades", [schema | to_plain(g) for d in found for g in d.grades]
    yield "coverage", [schema | {"event": e["id"]} | row for e in events for row in e["coverage"]]
    yield "lineage", [schema | to_plain(edge) for edge in folder.runs.table("lineage", Lineage)]
    yield "watch", watched_objects(folder)
    yield "decisions", [schema | to_plain(d) for d in folder.decisions()]
    yield "refusals", [schema | to_plain(r) for r in folder.refusals()]


def watched_objects(folder: CaseFolder) -> list[Plain]:
    """Give each standing question of the current run as the contract's object, with the reports that matched it."""
    questions = folder.runs.table("watch", WatchCandidate)
    found = matched(questions, folder.reports(), folder.runs.table("claims", Claim))
    return [
        {"schema": SCHEMA_VERSION, "row": "watch"}
        | to_plain(w.question)
        | {"state": w.state, "matches": [{"report": r, "claims": list(c)} for r, c in w.matches]}
        for w in found
    ]
