"""Who speaks: every agent of the run, those who say most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import ROWS, Asked, Paging, paging
from counterclaim.desk.facets import Facet, counted
from counterclaim.desk.index import Index
from counterclaim.desk.opened import Opened
from counterclaim.records.codec import to_plain
from counterclaim.records.words import AgentKind
from counterclaim.render import wording

AGENT_COLUMNS = "id, name, kind, camp, said, passed"


@dataclass(frozen=True, slots=True)
class AgentRow:
    """An agent in a list: how many claims start from it, and how many it passes on."""

    id: str
    name: str
    kind: str
    camp: str
    said: int
    passed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the agents, with what the list can be narrowed by."""

    rows: tuple[AgentRow, ...]
    paging: Paging
    facets: tuple[Facet, ...]


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the agents that are asked for."""
    index = case.index
    asked.one_of("kind", ("", *AgentKind))
    parts, given = ["1"], list[str | int]()
    for key in ("kind", "camp"):
        if told := asked.text(key):
            parts.append(f"{key} = ?")
            given.append("" if told == "none" else told)
    where = " AND ".join(parts)
    found, skip = paging(asked, case.counted(f"agents WHERE {where}", given))
    if not given:  # their numbers are their places: there is no need to count up to where the page begins
        where, given, skip = "n > ?", [skip], 0
    sql = f"SELECT {AGENT_COLUMNS} FROM agents WHERE {where} ORDER BY n LIMIT ? OFFSET ?"  # noqa: S608
    counts = case.whole(("facets", "agents"), lambda: _counts(index))
    return View(
        rows=agent_rows(index.rows(sql, (*given, ROWS, skip))),
        paging=found,
        facets=tuple(counted(asked, key, title, rows) for key, title, rows in counts),
    )


def agent_rows(found: Iterable[Any]) -> tuple[AgentRow, ...]:
    """Give rows of `AGENT_COLUMNS`."""
    return tuple(AgentRow(*row) for row in found)


def _counts(index: Index) -> tuple[tuple[str, str, tuple[tuple[str, str, int], ...]], ...]:
    kinds = index.rows("SELECT kind, count(*) FROM agents GROUP BY kind ORDER BY 2 DESC, 1")
    camps = index.rows("SELECT camp, count(*) FROM agents GROUP BY camp ORDER BY camp = '', 2 DESC, 1 LIMIT 40")
    return (
        ("kind", "Kind", tuple((k, wording.KINDS[AgentKind(k)], n) for k, n in kinds)),
        ("camp", "Camp", tuple((c or "none", c or "no camp", n) for c, n in camps)),
    )


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it."""
    return {
        "agents": [to_plain(row) for row in view.rows],
        "paging": to_plain(view.paging),
        "facets": [to_plain(facet) for facet in view.facets],
    }


#: What may be asked after its address.
ASKS = ("kind", "camp", "page")
PAGE = Page(path="/agents", section="agents", view=view, template="agents.html", plain=plain, asks=ASKS)
