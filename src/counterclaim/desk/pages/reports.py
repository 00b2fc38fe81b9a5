"""The reports as a list: by publisher, language and whether they were read, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import ROWS, Asked, Paging, paging
from counterclaim.desk.facets import Facet, counted
from counterclaim.desk.index import Index
from counterclaim.desk.levels import levels
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import REPORT_COLUMNS, ReportRow, report_rows
from counterclaim.records.codec import to_plain
from counterclaim.render import wording

#: Values of a facet that a page shows; the rest is found by search.
FACET_MAX = 40
_READ = {"yes": "read = 'yes'", "no": "read <> 'yes'"}
Counts = tuple[tuple[str, str, tuple[tuple[str, str, int], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the list of reports, with what it can be narrowed by."""

    rows: tuple[ReportRow, ...]
    paging: Paging
    facets: tuple[Facet, ...]
    levels: dict[str, str]


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the reports that are asked for."""
    index = case.index
    asked.one_of("read", ("", *_READ))
    parts, given = ["1"], []
    for key, column in (("publisher", "publisher"), ("language", "language")):
        if told := asked.text(key):
            parts.append(f"{column} IS ?")
            given.append(None if told == "none" and key == "publisher" else told)
    if told := asked.text("read"):
        parts.append(_READ[told])
    where = " AND ".join(parts)
    found, skip = paging(asked, case.counted(f"reports WHERE {where}", given))
    sql = f"SELECT {REPORT_COLUMNS} FROM reports WHERE {where} ORDER BY day DESC, n LIMIT ? OFFSET ?"  # noqa: S608
    counts = case.whole(("facets", "reports"), lambda: _counts(index))
    rows = report_rows(index.rows(sql, (*given, ROWS, skip)))
    return View(
        rows=rows,
        levels=levels(case, (r.id for r in rows)),
        paging=found,
        facets=tuple(counted(asked, key, title, rows) for key, title, rows in counts),
    )


def _counts(index: Index) -> Counts:
    by = "SELECT {0}, count(*) FROM reports GROUP BY {0} ORDER BY 2 DESC, 1 LIMIT ?"
    publishers = index.rows(by.format("publisher"), (FACET_MAX,))
    languages = index.rows(by.format("language"), (FACET_MAX,))
    read = index.count("SELECT count(*) FROM reports WHERE read = 'yes'")
    unread = index.count("SELECT count(*) FROM reports WHERE read <> 'yes'")
    return (
        ("publisher", "Publisher", tuple((p or "none", p or "no publisher", n) for p, n in publishers)),
        ("language", "Language", tuple((code, wording.language_words(code), n) for code, n in languages)),
        ("read", "Read", (("yes", "read", read), ("no", "kept, not yet read", unread))),
    )


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it."""
    return {
        "reports": [to_plain(row) for row in view.rows],
        "sensitivity": view.levels,
        "paging": to_plain(view.paging),
        "facets": [to_plain(facet) for facet in view.facets],
    }


#: What may be asked after its address.
ASKS = ("publisher", "language", "read", "page")
PAGE = Page(path="/reports", section="reports", view=view, template="reports_list.html", plain=plain, asks=ASKS)
