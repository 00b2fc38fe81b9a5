"""The whole desk: the pages that are read, the work that is done at them, and who may do it."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Callable, Iterable
from threading import Lock

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request

from counterclaim.desk.app import LOOPBACK, application
from counterclaim.desk.opened import Desk
from counterclaim.desk.work import (
    acts,
    alarms,
    claiming,
    comparing,
    deciding,
    event,
    exporting,
    openapi,
    review,
    taking,
    tasks,
    watching,
)
from counterclaim.desk.work.act import routes_of
from counterclaim.desk.work.alarms import Alarms
from counterclaim.desk.work.door import ALLOWED, Door, routes
from counterclaim.desk.work.guard import Guard, Who
from counterclaim.desk.work.jobs import Jobs
from counterclaim.desk.work.reader import Reader
from counterclaim.desk.work.sights import Sights
from counterclaim.errors import UsageError
from counterclaim.people import Accounts, Allowance, Purse, Role, sealing, strength

PAGES = (review.PAGE, event.PAGE, watching.PAGE, claiming.PAGE, comparing.PAGE)
ACTS = (*deciding.ACTS, *acts.ACTS, *tasks.ACTS, *taking.ACTS, *exporting.ACTS, *watching.ACTS)
ROUTES = (*tasks.ROUTES, *taking.ROUTES, *watching.ROUTES, *openapi.ROUTES, *alarms.ROUTES)


def whole(
    desk: Desk,
    who: Who | None = None,
    hosts: Iterable[str] = LOOPBACK,
    jobs: Jobs | None = None,
    door: Door | None = None,
) -> Starlette:
    """Give the desk with all its work.

    `who` tells who asks; by default the one who sits at this machine, or with a `door` whoever came in by it.
    """
    jobs = jobs or jobs_of(desk, desk.renew)
    desk.closing.append(jobs.close)
    sights = Sights(desk)
    desk.closing.insert(0, sights.close)
    guard = Middleware(Guard, who=door.who if door else who or alone(), sees=sights.of)
    ways_in = routes(door) if door else ()
    app = application(desk, hosts, [*ways_in, *ROUTES, *routes_of(ACTS)], [guard], PAGES)
    app.state.jobs = jobs
    app.state.purse = Purse(door.held, door.allowance) if door else None
    app.state.noted = door.noted if door else _unnoted
    app.state.alarms = door.seen if door else None
    return app


def jobs_of(desk: Desk, after: Callable[[], None]) -> Jobs:
    """Give the work of a case's desk; `after` follows each piece of it."""
    # What was sent lies where the next desk finds it, also where this one has a place of its own.
    return Jobs(desk.folder.path, desk.scratch, after, desk.place / "incoming")


def _unnoted(name: str, what: str, origin: str) -> None:
    """Note nothing: who sits alone at a desk has no account in which it could stand."""


def door_of(desk: Desk, allowance: Allowance = ALLOWED, told: Alarms | None = None) -> Door:
    """Give the door of a case's desk; its accounts are those that go with the case's ledger.

    Who comes in may bring as much in a day as `allowance` says; `told` tells what looks like an attack.
    """
    strength.expect_list()
    held = _Held(desk)
    desk.closing.append(held.close)
    with held().changing() as connection:
        sealing.seal_all(connection)
    if not held().people():
        raise UsageError(
            "somebody who may come in", "nobody", "`counterclaim people CASE add NAME --role lead` invites the first."
        )
    return Door(held, desk.acts, allowance, told or Alarms())


class _Held:
    """The accounts that go with the ledger of a desk's case, by the name that it has now."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, Lock()
        self._of: dict[str, Accounts] = {}

    def __call__(self) -> Accounts:
        """Give them."""
        checkpoint = self._desk.folder.journal.log().checkpoint
        name = checkpoint.origin if checkpoint is not None else ""
        with self._lock:
            if name not in self._of:
                self._of[name] = Accounts.of(checkpoint)
            return self._of[name]

    def close(self) -> None:
        """Let go of them."""
        for one in self._of.values():
            one.close()


def alone(name: str = "") -> Who:
    """Give the one who sits at this machine: there is nobody else, and no need to sign in."""
    reader = Reader(name or getpass.getuser(), Role.LEAD, secrets.token_urlsafe(32), team=False)

    def who(_: Request) -> Reader:
        return reader

    return who
