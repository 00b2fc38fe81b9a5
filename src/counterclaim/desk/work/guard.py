"""Before every request: who asks, and whether a change was meant by them and not by a page of elsewhere."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.desk.answer import Forbidden, json_answer, refusal
from counterclaim.desk.making import Preparing
from counterclaim.desk.work.reader import Reader
from counterclaim.desk.work.sights import Sees
from counterclaim.errors import CounterclaimError
from counterclaim.people.tables import FLOOD, REFUSED

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: What anybody may see: the door, and how it looks.
OPEN = ("/sign-in", "/welcome", "/static/", "/passkey/")
#: Where a form carries its token, and a script.
FIELD, HEADER = "token", "x-form-token"
#: What only whoever came in themselves may see and do: a token must make no other, nor end its owner's sessions.
IN_PERSON = ("/account", "/sign-out")
#: Forms that hold secrets: what was written into them is never shown again.
HELD_BACK = "/account"
#: Fields, and bytes of each, of a form that somebody sends whose session has ended.
FIELDS_MAX, BYTES_MAX = 60, 100_000
#: Bytes of a form, and where files may come with one: that act looks at its length by itself.
BODY_MAX, LONG, FILES = 1_000_000, frozenset({"/take"}), "multipart/form-data"
#: Bytes that the beginning of a field weighs: to take a form apart at each takes much longer than to read on.
FIELD_WEIGHS = 50
#: Gives who asks, or nobody.
Who = Callable[[Request], Reader | None]


#: Requests that one person may send in a minute, with all their programs: a page takes five, a person reads it.
PACE, MINUTE = 1_200, 60.0


class Pace:
    """Counts what each of a team asks for in a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: dict[str, tuple[float, int]] = {}

    def count(self, name: str) -> int:
        """Count one more request of somebody; give how many of theirs this minute has with it."""
        began, count = self._since.get(name, (0.0, 0))
        now = self._clock()
        began, count = (began, count) if now - began < MINUTE and count else (now, 0)
        self._since[name] = (began, count + 1)
        return count + 1


class Guard:
    """Lets a request through with who asks for it in `scope["reader"]`, and the case as they may see it
    in `scope["desk"]`, or answers it.

    What changes something must come from a page of this desk: by the header `Origin` that browsers add, which no page
    of elsewhere can set, and by a token that only our own pages hold. A program whose own token, in the header
    `Authorization`, is that of somebody here needs neither: no browser sends that by itself. A header that proves
    nothing changes nothing.
    """

    def __init__(self, app: ASGIApp, who: Who, sees: Sees) -> None:
        self.app, self.who, self.sees = app, who, sees
        self.pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        path = request.url.path
        reader = self.who(request)
        if request.method not in SAFE and not (reader and reader.program) and not own(request):
            told = "Expected a form of this desk; got one of another page. Open the desk itself and do it there."
            await PlainTextResponse(told, status_code=403)(scope, receive, send)
            return
        scope["reader"] = reader
        if reader is None or path not in LONG or not request.headers.get("content-type", "").lower().startswith(FILES):
            receive = bounded(receive)
        if reader is None and not path.startswith(OPEN):
            answer = await _turned_away(Request(scope, receive))
            await answer(scope, receive, send)
            return
        if reader is not None and reader.program and path.startswith(IN_PERSON):
            await run_in_threadpool(request.app.state.noted, reader.name, f"{REFUSED}{path}", host_of(request))
            todo = "Sign in, and do it on the page of your account."
            error = Forbidden("whoever owns this account, signed in", "a program's token", todo)
            await refusal(request, "", 403, error)(scope, receive, send)
            return
        if reader is not None and reader.team and (count := self.pace.count(reader.name)) > PACE:
            if count == PACE + 1:
                await run_in_threadpool(request.app.state.noted, reader.name, FLOOD, host_of(request))
            told = f"Expected at most {PACE:,} requests a minute of one person; got more. Wait a minute."
            await PlainTextResponse(told, status_code=429, headers={"Retry-After": "60"})(scope, receive, send)
            return
        if reader is not None and not path.startswith(OPEN):
            # In one place, before any page is made: whoever may not see all gets a case without it.
            try:
                scope["desk"] = await run_in_threadpool(self.sees, reader)
            except Preparing as error:
                await refusal(request, "", 503, error)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def host_of(request: Request) -> str:
    """Give the address that a request comes from; blank where its server does not tell."""
    return request.client.host if request.client else ""


def bounded(receive: Receive) -> Receive:
    """Give what a body is read by, and no more than a form has: a longer one is refused while it comes.

    To read and to set down what nobody asked for takes the time and the disk of all who work here. Raises
    HTTPException.
    """
    size = 0

    async def read() -> Message:
        nonlocal size
        message = await receive()
        body = message.get("body", b"")
        size += len(body) + FIELD_WEIGHS * body.count(b"&")
        if size > BODY_MAX:
            raise HTTPException(413, f"more than {BODY_MAX:,} bytes in a form")
        return message

    return read


def own(request: Request) -> bool:
    """Tell whether a request comes from a page of this desk, as far as its headers say."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is not None:
        return origin == f"{request.url.scheme}://{request.url.netloc}"
    return site in {None, "same-origin", "none"}


def bearer(headers: Headers) -> str:
    """Give the token that a program shows, or nothing."""
    kind, _, shown = headers.get("authorization", "").partition(" ")
    return shown.strip() if kind.lower() == "bearer" else ""


def meant(request: Request, reader: Reader | None, shown: str) -> bool:
    """Tell whether a change carries the token of its reader's forms, or a program's own."""
    if reader is None or reader.program:
        return reader is not None
    told = shown or request.headers.get(HEADER, "")
    return secrets.compare_digest(told.encode("utf-8", "replace"), reader.forms.encode())


def keep(request: Request, fields: Iterable[tuple[str, str]]) -> None:
    """Keep what was written into a form for the page that may refuse it, from which it can be sent again."""
    if not request.url.path.startswith(HELD_BACK):
        request.state.written = tuple(pair for pair in fields if pair[0] != FIELD)


async def _turned_away(request: Request) -> Response:
    """Answer somebody who is not signed in; who sent a form when their session had ended gets back what they wrote."""
    if request.method == "POST" and "text/html" in request.headers.get("accept", "") and not bearer(request.headers):
        with suppress(HTTPException):
            async with request.form(max_files=0, max_fields=FIELDS_MAX, max_part_size=BYTES_MAX) as form:
                keep(request, ((key, value) for key, value in form.multi_items() if isinstance(value, str)))
        todo = "Sign in in another window; what you wrote can then be sent from here."
        return refusal(request, "", 401, CounterclaimError("somebody who is signed in", "a session that ended", todo))
    if request.url.path.endswith(".json") or request.method not in SAFE or bearer(request.headers):
        told = {"expected": "somebody who is signed in, or a token that holds", "came": "neither", "todo": "Sign in."}
        answer = json_answer({"error": told}, 401)
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(back, safe='')}", status_code=303)
