"""Who leads and who keeps are told what looks like an attack: on the desk, in its feed, in the folder of notices.

All that happens with accounts is also written to standard error, a line of JSON each, where the machine's own journal
keeps it apart from the desk and can send it on.
"""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim import durable
from counterclaim.desk.answer import as_html, json_answer
from counterclaim.desk.app import alarms_of, desk_of
from counterclaim.desk.work.reader import reader_of
from counterclaim.people import Accounts, Permission
from counterclaim.people.alarms import AFTER, Alarm, alarms, recent
from counterclaim.settings import SCHEMA_VERSION

LOG = logging.getLogger("counterclaim.accounts")


@dataclass(frozen=True, slots=True)
class Alarms:
    """What is told of a desk's accounts: from how many of one kind on, and into which folder of notices."""

    after: int = AFTER
    folder: Path | None = None
    _told: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, accounts: Accounts) -> tuple[Alarm, ...]:
        """Give the alarms there are now, the latest first."""
        return alarms(recent(accounts), (p.name for p in accounts.people()), self.after, accounts.now())

    def noted(self, accounts: Accounts, what: str, who: str, origin: str) -> None:
        """Write one thing that happened to standard error, and each alarm that it makes, once, to the folder too."""
        known = any(p.name == who for p in accounts.people())
        LOG.info(_line(what=what, who=who if known else "an unknown name", origin=origin))
        if not what.startswith(("failed", "was refused")):
            return
        with self._lock:
            new = [one for one in self.of(accounts) if one.id not in self._told]
            self._told.update(one.id for one in new)
        for one in new:
            LOG.warning(_line(alarm=one.id, words=one.words))
            if self.folder is not None:
                _write(self.folder, one)


def _line(**told: str) -> str:
    return json.dumps({"at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", **told}, ensure_ascii=False)


def _write(folder: Path, one: Alarm) -> None:
    """Write an alarm as it begins, where its file is not there yet."""
    day = f"{datetime.fromtimestamp(one.first, UTC):%Y-%m-%d}"
    file = folder / f"{day}-alarm-{one.id}.md"
    if not file.exists():
        durable.make_folder(folder)
        durable.write(file, f"# {one.words}\n\nThe desk's page of alarms says what came after.\n".encode())


def page(request: Request) -> Response:
    """Show the alarms, or tell them to a program."""
    reader_of(request).needs(Permission.CLASSIFY)
    found = alarms_of(request)
    if request.url.path.endswith(".json"):
        rows = [one.plain() for one in found]
        return json_answer({"schema": SCHEMA_VERSION, "page": "alarms", "run": None, "alarms": rows})
    values = {"alarms": found, "twin": "/alarms.json"}
    body = as_html(request, "alarms.html", "alarms", desk_of(request).name, values)
    return Response(body, media_type="text/html; charset=utf-8")


ROUTES = tuple(Route(path, page, methods=["GET"]) for path in ("/alarms.json", "/alarms"))
