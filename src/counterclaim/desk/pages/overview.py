"""The case at a glance: what it holds, and its most reported events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import EVENT_COLUMNS, EventRow, event_rows
from counterclaim.records.codec import to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What stands on the first page; before the first settlement, only how far the case is."""

    settled: bool
    reports: int
    events: int
    contested: int
    top: tuple[EventRow, ...]


def view(case: Opened, asked: Asked) -> View:  # noqa: ARG001 - every page is asked alike
    """Give the overview of the case."""
    if case.found is None:
        return View(settled=False, reports=len(case.folder.reports()), events=0, contested=0, top=())
    index = case.index
    return View(
        settled=True,
        reports=index.count("SELECT count(*) FROM reports"),
        events=index.count("SELECT count(*) FROM events"),
        contested=index.count("SELECT count(*) FROM events WHERE contested > 0"),
        top=event_rows(index, index.rows(f"SELECT {EVENT_COLUMNS} FROM events ORDER BY n LIMIT 8")),  # noqa: S608
    )


def plain(view: View) -> dict[str, Any]:
    """Give the overview as its twin says it."""
    return dict(to_plain(view))


PAGE = Page(path="/", section="overview", view=view, template="overview.html", plain=plain)
