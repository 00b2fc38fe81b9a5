"""Pages that were seen before and came again with other words, or were gone: a finding of custody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim import noticing
from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.opened import Opened
from counterclaim.records.codec import to_plain
from counterclaim.records.source import Report
from counterclaim.watch import PageChange

#: Changes on one page.
ROWS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One change: what happened in words, and the report by which the page was seen before."""

    change: PageChange
    words: str
    report: Report | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the changes, the latest first."""

    rows: tuple[Row, ...]
    paging: Paging


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the changes."""
    changes = found_in(case)
    page, skip = paging(asked, len(changes), ROWS)
    shown = changes[skip : skip + ROWS]
    reports = {r.id: r for r in case.folder.reports_of({c.earlier for c in shown})}
    return View(rows=tuple(Row(c, noticing.page_words(c), reports.get(c.earlier)) for c in shown), paging=page)


def found_in(case: Opened) -> tuple[PageChange, ...]:
    """Give all changes of pages; they are looked for again when something is received."""
    tally = tuple(sorted(case.tally().items()))
    return case.desk.kept(("pages seen", tally), lambda: noticing.changed_pages(case.folder))


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it."""
    return {
        "pages": [to_plain(r.change) | {"silence": r.change.silence, "words": r.words} for r in view.rows],
        "paging": to_plain(view.paging),
    }


#: What may be asked after its address.
ASKS = ("page",)
PAGE = Page(path="/watch/pages", section="watch", view=view, template="pages_seen.html", plain=plain, asks=ASKS)
