"""How much one person may bring into a case in a day: files and bytes, so that nobody alone fills the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, func, insert, select

from counterclaim.errors import CounterclaimError
from counterclaim.people import tables
from counterclaim.people.accounts import Accounts

#: Seconds that what was brought counts.
DAY = 86_400.0


class Over(CounterclaimError):
    """It is more than may be brought now; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Files and bytes that one person may bring in any 24 hours; an archive is one file of its packed size."""

    files: int = 20_000
    size: int = 20_000_000_000


@dataclass(frozen=True, slots=True)
class Purse:
    """What the people of a desk brought lately, held against what each may bring."""

    held: Callable[[], Accounts]
    most: Allowance

    def left(self, name: str) -> Allowance:
        """Give what somebody may still bring now."""
        with self.held().reading() as connection:
            return self._left(connection.execute(_brought(name, self.held().now())).one())

    def _left(self, brought: Sequence[Any]) -> Allowance:
        return Allowance(max(0, self.most.files - int(brought[0])), max(0, self.most.size - int(brought[1])))

    def spend(self, name: str, files: int, size: int) -> int:
        """Count what somebody brings, and give the number to give it back by. Raises Over where it is too much.

        Two sendings at once are counted one after the other.
        """
        accounts = self.held()
        now = accounts.now()
        with accounts.changing() as connection:
            left = self._left(connection.execute(_brought(name, now)).one())
            if files > left.files or size > left.size:
                most = f"{self.most.files:,} files and {self.most.size:,} bytes"
                raise Over(
                    f"at most {most} of one person in 24 hours",
                    f"{files:,} files and {size:,} bytes, where {left.files:,} and {left.size:,} are left",
                    "Nothing of it was taken. Send fewer, wait, or have it taken at the machine that holds the case.",
                )
            connection.execute(delete(tables.BROUGHT).where(tables.BROUGHT.c.at < now - DAY))
            row = {"person": name, "at": now, "files": files, "size": size}
            key = connection.execute(insert(tables.BROUGHT).values(**row)).inserted_primary_key
            return int(key[0]) if key is not None else 0

    def give_back(self, number: int) -> None:
        """Count something no more: it was not taken."""
        with self.held().changing() as connection:
            connection.execute(delete(tables.BROUGHT).filter_by(number=number))


def _brought(name: str, now: float) -> Select[Any]:
    """Give the query of the files and bytes that somebody brought in the last 24 hours."""
    columns = tables.BROUGHT.c
    files, size = func.coalesce(func.sum(columns.files), 0), func.coalesce(func.sum(columns.size), 0)
    return select(files, size).where(columns.person == name, columns.at >= now - DAY)
