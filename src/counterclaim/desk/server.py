"""Starts the desk on this machine and prints where it is."""

from __future__ import annotations

import atexit
import gc
import ipaddress
import logging
import os
import socket
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from counterclaim import noticing
from counterclaim.desk.ahead import Ahead
from counterclaim.desk.answer import warm
from counterclaim.desk.app import LOOPBACK
from counterclaim.desk.asked import Asked
from counterclaim.desk.beside import Beside
from counterclaim.desk.headers import Behind, bare
from counterclaim.desk.opened import Desk, look
from counterclaim.desk.pages import overview
from counterclaim.desk.work.alarms import LOG, Alarms
from counterclaim.desk.work.clock import now
from counterclaim.desk.work.door import ALLOWED
from counterclaim.desk.working import door_of, jobs_of, whole
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.people import Allowance
from counterclaim.people.alarms import AFTER
from counterclaim.progress import Progress, Quiet

#: Processes that only draw: one for each core of a small machine.
DRAWERS = 2
#: How far the process that answers stands back behind those (`nice`): what it draws itself is light.
BACK = 5
#: New values until those of three ages are looked through: the young, the older and all.
COLLECTED = (50_000, 20, 20)

Bar = Callable[[], AbstractContextManager[Progress]]


def serve(  # noqa: PLR0913 - what to serve, where, to whom, and how it is told
    case: Path,
    where: tuple[str, int],
    *,
    show: bool,
    say: Callable[[str], None],
    bar: Bar,
    team: bool = False,
    behind: str = "",
    notices: Path | None = None,
    allowance: Allowance = ALLOWED,
    alarm_after: int = AFTER,
    scanner: tuple[str, ...] = (),
) -> None:
    """Serve a case until it is stopped. `port` 0 takes a free one; `show` opens a browser.

    With `team`, whoever comes in must sign in; `behind` is the name under which a proxy with TLS on this machine
    serves it to others, and `allowance` what each of them may bring in a day; `alarm_after` failed tries or refusals
    of one name are told to who leads and who keeps. Into a folder of `notices`, what is to be noticed is written after
    each settlement, of all that the case holds. A `scanner` looks at what is sent before it is taken.

    Raises UsageError for an address that others could reach, CounterclaimError where the port is taken.
    """
    host, port = where
    if not is_loopback(host):
        raise UsageError(
            "an address of this machine alone (127.0.0.1, ::1 or localhost)",
            host,
            "It is reached from elsewhere by an SSH tunnel, or with --team by a proxy with TLS: see --behind.",
        )
    if behind and not team:
        raise UsageError("--team with --behind", "no --team", "A desk that others reach needs accounts.")
    desk, listening = _prepared(case, host, port, bar)
    _settled_in()
    os.nice(BACK)
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{listening.getsockname()[1]}/"
    say(f"The desk of {desk.name} is at {address} (Ctrl+C ends it).")
    if show:
        webbrowser.open(address)
    jobs = jobs_of(desk, partial(_renewed, desk, notices) if notices is not None else desk.renew)
    jobs.scanner = scanner
    hosts = (*LOOPBACK, *([bare(behind)] if behind else []))
    door = door_of(desk, allowance, Alarms(alarm_after, notices)) if team else None
    if team:
        _journal()
    app: ASGIApp = whole(desk, hosts=hosts, jobs=jobs, door=door)
    jobs.resume()
    Ahead(desk)
    if behind:
        app = Behind(app, behind)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_keep_alive=75, server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[listening])


def _prepared(case: Path, host: str, port: int, bar: Bar) -> tuple[Desk, socket.socket]:
    """Open the desk of a case with all that the first reader would wait for, and a socket that listens."""
    desk = Desk(case)
    desk.drawers = drawers = Beside(DRAWERS, partial(ready, desk.where))
    desk.closing.append(drawers.close)
    with ExitStack() as undo:
        undo.callback(desk.close)
        with bar() as progress:
            desk.prepare(progress)
            drawers.begin()
            warm(progress)
            overview.view(desk.open(), Asked())
        listening = bound(host, port)
        undo.pop_all()
    return desk, listening


def ready(where: tuple[Path, Path]) -> None:
    """Make a process ready to draw what is asked of the case that lies there."""
    warm(Quiet())
    look(where)
    _settled_in()


def _journal() -> None:
    """Write what happens with accounts to standard error, a line each, as it is."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def _settled_in() -> None:
    """Look for what can be let go less often than Python does by itself: a page makes many values, and few circles.

    What is there now, modules and templates, stays as long as the desk does, and is not looked through again.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else what is let go at the end is taken for lost, and told so
    gc.set_threshold(*COLLECTED)


def _renewed(desk: Desk, notices: Path) -> None:
    """Make the pages' index of the new run, and write what is to be noticed in it."""
    desk.renew()
    noticing.write(desk.folder, now()[:10], notices)


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bound(host: str, port: int) -> socket.socket:
    """Give a socket that listens. Raises CounterclaimError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for then asyncio sends each piece at once; else the end of an answer waits for the reader's network.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host.strip("[]"), port))
        found.listen(128)
    except (OSError, OverflowError) as cause:
        found.close()
        raise CounterclaimError(f"port {port} of {host} to be free", str(cause), "Choose another --port.") from cause
    return found
