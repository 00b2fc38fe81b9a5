"""The texts of all reports for full-text search, in a file that can be made again.

It grows as a copy that takes its place: what is there is never changed, so that its signature holds while others read.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from counterclaim import durable
from counterclaim.desk.index import latin
from counterclaim.desk.index.reader import MAPPED
from counterclaim.progress import Progress
from counterclaim.records.source import Report
from counterclaim.store import Made
from counterclaim.store.made import removed

SHAPE = 2
#: The words alone: where they stand is found again in the report's own text, which the record keeps.
TABLES = """
CREATE TABLE docs (n INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE texts USING fts5 (
  title, body, latin, bones, content = '', tokenize = "unicode61 remove_diacritics 2", prefix = '3');
"""
BATCH = 500
#: Reports that are counted and can be paged through; of more than that it is said that there are more.
COUNTED_MAX = 10_000
#: Words in more reports than this tell them too little apart to weigh each: the latest taken come first.
RANKED_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Hits:
    """The reports that hold the words asked for, best first, and how many there are; with `more`, at least so many."""

    reports: tuple[str, ...]
    total: int
    more: bool = False


class Texts:
    """The file of texts at `path`."""

    def __init__(self, path: Path, made: Made) -> None:
        self.path, self._made = path, made
        self._threads = threading.local()

    def held(self) -> frozenset[str]:
        """Give the ids of the reports that can be found; nothing where there is no such file."""
        if not self.fits():
            return frozenset()
        with closing(_opened(self.path)) as connection:
            return frozenset(row[0] for row in connection.execute("SELECT report FROM docs"))

    def add(self, reports: Iterable[Report], total: int, progress: Progress) -> None:
        """Add reports that are not there yet; after a kill they are added the next time."""
        fits = self.fits()
        if fits and not total:
            return
        unfinished = durable.unfinished(self.path)
        try:
            if fits:
                shutil.copyfile(self.path, unfinished)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
                connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
                if not fits:
                    connection.executescript(f"PRAGMA user_version={SHAPE}; {TABLES}")
                _add(connection, iter(reports), total, progress)
            if not fits:
                removed(self.path)
                for beside in ("-wal", "-shm"):  # which versions before left there
                    self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
            self._made.put(unfinished, self.path)
        finally:
            unfinished.unlink(missing_ok=True)  # only where it did not take its place

    def find(self, question: str, begin: int, count: int) -> Hits:
        """Give some of the reports that answer a question in the words of FTS5."""
        connection = self._reading()
        if connection is None:
            return Hits((), 0)
        counted = "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)"
        total = connection.execute(counted, (question, COUNTED_MAX + 1)).fetchone()[0]
        more, total = total > COUNTED_MAX, min(total, COUNTED_MAX)
        order = "rank" if total <= RANKED_MAX else "rowid DESC"
        sql = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        found = [row[0] for row in connection.execute(sql, (question, count, min(begin, COUNTED_MAX)))]
        name = "SELECT report FROM docs WHERE n = ?"
        return Hits(tuple(connection.execute(name, (n,)).fetchone()[0] for n in found), total, more)

    def _reading(self) -> sqlite3.Connection | None:
        """Give this thread's own connection, or None where there is no such file; one that was removed is let go."""
        try:
            mark = self.path.stat().st_ino
        except OSError:
            return None
        held: tuple[int, sqlite3.Connection] | None = getattr(self._threads, "held", None)
        if held is None or held[0] != mark:
            if not self.fits():
                return None
            connection = _opened(self.path)
            connection.execute("PRAGMA cache_size=-2000")
            connection.execute(f"PRAGMA mmap_size={MAPPED}")
            self._threads.held = held = (mark, connection)
        return held[1]

    def fits(self) -> bool:
        """Tell whether it is there as this user signed it, in the shape that this version reads."""
        if not self._made.own(self.path):
            return False
        try:
            with closing(_opened(self.path)) as connection:
                return bool(connection.execute("PRAGMA user_version").fetchone()[0] == SHAPE)
        except sqlite3.DatabaseError:
            return False


def _add(connection: sqlite3.Connection, waiting: Iterator[Report], total: int, progress: Progress) -> None:
    done = 0
    while batch := list(islice(waiting, BATCH)):
        done += len(batch)
        connection.execute("BEGIN")
        for report in batch:
            if (added := connection.execute("INSERT OR IGNORE INTO docs (report) VALUES (?)", (report.id,))).rowcount:
                row = (added.lastrowid, *columns(report))
                connection.execute("INSERT INTO texts (rowid, title, body, latin, bones) VALUES (?,?,?,?,?)", row)
        connection.execute("COMMIT")
        progress.step("index: texts", done, total)
    if total > BATCH:
        # Many small parts are looked through one by one; after many reports came they are made one.
        connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")


def columns(report: Report) -> tuple[str, str, str, str]:
    """Give what is searched of a report: its head, its text, and the words of other scripts in Latin letters."""
    head = " ".join(filter(None, (report.title, report.publisher, report.author, report.path)))
    both = f"{head} {report.text}"
    return latin.spaced(head), latin.spaced(report.text), latin.latin(both), latin.bones(both)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
