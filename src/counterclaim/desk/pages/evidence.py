"""The evidence: what came and when, what lies in it that is no report, and what was not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import ROWS, Asked, Paging, paging
from counterclaim.desk.facets import Choice, Facet
from counterclaim.desk.levels import levels
from counterclaim.desk.opened import Opened
from counterclaim.desk.pictures import Shown, is_media, of_capture
from counterclaim.desk.rows import ReportRow, report_rows
from counterclaim.errors import NotInCase
from counterclaim.records.codec import to_plain
from counterclaim.records.source import Artifact, Capture, Refusal, Report, told_openly

#: What is asked under `show`, with its words and the table that is counted.
_LISTS = {
    "arrivals": ("what came", "arrivals"),
    "artifacts": ("artifacts in it", "artifacts"),
    "refused": ("not taken", "refusals"),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes that arrived under a name at a time."""

    sha256: str
    name: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of one of the lists, and how many of everything there are."""

    tally: dict[str, int]
    show: str
    shown: Facet
    paging: Paging
    arrivals: tuple[Arrival, ...]
    artifacts: tuple[Artifact, ...]
    refused: tuple[Refusal, ...]


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the evidence."""
    tally, show = case.tally(), asked.one_of("show", tuple(_LISTS))
    found, skip = paging(asked, tally[_LISTS[show][1]])
    choices = tuple(
        Choice(words, asked.link(show=key, page=1), key == show, tally[table], key)
        for key, (words, table) in _LISTS.items()
    )
    folder = case.folder
    return View(
        tally=tally,
        show=show,
        shown=Facet("show", "List", choices, "", _LISTS[show][0]),
        paging=found,
        arrivals=tuple(Arrival(*a) for a in folder.arrivals_from(skip, ROWS)) if show == "arrivals" else (),
        artifacts=tuple(map(told_openly, folder.artifacts_from(skip, ROWS))) if show == "artifacts" else (),
        refused=folder.refusals_from(skip, ROWS) if show == "refused" else (),
    )


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it."""
    return dict(to_plain(view)) | {"shown": view.show}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneView:
    """One capture: how it came and when, what is not known of that, and the reports and artifacts in it.

    `sensitivity` is how those of its reports are marked that are not for everybody, by id.
    """

    capture: Capture
    arrivals: tuple[tuple[str, str], ...]
    reports: tuple[ReportRow, ...]
    reports_total: int
    artifacts: tuple[Artifact, ...]
    paging: Paging
    picture: Shown | None
    sensitivity: dict[str, str]


def one(case: Opened, asked: Asked) -> OneView:
    """Give the capture that is named by its digest. Raises NotInCase when the case has none."""
    ident = asked.names["capture"]
    found = case.folder.captures_of((ident,))
    if not found:
        raise NotInCase("the digest of a capture of this case", ident, "The list of what came has them all.")
    reports, artifacts = case.folder.tally_in(ident)
    page, skip = paging(asked, max(reports, artifacts))
    rows = tuple(_row(r) for r in case.folder.reports_in(ident, skip, ROWS))
    return OneView(
        capture=told_openly(found[0]),
        arrivals=case.folder.arrivals_of(ident),
        reports=rows,
        reports_total=reports,
        artifacts=tuple(map(told_openly, case.folder.artifacts_in(ident, skip, ROWS))),
        paging=page,
        picture=of_capture(found[0]) if is_media(found[0].media_type) else None,
        sensitivity=levels(case, (r.id for r in rows)),
    )


def _row(report: Report) -> ReportRow:
    named = {
        "id": report.id,
        "publisher": report.publisher,
        "title": report.title,
        "day": report.published.start if report.published else "",
        "language": report.language,
        "read": report.read,
        "path": report.path,
        "claims": 0,
    }
    return report_rows([named])[0]


PAGE = Page(
    path="/evidence", section="evidence", view=view, template="evidence.html", plain=plain, asks=("show", "page")
)
ONE = Page(
    path="/evidence/{capture}",
    section="evidence",
    view=one,
    template="capture.html",
    asks=("page",),
    apart=True,
)
