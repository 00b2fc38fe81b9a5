"""Rows of lists, as several pages show them: events, reports, agents, claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.desk.index import Index
from counterclaim.desk.opened import Opened
from counterclaim.records.claim import Claim
from counterclaim.render.contract import claim_object

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list: what it is, how many voices tell of it, what is contested, and what waits for a person."""

    id: str
    title: str
    acts: tuple[str, ...]
    place: str
    first: str
    last: str
    reports: int
    origins: int
    shown_independent: int
    claims: int
    contested: int
    gates: int
    grades: tuple[str, ...]


EVENT_COLUMNS = "n, id, title, place, first, last, reports, origins, shown, claims, contested, gates, labels"


def event_rows(index: Index, found: Iterable[sqlite3.Row]) -> tuple[EventRow, ...]:
    """Give rows of `EVENT_COLUMNS` with their acts and the labels of their grades."""
    rows = list(found)
    acts: dict[int, list[str]] = {}
    for act, event in index.among("SELECT act, event FROM acts WHERE event IN ({keys})", [r["n"] for r in rows]):
        acts.setdefault(event, []).append(act)
    return tuple(
        EventRow(
            id=r["id"],
            title=r["title"],
            acts=tuple(acts.get(r["n"], ())),
            place=r["place"],
            first=r["first"],
            last=r["last"],
            reports=r["reports"],
            origins=r["origins"],
            shown_independent=r["shown"],
            claims=r["claims"],
            contested=r["contested"],
            gates=r["gates"],
            grades=tuple(json.loads(r["labels"])),
        )
        for r in rows
    )


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    id: str
    name: str
    publisher: str | None
    title: str | None
    day: str
    language: str
    read: str
    claims: int


REPORT_COLUMNS = "id, publisher, title, day, language, read, path, claims"


def report_rows(found: Iterable[Any]) -> tuple[ReportRow, ...]:
    """Give rows of `REPORT_COLUMNS`; a report is called by its publisher, else its title, else how it was received."""
    return tuple(
        ReportRow(
            id=r["id"],
            name=r["publisher"] or r["title"] or r["path"],
            publisher=r["publisher"],
            title=r["title"],
            day=r["day"],
            language=r["language"],
            read=r["read"],
            claims=r["claims"],
        )
        for r in found
    )


def named_reports(index: Index, ids: Iterable[str]) -> dict[str, ReportRow]:
    """Give the reports with these ids, by id."""
    sql = f"SELECT {REPORT_COLUMNS} FROM reports WHERE id IN ({{keys}})"  # noqa: S608
    return {row.id: row for row in report_rows(index.among(sql, ids))}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list, with what its report and its event are called."""

    claim: Claim
    report: ReportRow | None
    event: str
    title: str

    def plain(self) -> Plain:
        """Give the claim as in the contract, with the name of its report and its event."""
        told = self.report.name if self.report else None
        return {"claim": claim_object(self.claim), "report_name": told, "event_title": self.title or None}


def claim_rows(case: Opened, claims: Sequence[Claim]) -> tuple[ClaimRow, ...]:
    """Give claims with what their reports and events are called, in the order they come."""
    reports = named_reports(case.index, {c.report for c in claims})
    events = {c.event for c in claims if c.event}
    titles = dict(map(tuple, case.index.among("SELECT id, title FROM events WHERE id IN ({keys})", events)))
    return tuple(ClaimRow(c, reports.get(c.report), c.event or "", titles.get(c.event or "", "")) for c in claims)
