"""Looking things up in a run's index. Nothing here changes it, and each thread has a connection of its own."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.desk.index import shape
from counterclaim.records.codec import from_plain
from counterclaim.store import Made

R = TypeVar("R")
#: Keys that one question names.
KEYS = 500
#: Bytes of a file that are read in place; SQLite itself stops below 2 GiB.
MAPPED = 0x7FFF0000


class Index:
    """The index of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.local()
        self.run = str(self.one("SELECT value FROM meta WHERE key = 'run'")[0])

    @staticmethod
    def fits(path: Path, made: Made) -> bool:
        """Tell whether an index lies at `path` that this version reads, as this user's key signed it."""
        if not made.own(path):
            return False
        try:
            found = Index(path).one("SELECT value FROM meta WHERE key = 'shape'")
        except sqlite3.DatabaseError:
            return False
        return found is not None and found[0] == shape.SHAPE

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Give the rows that answer a question in SQL."""
        return self._connection().execute(sql, given).fetchall()

    def one(self, sql: str, given: Sequence[Any] = ()) -> Any:
        """Give the first row that answers a question in SQL, or None."""
        return self._connection().execute(sql, given).fetchone()

    def count(self, sql: str, given: Sequence[Any] = ()) -> int:
        """Give the number that answers a question in SQL."""
        return int(self.one(sql, given)[0])

    def among(self, sql: str, keys: Iterable[str]) -> list[sqlite3.Row]:
        """Give the rows for many keys; `sql` has `{keys}` where they stand."""
        wanted = sorted(set(keys))
        found: list[sqlite3.Row] = []
        for begin in range(0, len(wanted), KEYS):
            some = wanted[begin : begin + KEYS]
            found += self.rows(sql.format(keys=", ".join("?" * len(some))), some)
        return found

    def records(self, kind: type[R], sql: str, given: Sequence[Any] = ()) -> tuple[R, ...]:
        """Give the records in the first column of what answers a question in SQL."""
        return tuple(self.record(kind, row[0]) for row in self.rows(sql, given))

    def joined(self, kind: type[R], sql: str, given: Sequence[Any] = ()) -> tuple[R, ...]:
        """Give the records in the lists of records in the first column of what answers a question in SQL."""
        return tuple(from_plain(kind, one) for row in self.rows(sql, given) for one in shape.unpacked(row[0]))

    @staticmethod
    def record(kind: type[R], blob: bytes) -> R:
        """Give one record as it was kept."""
        return from_plain(kind, shape.unpacked(blob))

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if held is None:
            # The file is never changed once it is in place, so that no lock is needed to read it.
            held = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            held.row_factory = sqlite3.Row
            # Read in place: what threads hold of their own stays small, and the system keeps what is read often.
            held.execute("PRAGMA cache_size=-2000")
            held.execute(f"PRAGMA mmap_size={MAPPED}")
            self._threads.connection = held
        return held
