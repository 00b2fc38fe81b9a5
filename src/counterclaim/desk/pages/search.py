"""Search over everything: the texts of reports, names in any script, and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.asking import question, snippet
from counterclaim.desk.facets import Choice, Facet, narrowed
from counterclaim.desk.index.texts import COUNTED_MAX, RANKED_MAX
from counterclaim.desk.levels import levels
from counterclaim.desk.opened import Opened
from counterclaim.desk.pages.agents import AGENT_COLUMNS, AgentRow, agent_rows
from counterclaim.desk.rows import EVENT_COLUMNS, EventRow, ReportRow, event_rows, named_reports
from counterclaim.records.codec import to_plain

#: Rows of a page of results, and how many names and events stand beside the reports.
FOUND, BESIDE = 20, 5
_KINDS = {"reports": "reports", "agents": "who speaks", "events": "events"}
#: Where the names of each kind are sought.
_NAMES = {"agents": "agent_names", "events": "event_names"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words, with a part of its text around them; the pieces that were asked for are True.

    `level` is how it is marked, where not everybody may see it.
    """

    report: ReportRow
    pieces: tuple[tuple[str, bool], ...]
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of what was found; `understood` is empty where nothing was asked.

    With `more` there are more than can be paged through, and those with the best fit may not be among these.
    """

    words: str
    understood: str
    kind: str
    kinds: Facet
    hits: tuple[Hit, ...]
    agents: tuple[AgentRow, ...]
    events: tuple[EventRow, ...]
    paging: Paging
    more: bool


def view(case: Opened, asked: Asked) -> View:
    """Give one page of what holds the words asked for."""
    words, kind = asked.text("q"), asked.one_of("in", tuple(_KINDS))
    texts, names = question(words), question(words, "words")
    totals = {"reports": 0, "agents": 0, "events": 0}
    hits: tuple[str, ...] = ()
    more: set[str] = set()
    found, skip = paging(asked, 0, FOUND)
    if texts:
        asked_page = (asked.page() - 1) * FOUND if kind == "reports" else 0
        answer = case.desk.texts.find(texts, asked_page, FOUND)
        hits, totals["reports"] = answer.reports, answer.total
        more |= {"reports"} if answer.more else set()
        if case.found is not None:
            for key, table in _NAMES.items():
                count = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"  # noqa: S608
                number = case.found.count(count, (names, COUNTED_MAX + 1))
                totals[key] = min(number, COUNTED_MAX)
                more |= {key} if number > COUNTED_MAX else set()
        found, skip = paging(asked, totals[kind], FOUND)
        if kind == "reports" and skip != asked_page:
            hits = case.desk.texts.find(texts, skip, FOUND).reports
    choices = [Choice(_KINDS[k], narrowed(asked, "in", k), k == kind, totals[k], k, k in more) for k in _KINDS]
    return View(
        words=words,
        understood=texts,
        kind=kind,
        kinds=Facet("in", "In", tuple(choices), "", _KINDS[kind]),
        hits=_hits(case, words, hits) if kind == "reports" else (),
        agents=_agents(case, _refs(case, names, "agents", totals["agents"], kind, skip)),
        events=_events(case, _refs(case, names, "events", totals["events"], kind, skip)),
        paging=found,
        more=kind in more,
    )


def _hits(case: Opened, words: str, ids: tuple[str, ...]) -> tuple[Hit, ...]:
    """Give the reports with the part of their text around the words; those that came after the run are left out."""
    if case.found is None:
        return ()
    texts = {r.id: r.text for r in case.folder.reports_of(ids)}
    rows, marked = named_reports(case.found, ids), levels(case, ids)
    return tuple(Hit(rows[i], snippet(words, texts[i]), marked.get(i, "")) for i in ids if i in rows and i in texts)


def _refs(case: Opened, names: str, of: str, total: int, kind: str, skip: int) -> list[int]:  # noqa: PLR0913 - a page
    """Give the numbers of some agents or events with a name asked for; those of very many by what most speak of."""
    whole = of == kind
    if case.found is None or not total or (not whole and skip):
        return []
    table, order = _NAMES[of], "rank" if total <= RANKED_MAX else "rowid"
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    return [row[0] for row in case.found.rows(sql, (names, FOUND if whole else BESIDE, skip if whole else 0))]


def _agents(case: Opened, numbers: list[int]) -> tuple[AgentRow, ...]:
    sql = f"SELECT {AGENT_COLUMNS} FROM agents WHERE n = ?"  # noqa: S608 - our own words
    return agent_rows(case.index.one(sql, (n,)) for n in numbers) if numbers else ()


def _events(case: Opened, numbers: list[int]) -> tuple[EventRow, ...]:
    sql = f"SELECT {EVENT_COLUMNS} FROM events WHERE n = ?"  # noqa: S608 - our own words
    return event_rows(case.index, (case.index.one(sql, (n,)) for n in numbers)) if numbers else ()


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it; `snippet` has each piece of text and whether it was asked for."""
    return {
        "words": view.words,
        "in": view.kind,
        "found": {c.value: c.count for c in view.kinds.choices},
        "more": [c.value for c in view.kinds.choices if c.more],
        "reports": [to_plain(h.report) | {"snippet": [list(p) for p in h.pieces]} for h in view.hits],
        "sensitivity": {h.report.id: h.level for h in view.hits if h.level},
        "agents": [to_plain(a) for a in view.agents],
        "events": [to_plain(e) for e in view.events],
        "paging": to_plain(view.paging),
    }


#: What may be asked after its address.
ASKS = ("q", "in", "page")
PAGE = Page(path="/search", section="search", view=view, template="search.html", plain=plain, asks=ASKS, apart=True)
