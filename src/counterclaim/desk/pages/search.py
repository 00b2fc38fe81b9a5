"""Search over everything: the texts of reports, names in any script, and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.asking import question, snippet
from counterclaim.desk.facets import Choice, Facet, narrowed
from counterclaim.desk.opened import Opened
from counterclaim.desk.pages.agents import AGENT_COLUMNS, AgentRow, agent_rows
from counterclaim.desk.rows import EVENT_COLUMNS, EventRow, ReportRow, event_rows, named_reports
from counterclaim.records.codec import to_plain

#: Rows of a page of results, and how many names and events stand beside the reports.
FOUND, BESIDE = 20, 5
_KINDS = {"reports": "reports", "agents": "who speaks", "events": "events"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words, with a part of its text around them; the pieces that were asked for are True."""

    report: ReportRow
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of what was found; `understood` is empty where nothing was asked."""

    words: str
    understood: str
    kind: str
    kinds: Facet
    hits: tuple[Hit, ...]
    agents: tuple[AgentRow, ...]
    events: tuple[EventRow, ...]
    paging: Paging


def view(case: Opened, asked: Asked) -> View:
    """Give one page of what holds the words asked for."""
    words, kind = asked.text("q"), asked.one_of("in", tuple(_KINDS))
    texts, names = question(words), question(words, "words")
    totals = {"reports": 0, "agents": 0, "events": 0}
    hits: tuple[str, ...] = ()
    found, skip = paging(asked, 0, FOUND)
    if texts:
        asked_page = (asked.page() - 1) * FOUND if kind == "reports" else 0
        answer = case.desk.texts.find(texts, asked_page, FOUND)
        hits, totals["reports"] = answer.reports, answer.total
        if case.found is not None:
            count = "SELECT count(*) FROM names WHERE names MATCH ? AND kind = ?"
            totals |= {k: case.found.count(count, (names, k[:-1])) for k in ("agents", "events")}
        found, skip = paging(asked, totals[kind], FOUND)
        if kind == "reports" and skip != asked_page:
            hits = case.desk.texts.find(texts, skip, FOUND).reports
    choices = [Choice(_KINDS[k], narrowed(asked, "in", k), k == kind, totals[k], k) for k in _KINDS]
    return View(
        words=words,
        understood=texts,
        kind=kind,
        kinds=Facet("in", "In", tuple(choices), "", _KINDS[kind]),
        hits=_hits(case, words, hits) if kind == "reports" else (),
        agents=agent_rows(_named(case, names, "agent", kind == "agents", skip)) if names else (),
        events=_events(case, names, kind == "events", skip) if names else (),
        paging=found,
    )


def _hits(case: Opened, words: str, ids: tuple[str, ...]) -> tuple[Hit, ...]:
    """Give the reports with the part of their text around the words; those that came after the run are left out."""
    if case.found is None:
        return ()
    texts = {r.id: r.text for r in case.folder.reports_of(ids)}
    rows = named_reports(case.found, ids)
    return tuple(Hit(rows[i], snippet(words, texts[i])) for i in ids if i in rows and i in texts)


def _refs(case: Opened, names: str, kind: str, whole: bool, skip: int) -> list[str]:
    if case.found is None or (not whole and skip):
        return []
    sql = "SELECT ref FROM names WHERE names MATCH ? AND kind = ? ORDER BY rank LIMIT ? OFFSET ?"
    rows = case.found.rows(sql, (names, kind, FOUND if whole else BESIDE, skip if whole else 0))
    return [row[0] for row in rows]


def _named(case: Opened, names: str, kind: str, whole: bool, skip: int) -> list[Any]:
    refs = _refs(case, names, kind, whole, skip)
    rows = {r["id"]: r for r in case.index.among(f"SELECT {AGENT_COLUMNS} FROM agents WHERE id IN ({{keys}})", refs)}  # noqa: S608
    return [rows[ref] for ref in refs]


def _events(case: Opened, names: str, whole: bool, skip: int) -> tuple[EventRow, ...]:
    refs = _refs(case, names, "event", whole, skip)
    rows = case.index.among(f"SELECT {EVENT_COLUMNS} FROM events WHERE id IN ({{keys}})", refs)  # noqa: S608
    found = {row.id: row for row in event_rows(case.index, rows)}
    return tuple(found[ref] for ref in refs)


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it; `snippet` has each piece of text and whether it was asked for."""
    return {
        "words": view.words,
        "in": view.kind,
        "found": {c.value: c.count for c in view.kinds.choices},
        "reports": [to_plain(h.report) | {"snippet": [list(p) for p in h.pieces]} for h in view.hits],
        "agents": [to_plain(a) for a in view.agents],
        "events": [to_plain(e) for e in view.events],
        "paging": to_plain(view.paging),
    }


PAGE = Page(path="/search", section="search", view=view, template="search.html", plain=plain)
