"""Origins: reports that are one voice, those that most reports carry first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import ROWS, Asked, Paging, paging
from counterclaim.desk.levels import levels
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import ReportRow, named_reports
from counterclaim.errors import NotInCase
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.records.words import LineageKind
from counterclaim.render import wording

#: Edges between the reports of an origin that its page shows, and names of reports in the list.
EDGES_MAX, NAMES_MAX = 60, 4


_KINDS = "SELECT kind, count(*) FROM lineage GROUP BY kind ORDER BY 2 DESC, 1"


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin in a list, with some of the reports that carry it."""

    id: str
    root: str
    reports: int
    shown: bool
    reasons: tuple[str, ...]
    carried_by: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the origins that join reports, and how many reports and origins there are in all."""

    rows: tuple[OriginRow, ...]
    paging: Paging
    reports: int
    origins: int
    kinds: tuple[tuple[str, int], ...]


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the origins that two reports or more share."""
    index = case.index
    found, skip = paging(asked, case.counted("origins WHERE reports > 1"))
    sql = "SELECT record FROM origins WHERE reports > 1 ORDER BY reports DESC, n LIMIT ? OFFSET ?"
    origins = index.records(Origin, sql, (ROWS, skip))
    names = named_reports(index, {r for o in origins for r in o.reports[:NAMES_MAX]})
    kinds = case.whole(("kinds of lineage",), lambda: tuple(map(tuple, index.rows(_KINDS))))
    return View(
        rows=tuple(
            OriginRow(
                o.id,
                o.root.name if o.root else "",
                len(set(o.reports)),
                o.shown,
                o.reasons[:2],
                tuple(names[r] for r in o.reports[:NAMES_MAX] if r in names),
            )
            for o in origins
        ),
        paging=found,
        reports=case.counted("reports"),
        origins=case.counted("origins"),
        kinds=tuple((wording.LINEAGE[LineageKind(kind)], n) for kind, n in kinds),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OneView:
    """One origin: why its reports are one voice, and the edges that show it.

    `sensitivity` is how those of its reports are marked that are not for everybody, by id.
    """

    origin: Origin
    reports: tuple[ReportRow, ...]
    paging: Paging
    edges: tuple[tuple[Lineage, ReportRow, ReportRow], ...]
    edges_total: int
    sensitivity: dict[str, str]


def one(case: Opened, asked: Asked) -> OneView:
    """Give the origin that is named. Raises NotInCase when the run has none of this id."""
    index, ident = case.index, asked.names["origin"]
    found = index.records(Origin, "SELECT record FROM origins WHERE id = ?", (ident,))
    if not found:
        raise NotInCase("an origin of this run", ident, "The list of origins has them all.")
    reports = tuple(dict.fromkeys(found[0].reports))
    page, skip = paging(asked, len(reports))
    mine = set(reports)
    edges = sorted(n for n, b in index.among("SELECT n, b FROM lineage WHERE a IN ({keys})", reports) if b in mine)
    shown = [index.records(Lineage, "SELECT record FROM lineage WHERE n = ?", (n,))[0] for n in edges[:EDGES_MAX]]
    names = named_reports(index, {*reports[skip : skip + ROWS], *(x for e in shown for x in (e.a, e.b))})
    here = sorted((names[r] for r in reports[skip : skip + ROWS] if r in names), key=lambda r: (r.day, r.id))
    return OneView(
        origin=found[0],
        reports=tuple(here),
        paging=page,
        edges=tuple((e, names[e.a], names[e.b]) for e in shown if e.a in names and e.b in names),
        edges_total=len(edges),
        sensitivity=levels(case, reports),
    )


def plain(view: OneView) -> dict[str, Any]:
    """Give the origin as its twin says it."""
    return {
        "origin": to_plain(view.origin),
        "reports": [to_plain(r) for r in view.reports],
        "paging": to_plain(view.paging),
        "edges": [to_plain(edge) for edge, _, _ in view.edges],
        "edges_total": view.edges_total,
        "sensitivity": view.sensitivity,
    }


PAGE = Page(path="/origins", section="origins", view=view, template="origins_list.html", asks=("page",))
ONE = Page(
    path="/origins/{origin}",
    section="origins",
    view=one,
    template="origin.html",
    plain=plain,
    asks=("page",),
    apart=True,
)
