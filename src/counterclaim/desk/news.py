"""What is new since the reader last looked: the run they saw before is kept in a cookie, and the two are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.desk.index import Index
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import EVENT_COLUMNS, EventRow, event_rows

#: The cookie: the run that is looked at, and the one looked at before it.
LOOKED = "looked"
_RUN = re.compile(r"run_[0-9a-f]{6,64}")
#: Events that are told one by one.
TOLD = 8


@dataclass(frozen=True, slots=True)
class Moved:
    """An event whose voices, disputes or grades are others than they were; the triple that it had before."""

    event: EventRow
    reports: int
    origins: int
    shown_independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a run has that the one before had not. `known` is False where that one's index is gone."""

    since: str
    known: bool
    reports: int
    events: tuple[EventRow, ...]
    events_total: int
    moved: tuple[Moved, ...]
    moved_total: int
    gone: int


def looked(cookie: str, run: str) -> str:
    """Give what the cookie says once `run` was looked at: it, and the run looked at before."""
    seen = _RUN.findall(cookie)[:2]
    if seen and seen[0] == run:
        return ".".join(seen)
    return ".".join([run, *seen[:1]])


def news(case: Opened, cookie: str) -> News | None:
    """Give what is new since the run looked at before the current one; None where there was none."""
    run = case.settled.id
    seen = looked(cookie, run).split(".")
    if len(seen) < 2:
        return None
    before = case.desk.index_of(seen[1])
    if before is None:
        return News(since=seen[1], known=False, reports=0, events=(), events_total=0, moved=(), moved_total=0, gone=0)
    return case.whole(("news", before.run), lambda: _news(case.index, before))


def _news(now: Index, before: Index) -> News:
    state = "SELECT id, state, reports, origins, shown FROM events"
    then = {r["id"]: r for r in before.rows(state)}
    here = {r["id"]: r for r in now.rows(state)}
    fresh = [key for key in here if key not in then]
    moved = [key for key, row in here.items() if key in then and then[key]["state"] != row["state"]]
    seen = {r[0] for r in before.rows("SELECT id FROM reports")}
    return News(
        since=before.run,
        known=True,
        reports=sum(r[0] not in seen for r in now.rows("SELECT id FROM reports")),
        events=_rows(now, fresh),
        events_total=len(fresh),
        moved=tuple(Moved(e, *(then[e.id][k] for k in ("reports", "origins", "shown"))) for e in _rows(now, moved)),
        moved_total=len(moved),
        gone=sum(key not in here for key in then),
    )


def _rows(index: Index, ids: list[str]) -> tuple[EventRow, ...]:
    """Give the most reported of some events."""
    found = index.among(f"SELECT {EVENT_COLUMNS} FROM events WHERE id IN ({{keys}})", ids)  # noqa: S608
    return event_rows(index, sorted(found, key=lambda r: int(r["n"]))[:TOLD])
