"""A view → what is sent: HTML by its template, or JSON, both from the same value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from anyascii import anyascii
from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from counterclaim import settings
from counterclaim.desk.asked import Asked
from counterclaim.desk.levels import WHO as SEEN_BY
from counterclaim.desk.making import NoRoom
from counterclaim.desk.opened import Opened
from counterclaim.errors import CounterclaimError, Damaged, NotInCase, UsageError
from counterclaim.people import Over
from counterclaim.progress import Progress
from counterclaim.records.codec import to_plain
from counterclaim.render import html
from counterclaim.store import Busy

Plain = dict[str, Any]
#: Where what depends on the reader stands in what is drawn for all: no text of a report can hold it unescaped.
ACTS = Markup("<!-- acts -->")
#: The id of an event of before, by whose address a reader came.
_WAS = re.compile(r"e_[0-9a-f]+")


class Forbidden(CounterclaimError):
    """What is asked for is not for whoever asks."""


class Unreadable(UsageError):
    """A body of a type that nothing here reads."""


def all_of(view: Any) -> Plain:
    """Give a value as its twin says it, where that says all of it."""
    return dict(to_plain(view))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the desk.

    `path` is where it stands, `section` the entry of the menu it belongs to, `view` what makes its value, `template`
    what draws it, `plain` what its twin says of the same value, and `asks` what may be asked after its address.
    `apart` tells that it takes long and says nothing of what the process that answers is doing: another may draw it.
    `long` tells that it takes longer than most of those. `knows` gives what it tells all the same of the process that
    answers: that is looked up there, and handed on in what is asked.
    """

    path: str
    section: str
    view: Callable[[Opened, Asked], Any]
    template: str
    plain: Callable[[Any], Plain] = all_of
    asks: tuple[str, ...] = ()
    apart: bool = False
    long: bool = False
    knows: Callable[[Opened, Asked], Any] | None = None

    @property
    def twin(self) -> str:
        """Give where its twin stands."""
        return "/overview.json" if self.path == "/" else f"{self.path}.json"


#: What the menu leads to, in order: section, address, words.
MENU = (
    ("overview", "/", "Overview"),
    ("events", "/events", "Events"),
    ("review", "/review", "Review"),
    ("take", "/take", "Take"),
    ("reports", "/reports", "Reports"),
    ("agents", "/agents", "Who speaks"),
    ("origins", "/origins", "Origins"),
    ("watch", "/watch", "Watch"),
    ("evidence", "/evidence", "Evidence"),
    ("method", "/method", "Method"),
)


@cache
def environment() -> Environment:
    """Give the templates of the desk, with those of the dossier behind them."""
    found = html.environment("counterclaim.desk", "/events")
    found.globals |= {"MENU": MENU, "ACTS": ACTS, "FEW_MOVES": 3, "SEEN_BY": SEEN_BY}
    found.filters["latin"] = in_latin
    return found


def warm(progress: Progress) -> None:
    """Read every template now, so that the first reader does not wait for it."""
    names = environment().list_templates(extensions=["html"])
    for done, name in enumerate(names, start=1):
        environment().get_template(name)
        progress.step("templates", done, len(names))


def in_latin(name: str) -> str:
    """Give a name in Latin letters where it is in others, else nothing."""
    told = str(anyascii(name)).strip()
    return "" if name.isascii() or told.casefold() == name.casefold() or not told else told


def as_html(request: Request, template: str, section: str, case_name: str, values: Plain) -> str:
    """Draw a template. `values` come beside what every page has: the case's name, the menu, and where its twin is."""
    return _drawn(template, framed(request, section) | {"case_name": case_name} | values)


def _drawn(template: str, values: Plain) -> str:
    return environment().get_template(template).render(**values)


def framed(request: Request, section: str) -> Plain:
    """Give what a page says around what it is about, of who asks and what for."""
    path, asked, jobs = request.url.path, request.url.query, getattr(request.app.state, "jobs", None)
    was = _WAS.fullmatch(request.query_params.get("was", ""))
    return {
        "section": section,
        "reader": request.scope.get("reader"),
        "here": path,
        "twin": "",
        "asked_for": request.query_params.get("q", "") if section == "search" else "",
        "signed": getattr(request.state, "signed", None),
        "here_asked": f"{path}?{asked}" if asked else path,
        "was": was.group() if was else "",
        "behind": None,
        "settling": jobs is not None and jobs.busy(),
        "alarms": (),
        "stranger": "reader" in request.scope and request.scope["reader"] is None,
        "written": getattr(request.state, "written", ()),
    }


def page_text(case: Opened, page: Page, asked: Asked, frame: Plain) -> bytes:
    """Give a page as it is sent, in the frame of who asks for it."""
    later = behind(case)
    values = {"case_name": case.name, "view": page.view(case, asked), "behind": later}
    settling = frame["settling"] or (later is not None and later.coming)
    return _drawn(page.template, frame | values | {"settling": settling}).encode()


@dataclass(frozen=True, slots=True)
class Behind:
    """What the figures of the pages do not hold yet: decisions and reports that came after their settlement.

    `coming` tells that a later run is there already, and is being made ready for the pages.
    """

    decisions: int
    reports: int
    coming: bool


def behind(case: Opened) -> Behind | None:
    """Give what the pages do not hold yet; None where they hold all, or where nothing was settled yet."""
    run = case.run
    if run is None:
        return None

    def counted() -> tuple[int, int]:
        then = dict(run.counts)
        made = len(case.decisions()) - then.get("decisions", 0)
        return max(0, made), max(0, case.tally()["reports"] - then.get("reports", 0))

    made, came = case.kept(("behind", case.stamp()), counted)
    return Behind(made, came, case.folder.runs.current() != run.id) if made or came else None


def twin_text(case: Opened, page: Page, asked: Asked, around: Plain | None = None) -> bytes:
    """Give a page's twin as it is sent: its kind, the run it is of, and what the page shows.

    `around` is what the page shows of who asks for it, beside what it is about.
    """
    view, run = page.view(case, asked), case.run.id if case.run else None
    later = behind(case)
    told: Plain = {"schema": settings.SCHEMA_VERSION, "page": page.section, "run": run} | (around or {})
    if later is not None:
        told["not_settled"] = {"decisions": later.decisions, "reports": later.reports}
    told |= getattr(view, "now", {})
    if (kept := getattr(view, "twin", None)) is None:
        return written(told | page.plain(view)).encode()
    # What a page holds that can be kept was written once; what stands before it is of now.
    return f"{written(told)[:-1]}, {kept[1:]}".encode()


def json_answer(told: Plain, status: int = 200) -> Response:
    """Send an object as JSON."""
    return sent_as_json(written(told), status)


def written(told: Plain) -> str:
    """Give an object as the JSON that is sent."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, allow_nan=False)


def sent_as_json(body: str | bytes, status: int = 200) -> Response:
    """Send what was written as JSON."""
    # A browser must never take a twin for a page, whatever stands in it.
    return Response(body, status_code=status, media_type="application/json; charset=utf-8")


def status_of(error: CounterclaimError) -> int:
    """Give the HTTP status that an error means."""
    known: tuple[tuple[type[CounterclaimError], int], ...] = (
        (Forbidden, 403),
        (Over, 413),
        (NotInCase, 404),
        (Busy, 503),
        (NoRoom, 507),
        (Unreadable, 415),
        (UsageError, 400),
        (Damaged, 500),
    )
    return next((status for kind, status in known if isinstance(error, kind)), 503)


def refusal(request: Request, case_name: str, status: int, error: CounterclaimError) -> Response:
    """Send what was expected, what came and what to do, as a page or as JSON."""
    if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
        told = {"error": {"expected": error.expected, "came": error.came, "todo": error.todo}}
        answer = json_answer({"schema": settings.SCHEMA_VERSION} | told, status)
    else:
        values = {"error": error, "status": status, "writing": request.method == "POST"}
        body = as_html(request, "refused.html", "", case_name, values)
        answer = Response(body, status_code=status, media_type="text/html; charset=utf-8")
    if status == 503:
        answer.headers["Retry-After"] = "2"
        answer.headers["Refresh"] = "2"
    return answer
