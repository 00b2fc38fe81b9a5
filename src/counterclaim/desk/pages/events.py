"""The events as a table: with facets by act, place, dispute and grade, sorted and paged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.facets import Choice, Facet, counted
from counterclaim.desk.index import Index
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import EVENT_COLUMNS, EventRow, event_rows
from counterclaim.records.codec import to_plain
from counterclaim.records.words import ActType
from counterclaim.render import wording

#: What a list can be sorted by, the first by default.
ORDERS = {
    "reports": "n",
    "contested": "contested DESC, n",
    "first": "first = '', first, n",
    "latest": "first DESC, n",
    "place": "place = '', place, n",
}
SORTED = {
    "reports": "most reported",
    "contested": "most contested",
    "first": "earliest",
    "latest": "latest",
    "place": "place",
}
_CONTESTED = {"yes": "contested > 0", "no": "contested = 0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the list of events, with what it can be narrowed by."""

    rows: tuple[EventRow, ...]
    paging: Paging
    facets: tuple[Facet, ...]
    orders: tuple[Choice, ...]
    asked: tuple[tuple[str, str], ...]


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the events that are asked for."""
    index = case.index
    order = asked.one_of("sort", tuple(ORDERS))
    asked.one_of("contested", ("", *_CONTESTED))
    asked.one_of("act", ("", *ActType))
    where, given = _where(asked)
    found, skip = paging(asked, case.counted(f"events WHERE {where}", given))
    sql = f"SELECT {EVENT_COLUMNS} FROM events WHERE {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"  # noqa: S608
    rows = index.rows(sql, (*given, 50, skip))
    chosen = tuple((k, v) for k in ("act", "place", "contested", "grade") if (v := asked.text(k)))
    return View(
        rows=event_rows(index, rows),
        paging=found,
        facets=_facets(case, asked),
        orders=tuple(Choice(SORTED[k], asked.link(sort=k, page=1), k == order, 0) for k in ORDERS),
        asked=chosen,
    )


def _where(asked: Asked) -> tuple[str, tuple[str, ...]]:
    parts, given = ["1"], []
    if act := asked.text("act"):
        parts.append("n IN (SELECT event FROM acts WHERE act = ?)")
        given.append(act)
    if place := asked.text("place"):
        parts.append("place = ?")
        given.append("" if place == "none" else place)
    if contested := asked.text("contested"):
        parts.append(_CONTESTED[contested])
    if grade := asked.text("grade"):
        parts.append("n IN (SELECT event FROM graded_as WHERE value = ?)")
        given.append(grade)
    return " AND ".join(parts), tuple(given)


def _facets(case: Opened, asked: Asked) -> tuple[Facet, ...]:
    """Give what the list can be narrowed by; the counts are of the whole run, and so are kept."""
    index = case.index

    def made() -> tuple[tuple[str, str, tuple[tuple[str, str, int], ...]], ...]:
        return tuple((key, title, rows) for key, title, rows in _counts(index))

    return tuple(counted(asked, key, title, rows) for key, title, rows in case.whole(("facets", "events"), made))


def _counts(index: Index) -> list[tuple[str, str, tuple[tuple[str, str, int], ...]]]:
    acts = index.rows("SELECT act, count(*) FROM acts GROUP BY act ORDER BY 2 DESC, 1 LIMIT 40")
    places = index.rows("SELECT place, count(*) FROM events GROUP BY place ORDER BY 2 DESC, 1 LIMIT 60")
    contested = index.count("SELECT count(*) FROM events WHERE contested > 0")
    rest = index.count("SELECT count(*) FROM events") - contested
    grades = index.rows("SELECT value, min(label), count(*) FROM graded_as GROUP BY 1 ORDER BY 3 DESC, 1")
    return [
        ("contested", "Dispute", (("yes", "contested", contested), ("no", "not contested", rest))),
        ("act", "What happened", tuple((a, wording.acts_words([a]), n) for a, n in acts)),
        ("place", "Where", tuple((p or "none", p or "no place given", n) for p, n in places)),
        ("grade", "Grade", tuple((v, label or v, n) for v, label, n in grades)),
    ]


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it."""
    return {
        "events": [to_plain(row) for row in view.rows],
        "paging": to_plain(view.paging),
        "facets": [to_plain(facet) for facet in view.facets],
        "asked": dict(view.asked),
    }


#: What may be asked after its address.
ASKS = ("act", "place", "contested", "grade", "sort", "page")
PAGE = Page(path="/events", section="events", view=view, template="events.html", plain=plain, asks=ASKS, apart=True)
