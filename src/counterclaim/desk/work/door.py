"""The door of a desk in team mode: signing in and out, joining with an invitation, and one's own account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterclaim.desk.answer import Forbidden, Plain, as_html
from counterclaim.desk.app import desk_of
from counterclaim.desk.work import passkey, password
from counterclaim.desk.work.act import COOKIE, Act, Done, Posted, set_cookie, ticket_of
from counterclaim.desk.work.alarms import Alarms
from counterclaim.desk.work.deciding import back_to
from counterclaim.desk.work.guard import bearer, host_of, own
from counterclaim.desk.work.reader import Reader, reader_of
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.people import Accounts, Allowance, Bad, Locked, Passkeys, Permission, Role, roles, strength
from counterclaim.people.alarms import Alarm
from counterclaim.people.proofs import address, normal, number_of
from counterclaim.records.act import Act as Kept

#: Days that a program's token holds, as the form offers them.
DAYS = (1, 7, 30, 90)
_FIELD_MAX = 400
#: What the form of signing in says of nobody yet.
_NEW: Plain = {"error": None, "name": ""}
#: What happened with an account lately, that its owner is shown.
EVENTS = 20
#: What each may bring in a day where nobody says otherwise.
ALLOWED = Allowance()
#: What led to the form by which one signs in, as it says.
TOLD = {
    "joined": "You have joined. Sign in with your password and the next code.",
    "changed": "Your password is another now. Sign in with it.",
    "out": "You are signed out.",
}
#: What is noted of a password that was right and would be refused by now, and what settles it.
WEAK, SETTLED = "signed in with a password that is easy to guess", frozenset({"changed the password", "joined"})


@dataclass(frozen=True, slots=True)
class Door:
    """The accounts of a desk and what people may do there, as the case's ledger says now; what each may bring."""

    held: Callable[[], Accounts]
    acts: Callable[[], tuple[Kept, ...]]
    allowance: Allowance = ALLOWED
    alarms: Alarms = field(default_factory=Alarms)

    @property
    def accounts(self) -> Accounts:
        """Give the accounts: a ledger that takes a name of its own, since the case is a copy, has its own."""
        found = self.held()
        found.told = partial(self.alarms.noted, found)
        return found

    def noted(self, name: str, what: str, origin: str) -> None:
        """Note what somebody who is here asked for and did not get."""
        with self.accounts.changing() as connection:
            self.accounts.note(connection, what, name, origin)

    def seen(self, reader: Reader) -> tuple[Alarm, ...]:
        """Give the alarms as somebody may see them: who leads or keeps, and nobody else."""
        return self.alarms.of(self.accounts) if reader.may(Permission.CLASSIFY) else ()

    def let_in(self, proof: tuple[str, str, str], onward: str, origin: str) -> tuple[str, str]:
        """Give the ticket of a new session for a name, a password and a code, and where it leads.

        Whose password would be refused by now is led to their account. Raises Bad, Locked.
        """
        name, word, code = proof
        ticket = self.accounts.sign_in(name, word, code, origin)
        if strength.measured(normal(word), name).enough:
            return ticket, onward
        with self.accounts.changing() as connection:
            self.accounts.note(connection, WEAK, name, origin)
        return ticket, "/account"

    def who(self, request: Request) -> Reader | None:
        """Give who asks: by the session of a browser, or by the token of a program, with the role of now."""
        if shown := bearer(request.headers):
            name, forms = self.accounts.bearer(shown), shown
        else:
            session = self.accounts.session(ticket_of(request))
            name, forms = (session.person, session.forms) if session else (None, "")
        role = roles(self.acts()).get(name) if name else None
        if shown and role and self.accounts.only_reads(shown):
            role = Role.READER
        return Reader(name, role, forms, team=True, program=bool(shown)) if name and role else None


async def _fields(request: Request, *names: str) -> list[str]:
    if not own(request):
        raise Forbidden("a form of this desk", "one of another page", "Open the desk itself.")
    async with request.form(max_files=0, max_fields=20, max_part_size=10_000) as form:
        return [str(form.get(name, ""))[:_FIELD_MAX] for name in names]


def _page(request: Request, template: str, values: Plain, status: int = 200) -> Response:
    body = as_html(request, template, "account", desk_of(request).name, values)
    return Response(body, status_code=status, media_type="text/html; charset=utf-8")


def _status(error: CounterclaimError) -> int:
    return 429 if isinstance(error, Locked) else 400


def own_page(
    accounts: Accounts,
    who: tuple[str, str],
    error: CounterclaimError | None,
    shown: str = "",
    measured: strength.Strength | None = None,
) -> Plain:
    """Give what stands on the page of one's own account.

    `who` is a name and the ticket of the session that asks, `shown` a token that was made just now, `measured` how hard
    the password is that was tried out.
    """
    name, ticket = who
    keys, events = Passkeys(accounts).of(name), accounts.log(name, EVENTS)
    told = [(n, n == number_of(ticket), *map(_minute, when)) for n, *when in accounts.sessions(name)]
    return {
        "tokens": [(n, label, _minute(until)) for n, label, until in accounts.tokens(name)],
        "passkeys": keys,
        "sessions": told,
        "events": [(_minute(at), what, origin) for at, what, _, origin in events],
        "weak": next((what == WEAK for _, what, _, _ in events if what == WEAK or what in SETTLED), False),
        "days": DAYS,
        "error": error,
        "shown": shown,
        "measured": measured,
    }


def _minute(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


def routes(door: Door) -> tuple[Route, ...]:
    """Give the routes by which people come in; who asks is not known yet."""

    def form(request: Request) -> Response:
        asked = request.query_params
        told = TOLD.get(asked.get("told", ""), "")
        return _page(request, "sign_in.html", {"next": back_to(asked.get("next", "")), "told": told, **_NEW})

    async def sign_in(request: Request) -> Response:
        name, word, code, onward = await _fields(request, "name", "password", "code", "next")
        try:
            proof = (name.strip(), word, code)
            ticket, to = await run_in_threadpool(door.let_in, proof, back_to(onward), host_of(request))
        except (Bad, Locked) as error:
            again = {"next": back_to(onward), "told": "", "error": error, "name": name.strip()}
            return _page(request, "sign_in.html", again, _status(error))
        answer = RedirectResponse(to, status_code=303)
        set_cookie(request, answer, COOKIE, ticket)
        return answer

    def account(request: Request) -> Response:
        return _page(
            request, "account_page.html", own_page(door.accounts, (reader_of(request).name, ticket_of(request)), None)
        )

    return (
        Route("/sign-in", form, methods=["GET"]),
        Route("/sign-in", sign_in, methods=["POST"]),
        *_joining(door),
        Route("/account", account, methods=["GET"]),
        *passkey.routes(door.held),
        password.route(door.held, door.who),
        *(act.route() for act in (*_acts(door), *passkey.acts(door.held))),
    )


def _joining(door: Door) -> tuple[Route, Route]:
    """Give the routes by which somebody with an invitation joins."""

    def welcome(request: Request) -> Response:
        return _page(request, "welcome.html", {"step": "show", "error": None, "name": "", "invitation": ""})

    async def join(request: Request) -> Response:
        name, invitation, word, secret, code, tried = await _fields(
            request, "name", "invitation", "password", "secret", "code", "measure"
        )
        name, invitation = name.strip(), invitation.strip()
        given = {"name": name, "invitation": invitation}
        try:
            if not secret:
                secret = await run_in_threadpool(door.accounts.welcomed, name, invitation, host_of(request))
                return _page(request, "welcome.html", _chosen(request, given, secret, None))
            if tried:
                found = await run_in_threadpool(password.invited, door.held, given, word, host_of(request))
                return _page(request, "welcome.html", _chosen(request, given, secret, None) | {"measured": found})
            proof = (secret, code)
            await run_in_threadpool(door.accounts.join, name, invitation, word, proof, host_of(request))
        except (Bad, Locked, UsageError) as error:
            if secret and not isinstance(error, Locked):
                return _page(request, "welcome.html", _chosen(request, given, secret, error), 400)
            return _page(request, "welcome.html", {"step": "show", "error": error, **given}, _status(error))
        return RedirectResponse("/sign-in?told=joined", status_code=303)

    def _chosen(request: Request, given: dict[str, str], secret: str, error: CounterclaimError | None) -> Plain:
        link = address(secret, given["name"], desk_of(request).name)
        return {"step": "choose", "secret": secret, "link": link, "error": error, "measured": None, **given}

    return Route("/welcome", welcome, methods=["GET"]), Route("/welcome", join, methods=["POST"])


def _acts(door: Door) -> tuple[Act, ...]:
    def sign_out(posted: Posted) -> Done:
        door.accounts.end_sessions(posted.reader.name) if posted.text("everywhere") else door.accounts.sign_out(
            posted.ticket
        )
        return Done(to="/sign-in?told=out", cookies=((COOKIE, ""),))

    def change(posted: Posted) -> Done:
        """Set another password, and sign in anew everywhere; or only tell how hard it is to guess."""
        if posted.text("measure"):
            found = strength.measured(normal(posted.text("new")), posted.reader.name)
            values = own_page(door.accounts, (posted.reader.name, posted.ticket), None, measured=found)
            return Done(page=("account_page.html", "account", values))
        old, new = posted.needed("old", "the password of now"), posted.needed("new", "another password")
        try:
            door.accounts.change_password(posted.reader.name, old, new, posted.origin)
        except (Bad, Locked, UsageError) as error:
            values = own_page(door.accounts, (posted.reader.name, posted.ticket), error)
            return Done(page=("account_page.html", "account", values), status=_status(error))
        return Done(to="/sign-in?told=changed", cookies=((COOKIE, ""),))

    def token(posted: Posted) -> Done:
        """Make a token for a program, shown once."""
        days = posted.text("days")
        if days not in map(str, DAYS):
            raise UsageError(f"one of {', '.join(map(str, DAYS))} days", days or "none", "Choose one.")
        shown = door.accounts.token(
            posted.reader.name,
            posted.needed("label", "what it is for"),
            int(days) * 86400.0,
            reads=bool(posted.text("reads")),
        )
        values = own_page(door.accounts, (posted.reader.name, posted.ticket), None, shown)
        return Done(page=("account_page.html", "account", values), plain={"token": shown})

    def end_session(posted: Posted) -> Done:
        door.accounts.end_session(posted.reader.name, posted.needed("number", "which session"))
        return Done(to="/account")

    def end_token(posted: Posted) -> Done:
        door.accounts.end_token(posted.reader.name, posted.needed("number", "which token"))
        return Done(to="/account")

    paths = (("/sign-out", sign_out), ("/account/password", change), ("/account/token", token))
    made = [Act(path=path, permission=Permission.READ, do=do) for path, do in paths]
    ends = (("/account/token/end", end_token), ("/account/session/end", end_session))
    return (*made, *(Act(path=path, permission=Permission.READ, do=do) for path, do in ends))
