"""What to watch: the standing questions that reports raise, with the event each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import ROWS, Asked, Paging, paging
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import ReportRow, named_reports
from counterclaim.records.codec import to_plain
from counterclaim.records.coverage import WatchCandidate


@dataclass(frozen=True, slots=True)
class Raised:
    """A standing question, the report whose words raise it, and the title of its event."""

    question: WatchCandidate
    report: ReportRow | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the standing questions."""

    rows: tuple[Raised, ...]
    paging: Paging


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the standing questions."""
    index = case.index
    found, skip = paging(asked, case.counted("watch"))
    questions = index.records(WatchCandidate, "SELECT record FROM watch ORDER BY n LIMIT ? OFFSET ?", (ROWS, skip))
    reports = named_reports(index, {q.span.report for q in questions})
    titles = index.among("SELECT id, title FROM events WHERE id IN ({keys})", {q.event for q in questions})
    named = {row[0]: row[1] for row in titles}
    return View(
        rows=tuple(Raised(q, reports.get(q.span.report), named.get(q.event, "")) for q in questions), paging=found
    )


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it."""
    return {
        "watch": [to_plain(r.question) | {"event_title": r.title or None} for r in view.rows],
        "paging": to_plain(view.paging),
    }


#: What may be asked after its address.
ASKS = ("page",)
PAGE = Page(path="/watch", section="watch", view=view, template="watching.html", plain=plain, asks=ASKS)
