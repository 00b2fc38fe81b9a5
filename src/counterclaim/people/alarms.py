"""What in the log of accounts a person should look at: many failed tries, many refusals, a flood of requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from counterclaim.canonical import identifier
from counterclaim.english import counted, day_words
from counterclaim.people import tables
from counterclaim.people.tables import FAILED, FLOOD, REFUSED

if TYPE_CHECKING:
    from counterclaim.people.accounts import Accounts

#: How many of one kind from one name make an alarm where nobody says otherwise; of a flood one does.
AFTER = 5
#: Seconds: what follows sooner than this belongs together, and how long it is shown.
APART, SHOWN = 3_600.0, 7 * 86_400.0
#: Rows of the log that are looked through.
ROWS_MAX = 5_000
_UNKNOWN = "an unknown name"

#: A row of the log: when, what, who, from where.
Row = tuple[float, str, str, str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that happened often with one name: what, from when to when, how often, from how many addresses.

    It is told by what people did, and by nothing that a case holds.
    """

    id: str
    kind: str
    who: str
    first: float
    last: float
    times: int
    addresses: int

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        often, where = counted(self.times, "time"), counted(max(1, self.addresses), "address", "addresses")
        did = {
            FAILED: f"somebody failed to sign in as {self.who} {often}",
            FLOOD: f"{self.who} sent more requests in a minute than a person sends, {often}",
        }.get(self.kind, f"{self.who} asked {often} for what their role may not do")
        return f"{did[0].upper()}{did[1:]}, from {where}, {_between(self.first, self.last)}."

    def plain(self) -> dict[str, Any]:
        """Give it as JSON tells it, with its sentence."""
        return asdict(self) | {"words": self.words}


def alarms(rows: Iterable[Row], known: Iterable[str], after: int, now: float) -> tuple[Alarm, ...]:
    """Give the alarms in a log, the latest first. `known` are the names with an account: no other is repeated,
    for what stands in its field may be a password.
    """
    names, held = frozenset(known), dict[tuple[str, str], list[list[Row]]]()
    for row in rows:
        at, what, who, _ = row
        if (kind := _kind(what)) and now - at <= SHOWN:
            runs = held.setdefault((kind, who if who in names else _UNKNOWN), [[]])
            if runs[-1] and at - runs[-1][-1][0] > APART:
                runs.append([])
            runs[-1].append(row)
    found = [
        _alarm(kind, who, run)
        for (kind, who), runs in held.items()
        for run in runs
        if len(run) >= (1 if kind == FLOOD else after)
    ]
    return tuple(sorted(found, key=lambda a: (-a.last, a.id)))


def recent(accounts: Accounts) -> tuple[Row, ...]:
    """Give the rows of a log that may make an alarm now, in order; of more than are looked through, the latest."""
    columns = tables.LOG.c
    wanted = (columns.what == FAILED) | columns.what.startswith(REFUSED, autoescape=True)
    told = select(columns.at, columns.what, columns.who, columns.origin).where(
        wanted, columns.at >= accounts.now() - SHOWN
    )
    with accounts.reading() as connection:
        rows = connection.execute(told.order_by(columns.number.desc()).limit(ROWS_MAX)).all()
    return tuple((r[0], r[1], r[2], r[3]) for r in reversed(rows))


def _kind(what: str) -> str:
    return FAILED if what == FAILED else FLOOD if what == FLOOD else REFUSED if what.startswith(REFUSED) else ""


def _alarm(kind: str, who: str, run: Sequence[Row]) -> Alarm:
    first, last = run[0][0], run[-1][0]
    key = identifier("a", kind, who, str(first))
    return Alarm(key, kind, who, first, last, len(run), len({origin for *_, origin in run if origin}))


def _between(first: float, last: float) -> str:
    began, ended = (datetime.fromtimestamp(at, UTC) for at in (first, last))
    day = day_words(f"{began:%Y-%m-%d}")
    if (ended - began).total_seconds() < 60:
        return f"at {began:%H:%M} UTC on {day}"
    on = "" if began.date() == ended.date() else f" on {day_words(f'{ended:%Y-%m-%d}')}"
    return f"from {began:%H:%M} UTC on {day} to {ended:%H:%M} UTC{on}"
