"""Passkeys at the door: asking a browser for one, and keeping and ending them at one's account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.desk.answer import Forbidden, json_answer, status_of
from counterclaim.desk.work.act import COOKIE, Act, Done, Posted, set_cookie
from counterclaim.desk.work.deciding import back_to
from counterclaim.desk.work.guard import own
from counterclaim.errors import CounterclaimError
from counterclaim.people import Accounts, Bad, Locked, Passkeys, Permission, Site
from counterclaim.people.passkeys import ANSWER_MAX

Held = Callable[[], Accounts]


def site_of(address: str) -> Site:
    """Give where a passkey serves, from the desk's address as a browser has it."""
    return Site(address, urlsplit(address).hostname or "")


def _site(request: Request) -> Site:
    return site_of(f"{request.url.scheme}://{request.url.netloc}")


def _refused(error: CounterclaimError) -> Response:
    told = {"error": {"expected": error.expected, "came": error.came, "todo": error.todo}}
    status = 429 if isinstance(error, Locked) else 400 if isinstance(error, Bad) else status_of(error)
    return json_answer(told, status)


def routes(held: Held) -> tuple[Route, ...]:
    """Give the routes by which somebody comes in with a passkey; who asks is not known yet."""

    async def asked(request: Request) -> Response:
        if not own(request):
            return _refused(Forbidden("the page of this desk", "another page", "Open the desk itself."))
        try:
            return json_answer(await run_in_threadpool(Passkeys(held()).ask, _site(request)))
        except CounterclaimError as error:
            return _refused(error)

    async def signed_in(request: Request) -> Response:
        if not own(request):
            return _refused(Forbidden("the page of this desk", "another page", "Open the desk itself."))
        async with request.form(max_files=0, max_fields=5, max_part_size=2 * ANSWER_MAX) as form:
            answer, onward = str(form.get("answer", "")), back_to(str(form.get("next", "")))
        origin = request.client.host if request.client else ""
        try:
            ticket = await run_in_threadpool(Passkeys(held()).sign_in, _site(request), answer, origin)
        except CounterclaimError as error:
            return _refused(error)
        done = json_answer({"to": onward})
        set_cookie(request, done, COOKIE, ticket)
        return done

    return (
        Route("/passkey/challenge", asked, methods=["POST"]),
        Route("/passkey/sign-in", signed_in, methods=["POST"]),
    )


def acts(held: Held) -> tuple[Act, ...]:
    """Give the acts of one's own passkeys."""

    def tried(do: Callable[[], Done]) -> Done:
        try:
            return do()
        except (Bad, Locked) as error:
            told = {"error": {"expected": error.expected, "came": error.came, "todo": error.todo}}
            return Done(to="/account", plain=told, status=429 if isinstance(error, Locked) else 400)

    def begin(posted: Posted) -> Done:
        """Begin to make a passkey; the password is asked for, since a passkey opens what it opens."""
        site, name = site_of(posted.address), posted.reader.name
        password = posted.needed("password", "the password of now")
        return tried(lambda: Done(to="/account", plain=Passkeys(held()).begin(site, name, password, posted.origin)))

    def kept(posted: Posted) -> Done:
        """Keep the passkey that the browser made."""
        answer, label = posted.needed("answer", "what the browser made"), posted.text("label") or "passkey"

        def keep() -> Done:
            Passkeys(held()).add(site_of(posted.address), posted.reader.name, answer, label, posted.origin)
            return Done(to="/account")

        return tried(keep)

    def end(posted: Posted) -> Done:
        Passkeys(held()).end(posted.reader.name, posted.needed("number", "which passkey"))
        return Done(to="/account")

    paths = (("/account/passkey/begin", begin), ("/account/passkey", kept), ("/account/passkey/end", end))
    return tuple(Act(path=path, permission=Permission.READ, do=do) for path, do in paths)
