"""The case at a glance: what needs a decision, what is new, the events as cards, on a map and in time."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk import drawing
from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked
from counterclaim.desk.index import Index
from counterclaim.desk.material import dossier
from counterclaim.desk.news import LOOKED, News, news
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import EVENT_COLUMNS, EventRow, event_rows
from counterclaim.weigh import topic

#: Cards of events, and rows of what waits, that stand on the page.
CARDS, WAITING = 8, 6
#: Lines of what is contested and agreed that a card tells; what else is contested it names.
CONTESTED, AGREED = 2, 1


@dataclass(frozen=True, slots=True)
class Card:
    """An event with what is contested and what is agreed in it, in words; where neither is, what can be said.

    `also` names the contested questions that have no line of their own.
    """

    event: EventRow
    contested: tuple[str, ...]
    also: tuple[str, ...]
    agreed: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """An event with grades that wait for a person: how many of them, and by which standards."""

    event: str
    title: str
    grades: int
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What stands on the first page; before the first settlement, only how far the case is."""

    settled: bool
    tally: dict[str, int]
    reports: int
    events: int
    contested: int
    origins: int
    agents: int
    unread: int
    watch: int
    cards: tuple[Card, ...]
    gates: tuple[Gate, ...]
    gates_total: int
    gated_events: int
    gated_contested: int
    idle: tuple[tuple[int, str], ...]
    news: News | None
    map: drawing.Map | None
    bars: tuple[drawing.Bar, ...]
    undated: int


def view(case: Opened, asked: Asked) -> View:
    """Give the overview of the case."""
    tally = case.tally()
    if case.found is None:
        return View(
            settled=False, tally=tally, reports=tally["reports"], events=0, contested=0, origins=0, agents=0, unread=0,
            watch=0, cards=(), gates=(), gates_total=0, gated_events=0, gated_contested=0, idle=(),
            news=None, map=None, bars=(), undated=0,
        )  # fmt: skip
    index = case.found
    counts = case.whole(("overview",), lambda: _counts(case))
    rows = index.rows(f"SELECT {EVENT_COLUMNS} FROM events ORDER BY contested > 0 DESC, n LIMIT ?", (CARDS,))  # noqa: S608
    cards = case.whole(("cards",), lambda: tuple(_card(case, e) for e in event_rows(index, rows)))
    return View(
        settled=True,
        tally=tally,
        cards=cards,
        gates=case.whole(("gates",), lambda: _gates(index)),
        idle=case.settled.unapplied,
        news=news(case, asked.cookies.get(LOOKED, "")),
        map=case.whole(("map",), lambda: drawing.drawn(_places(case))),
        bars=case.whole(("bars",), lambda: drawing.bars(tuple(r) for r in index.rows(_DAYS))),
        **counts,
    )


_DAYS = "SELECT first, count(*), sum(contested > 0) FROM events WHERE first <> '' GROUP BY first ORDER BY first"


def _gates(index: Index) -> tuple[Gate, ...]:
    """Give the most reported events whose grades wait; contested ones come first."""
    sql = "SELECT n, id, title FROM events WHERE gates > 0 ORDER BY contested > 0 DESC, n LIMIT ?"
    found = []
    for n, event, title in index.rows(sql, (WAITING,)):
        rows = index.rows("SELECT standard, grades FROM gates WHERE event = ? ORDER BY grades DESC, standard", (n,))
        found.append(Gate(event, title, sum(n for _, n in rows), tuple(name for name, _ in rows)))
    return tuple(found)


def _counts(case: Opened) -> dict[str, int]:
    count = case.index.count
    return {
        "reports": count("SELECT count(*) FROM reports"),
        "events": count("SELECT count(*) FROM events"),
        "contested": count("SELECT count(*) FROM events WHERE contested > 0"),
        "origins": count("SELECT count(*) FROM origins"),
        "agents": count("SELECT count(*) FROM agents"),
        "unread": count("SELECT count(*) FROM reports WHERE read <> 'yes'"),
        "watch": count("SELECT count(*) FROM watch"),
        "gates_total": count("SELECT coalesce(sum(grades), 0) FROM gates"),
        "gated_events": count("SELECT count(*) FROM events WHERE gates > 0"),
        "gated_contested": count("SELECT count(*) FROM events WHERE gates > 0 AND contested > 0"),
        "undated": count("SELECT count(*) FROM events WHERE first = ''"),
    }


def _card(case: Opened, event: EventRow) -> Card:
    found = dossier(case, event.id)
    contested = tuple(s.words for s in found.contested[:CONTESTED])
    also = tuple(topic(q).lower() for q in [q for q in found.finding.questions if q.contested][CONTESTED:])
    agreed = tuple(s.words for s in found.agreed[:AGREED])
    said = [b.words for b in found.brief if b.kind in {"said", "number"}] or [s.words for s in found.can_say[:1]]
    return Card(event, contested, also, agreed, () if contested or agreed else tuple(said))


def _places(case: Opened) -> list[drawing.Place]:
    sql = (
        "SELECT place, avg(lat), avg(lon), count(*), sum(contested > 0) FROM events "
        "WHERE lat IS NOT NULL AND lon IS NOT NULL GROUP BY place"
    )
    return [drawing.Place(*row) for row in case.index.rows(sql)]


PAGE = Page(path="/", section="overview", view=view, template="overview.html")
