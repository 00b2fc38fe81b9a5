"""Standing questions at the desk: asked from an event, matched as reports are taken, told as a page and as a feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim import noticing, watch
from counterclaim.canonical import identifier
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.app import alarms_of, desk_of
from counterclaim.desk.asked import Asked
from counterclaim.desk.opened import Opened
from counterclaim.desk.pages.pages_seen import found_in
from counterclaim.desk.rows import ReportRow, named_reports
from counterclaim.desk.work.act import Act, Done, Posted
from counterclaim.desk.work.acts import kept
from counterclaim.errors import NotInCase
from counterclaim.people import Permission
from counterclaim.records.act import ActKind
from counterclaim.records.codec import to_plain
from counterclaim.records.naming import normal_name

_ATOM = "http://www.w3.org/2005/Atom"
_WORDS_MAX = 500
#: Changes of pages that the feed tells, and reports that answer one question: the latest of them.
_PAGES_MAX, SHOWN = 100, 100


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what answers it, the latest of those reports, how many are before, and its event's title."""

    answered: watch.Answered
    reports: tuple[ReportRow, ...]
    earlier: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All standing questions that people ask."""

    rows: tuple[Row, ...]


def view(case: Opened, asked: Asked) -> View:  # noqa: ARG001 - every page is asked alike
    """Give the standing questions with what answers them now."""
    questions = watch.asked(case.acts())
    if not questions or case.found is None:
        return View(rows=())
    day = datetime.now(UTC).date().isoformat()
    found = [case.kept(("asked", q, day), partial(_answered, case, q, day)) for q in questions]
    shown = {m[0] for a in found for m in a.matches[-SHOWN:]}
    reports = named_reports(case.index, shown)
    titles = dict(
        map(tuple, case.index.among("SELECT id, title FROM events WHERE id IN ({keys})", {q.event for q in questions}))
    )
    return View(
        rows=tuple(
            Row(a, _names(a, reports), max(0, len(a.matches) - SHOWN), titles.get(a.question.event, "")) for a in found
        )
    )


def _names(of: watch.Answered, reports: Mapping[str, ReportRow]) -> tuple[ReportRow, ...]:
    return tuple(reports[m[0]] for m in of.matches[-SHOWN:] if m[0] in reports)


def _answered(case: Opened, question: watch.Standing, day: str) -> watch.Answered:
    index = case.index
    where = "event IS NOT NULL AND day <> '' AND day BETWEEN ? AND ?"
    days = (watch.usual_days(question)[0], question.last)
    place = (normal_name(question.place),) if normal_name(question.place) else ()
    here = " AND place = ?" if place else ""
    sql = f"SELECT day, report, id FROM claims WHERE act = ? AND {where}{here}"  # noqa: S608 - our own words
    told = (tuple(row) for act in question.act_types for row in index.rows(sql, (act, *days, *place)))

    def count(start: str, end: str) -> int:
        return index.count("SELECT count(*) FROM reports WHERE day >= ? AND day <= ?", (start, end))

    latest = index.one("SELECT day FROM reports ORDER BY day DESC, n LIMIT 1")
    return watch.answered_by(question, told, (latest and latest[0]) or question.start, day, count)


def plain(view: View) -> Plain:
    """Give the questions as their twin says them."""
    return {
        "standing": [
            to_plain(row.answered.question)
            | {"event_title": row.title or None, "last": row.answered.question.last, "over": row.answered.over}
            | {"usual_a_day": row.answered.usual, "now_a_day": row.answered.now, "rise": to_plain(row.answered.rise)}
            | {"matches": [{"report": r, "day": day, "claims": list(c)} for r, day, c in row.answered.matches[-SHOWN:]]}
            | {"earlier_matches": row.earlier}
            for row in view.rows
        ]
    }


def feed(request: Request) -> Response:
    """Tell each answer to each question as an Atom feed, the latest first, each page that changed or is gone,
    and alarms to who may see them.
    """
    case = desk_of(request).open()
    base = f"{request.url.scheme}://{request.url.netloc}"
    entries = sorted(
        (
            (day, row.answered.question, report)
            for row in view(case, Asked()).rows
            for report, (_, day, _) in zip(row.reports, row.answered.matches[-SHOWN:], strict=False)
        ),
        key=lambda one: (one[0], one[1].number, one[2].id),
        reverse=True,
    )
    pages = found_in(case)[:_PAGES_MAX]
    told = alarms_of(request)
    latest = max(
        [
            *(day for day, _, _ in entries[:1]),
            *(c.again[:10] for c in pages[:1]),
            *(_at(a.last)[:10] for a in told[:1]),
        ],
        default="1970-01-01",
    )
    root = ElementTree.Element("feed", xmlns=_ATOM)
    _add(root, "title", f"Watch: {case.name}")
    _add(root, "id", f"urn:counterclaim:watch:{quote(normal_name(case.name), safe='')}")
    _add(root, "updated", f"{latest}T00:00:00Z")
    ElementTree.SubElement(root, "link", rel="self", href=f"{base}/watch.atom")
    for day, question, report in entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "title", f"{report.name}: {question.words}")
        _add(entry, "id", f"urn:counterclaim:watch:{question.number}:{report.id}")
        _add(entry, "updated", f"{day}T00:00:00Z")
        ElementTree.SubElement(entry, "link", href=f"{base}/reports/{report.id}")
        author = ElementTree.SubElement(entry, "author")
        _add(author, "name", question.who)
    for alarm in told:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "title", alarm.words)
        _add(entry, "id", f"urn:counterclaim:alarm:{alarm.id}")
        _add(entry, "updated", _at(alarm.last))
        ElementTree.SubElement(entry, "link", href=f"{base}/alarms")
        _add(ElementTree.SubElement(entry, "author"), "name", "Counterclaim")
    reports = {r.id: r for r in case.folder.reports_of({c.earlier for c in pages})}
    for change in pages:
        entry = ElementTree.SubElement(root, "entry")
        report_ = reports[change.earlier]
        name = report_.publisher or report_.title or report_.path
        _add(entry, "title", f"{name}: {noticing.page_words(change)}")
        key = identifier("n", change.kind, change.address, change.earlier, change.later, change.again)
        _add(entry, "id", f"urn:counterclaim:page:{key}")
        _add(entry, "updated", f"{change.again[:19]}Z")
        ElementTree.SubElement(entry, "link", href=f"{base}/watch/pages")
        _add(ElementTree.SubElement(entry, "author"), "name", name)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _at(when: float) -> str:
    return f"{datetime.fromtimestamp(when, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _add(above: ElementTree.Element, name: str, words: str) -> None:
    """Add an element with words, on one line; characters that XML cannot hold are left out."""
    ElementTree.SubElement(above, name).text = "".join(c for c in " ".join(words.split()) if c.isprintable())


def ask(posted: Posted) -> Done:
    """Ask a standing question from an event."""
    event = posted.needed("subject", "an event")
    if posted.desk.open().index.one("SELECT 1 FROM events WHERE id = ?", (event,)) is None:
        raise NotInCase("an event of this run", event, "Open its page and send the form again.")
    fields = watch.checked(posted.all("acts"), posted.text("from"), posted.text("days"))
    words = posted.needed("words", "the question in words", _WORDS_MAX)
    place = posted.text("place", _WORDS_MAX)
    posted.names_nobody("a place", place)
    return kept(posted, ActKind.WATCH, event, words, **dict(fields), place=place)


def end(posted: Posted) -> Done:
    """End a standing question."""
    number = str(posted.names["number"])
    if number not in {str(q.number) for q in watch.asked(posted.desk.folder.acts())}:
        raise NotInCase("the number of a question that is asked", number, "The list of questions has them all.")
    return kept(posted, ActKind.UNWATCH, number, posted.text("words"))


PAGE = Page(path="/watch/standing", section="watch", view=view, template="standing.html", plain=plain)
ROUTES = (Route("/watch.atom", feed, methods=["GET"]),)
ACTS = (
    Act(path="/watch", permission=Permission.WATCH, do=ask),
    Act(path="/watch/{number:number}/end", permission=Permission.WATCH, do=end),
)
