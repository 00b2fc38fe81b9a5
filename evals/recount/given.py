"""One settled case as plain rows: what its export holds, and what its dossiers print."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.case import dossiers
from counterclaim.render.contract import event_object
from counterclaim.store import CaseFolder
from counterclaim.tabling import working_tables

Row = dict[str, Any]


@dataclass
class Case:
    """The tables of a case as rows, by what they are looked up by; `ties` and `camps` are what people added to it."""

    name: str
    claims: dict[str, Row]
    reports: dict[str, Row]
    events: dict[str, Row]
    answers: dict[str, list[Row]]
    ranges: dict[str, list[Row]]
    origins: dict[str, list[Row]]
    grades: dict[str, list[Row]]
    lineage: list[Row]
    ties: list[tuple[str, str, str]]
    letters: list[str]
    first: dict[str, list[str]] = field(default_factory=dict)

    def of(self, event: str) -> list[Row]:
        """Give the claims of an event."""
        return [c for c in self.claims.values() if c["event"] == event]


def opened(folder: Path) -> Case:
    """Read the current run of a case."""
    case = CaseFolder.open(folder)
    try:
        tables = dict(working_tables(case))
        found = list(dossiers(case))
        events = {
            d.event.id: event_object(d)
            | {"title": d.event.title, "level": d.event.place.level if d.event.place else None}
            for d in found
        }
        first = {d.event.id: _first(d.finding.first_reported_by, d.finding.first_too) for d in found}
        minutes = {r.id: r.minute for d in found for r in d.reports}
        # The contract's claim has no answer of its own; the export's rows of answers tell it.
        values = {c: (w["value"] if w else a["value"]) for a in tables["answers"] for w, c in _worded(a)}
        basis = {c.id: str(c.basis) for d in found for c in d.claims}
        registry = case.registry()
    finally:
        case.close()
    claims = {
        c["id"]: {**c, "value": values.get(c["id"], ""), "basis": basis.get(c["id"], "")} for c in tables["claims"]
    }
    reports = {r["id"]: {**r, "minute": minutes.get(r["id"], "")} for r in tables["reports"]}
    return Case(
        name=folder.name,
        claims=claims,
        reports=reports,
        events=events,
        answers=_by(tables["answers"], "event"),
        ranges=_by(tables["ranges"], "event"),
        origins=_by(tables["origins"], "event"),
        grades=_by(tables["grades"], "event"),
        lineage=list(tables["lineage"]),
        ties=[(t.agent, t.relation, t.other) for t in registry.ties],
        letters=[row.agent for row in registry.letters],
        first=first,
    )


def _first(one: tuple[str, str] | None, too: tuple[str, ...]) -> list[str]:
    return sorted([one[0], *too]) if one is not None else []


def _worded(answer: Row) -> list[tuple[Row | None, str]]:
    worded: list[tuple[Row | None, str]] = [(w, c) for w in answer["wordings"] for c in w["claims"]]
    return worded or [(None, c) for c in answer["claims"]]


def _by(rows: list[Row], key: str) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row[key]].append(row)
    return out
