"""The routes of the desk: each page and its twin, what is static, and what is answered where nothing is found."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from counterclaim.desk import pictures
from counterclaim.desk.answer import Page, framed, page_text, refusal, sent_as_json, status_of, twin_text
from counterclaim.desk.asked import Asked
from counterclaim.desk.headers import Headers, Hosts, add
from counterclaim.desk.moved import led_on
from counterclaim.desk.news import LOOKED, looked
from counterclaim.desk.opened import Desk, Opened
from counterclaim.desk.pages import PAGES, report
from counterclaim.errors import CounterclaimError, NotInCase, UsageError
from counterclaim.people.alarms import Alarm

#: What changes nothing, and what the system says where it cannot write.
READS, FULL = frozenset({"GET", "HEAD"}), frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES})
#: Seconds that a reader's last look is remembered.
YEAR = 365 * 24 * 3600
#: What this desk itself writes after addresses: which decision was made, and which address led here.
TOLD = ("decided", "was")
#: The names of this machine that a desk on loopback answers to.
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def application(
    desk: Desk,
    hosts: Iterable[str] = LOOPBACK,
    routes: Sequence[BaseRoute] = (),
    middleware: Sequence[Middleware] = (),
    pages: Sequence[Page] = (),
) -> Starlette:
    """Give the desk as an application. `routes`, `middleware` and `pages` are those of work, which come first."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    own = [*_own(), *(route for page in (*pages, *PAGES) for route in _both(page))]
    app = Starlette(
        routes=[*routes, *own, *_static()],
        middleware=[Middleware(Headers), Middleware(Hosts, hosts=hosts), *middleware],
        exception_handlers={CounterclaimError: _refused, HTTPException: _missing, Exception: _broken},
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.state.asks = {page.twin: page.asks for page in (*pages, *PAGES)}
    return app


def _both(page: Page) -> tuple[Route, Route]:
    """Give the route of a page and of its twin. They are plain functions: each runs in a thread of its own."""

    def drawn(case: Opened, request: Request, draw: Callable[..., bytes], *about: object) -> bytes:
        asked = asked_of(request, page)
        if page.knows is not None:
            asked = replace(asked, known=page.knows(case, asked))
        given = (page, asked, *about)
        return case.apart(draw, *given, long=page.long) if page.apart else draw(case, *given)

    def shown(request: Request) -> Response:
        case, frame = desk_of(request).open(), framed(request, page.section)
        twin = page.twin if page.path == "/" else f"{request.url.path}.json"
        frame["twin"] = f"{twin}?{request.url.query}" if request.url.query else twin
        try:
            if page.path == "/":
                frame["alarms"] = alarms_of(request)
            body = drawn(case, request, page_text, frame)
        except NotInCase as error:
            return RedirectResponse(led_on(case, request.path_params, request.url.path, error), status_code=303)
        answer = Response(body, media_type="text/html; charset=utf-8")
        if page.path == "/" and case.run is not None:
            seen = looked(request.cookies.get(LOOKED, ""), case.run.id)
            answer.set_cookie(LOOKED, seen, max_age=YEAR, httponly=True, samesite="strict")
        return answer

    def told(request: Request) -> Response:
        case = desk_of(request).open()
        try:
            around = {"alarms": [one.plain() for one in alarms_of(request)]} if page.path == "/" else {}
            return sent_as_json(drawn(case, request, twin_text, around))
        except NotInCase as error:
            return RedirectResponse(led_on(case, request.path_params, request.url.path, error), status_code=303)

    return Route(page.twin, told, methods=["GET"]), Route(page.path, shown, methods=["GET"])


def alarms_of(request: Request) -> tuple[Alarm, ...]:
    """Give the alarms of a team's desk as whoever asks may see them: to most people there are none."""
    seen = getattr(request.app.state, "alarms", None)
    return tuple(seen(request.scope["reader"])) if seen is not None else ()


def desk_of(request: Request) -> Desk:
    """Give the case as whoever asks may see it; what stands before the pages may have said so."""
    found = request.scope.get("desk") or request.app.state.desk
    assert isinstance(found, Desk)  # noqa: S101 - set when the desk was started
    return found


def _own() -> Iterable[BaseRoute]:
    """Give the routes that are no pages: what lights the words of a report."""

    def lit(request: Request) -> Response:
        case = desk_of(request).open()
        return Response(case.apart(report.marks, asked_of(request)), media_type="text/css; charset=utf-8")

    def media(request: Request) -> Response:
        return pictures.sent(desk_of(request).open(), request)

    yield Route("/evidence/{capture}/bytes", media, methods=["GET"])
    yield Route("/reports/{report}/marks.css", lit, methods=["GET"])


def asked_of(request: Request, page: Page | None = None) -> Asked:
    """Give what a request asks for. Raises UsageError for a question that the page does not answer.

    A misspelt question that nobody answers would show the whole list as if it were the part that was asked for.
    """
    known = (*page.asks, *TOLD) if page is not None else tuple(request.query_params)
    if unknown := [key for key in request.query_params if key not in known]:
        can = f"one of {', '.join(page.asks)}" if page is not None and page.asks else "nothing"
        raise UsageError(f"{can} to be asked after this address", unknown[0][:40], "Leave it out, or rename it.")
    path = request.url.path.removesuffix(".json")
    return Asked(
        path="/" if path == "/overview" else path,
        names=dict(request.path_params),
        query=dict(request.query_params),
        cookies=dict(request.cookies),
    )


def _static() -> Iterable[BaseRoute]:
    """Give where style sheets and scripts stand: the dossier's and the desk's own."""
    for name in ("counterclaim.render", "counterclaim.desk"):
        folder = Path(str(files(name).joinpath("static")))
        yield Mount(f"/static/{name.rpartition('.')[2]}", StaticFiles(directory=folder), name=name)


def _name(request: Request) -> str:
    return str(request.app.state.desk.name)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, CounterclaimError)  # noqa: S101 - the table of handlers says so
    return refusal(request, _name(request), status_of(error), error)


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the table of handlers says so
    if error.status_code == 404:
        told = CounterclaimError("the address of a page", "one that leads nowhere", "The menu above leads everywhere.")
    else:
        told = CounterclaimError("a request that this page answers", error.detail, "Go back, and try it again.")
    answer = refusal(request, _name(request), error.status_code, told)
    answer.headers.update(error.headers or {})
    return answer


def _broken(request: Request, error: Exception) -> Response:
    """Say whose fault it is, and nothing more of what went wrong: it may hold words of the case."""
    todo = "Nothing was changed." if request.method in READS else "Look whether it was kept before you send it again."
    if isinstance(error, OSError) and error.errno in FULL:
        why = os.strerror(error.errno)
        told = CounterclaimError("room and permission to write beside the case", why, f"See to that first. {todo}")
    else:
        told = CounterclaimError("to answer", f"an error of this program ({type(error).__name__})", todo)
    answer = refusal(request, _name(request), 500, told)
    # It is made outside of all that stands around the pages.
    add(answer.headers, request.url.scheme == "https")
    return answer
