"""The texts of all reports for full-text search: a file that grows report by report and can be made again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from counterclaim.desk.index import latin
from counterclaim.desk.index.reader import MAPPED
from counterclaim.progress import Progress
from counterclaim.records.source import Report

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

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.local()

    def held(self) -> frozenset[str]:
        """Give the ids of the reports that can be found; nothing where there is no such file."""
        if not self._fits():
            return frozenset()
        with closing(_opened(self.path)) as connection:
            return frozenset(row[0] for row in connection.execute("SELECT report FROM docs"))

    def add(self, reports: Iterable[Report], total: int, progress: Progress) -> None:
        """Add reports that are not there yet; what a kill leaves is added the next time."""
        if not self._fits():
            self.path.unlink(missing_ok=True)
        with closing(_opened(self.path)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA user_version={SHAPE}; {TABLES}")
            done, waiting = 0, iter(reports)
            while batch := list(islice(waiting, BATCH)):
                done += len(batch)
                connection.execute("BEGIN IMMEDIATE")
                known = "INSERT OR IGNORE INTO docs (report) VALUES (?)"
                for report in batch:
                    if (added := connection.execute(known, (report.id,))).rowcount:
                        row = (added.lastrowid, *columns(report))
                        connection.execute(
                            "INSERT INTO texts (rowid, title, body, latin, bones) VALUES (?,?,?,?,?)", row
                        )
                connection.execute("COMMIT")
                progress.step("index: texts", done, total)
            if total > BATCH:
                # Many small parts are looked through one by one; after many reports came they are made one.
                connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")

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
            if not self._fits():
                return None
            connection = _opened(self.path)
            connection.execute("PRAGMA cache_size=-2000")
            connection.execute(f"PRAGMA mmap_size={MAPPED}")
            self._threads.held = held = (mark, connection)
        return held[1]

    def _fits(self) -> bool:
        if not self.path.is_file():
            return False
        try:
            with closing(_opened(self.path)) as connection:
                return bool(connection.execute("PRAGMA user_version").fetchone()[0] == SHAPE)
        except sqlite3.DatabaseError:
            return False


def columns(report: Report) -> tuple[str, str, str, str]:
    """Give what is searched of a report: its head, its text, and the words of other scripts in Latin letters."""
    head = " ".join(filter(None, (report.title, report.publisher, report.author, report.path)))
    both = f"{head} {report.text}"
    return latin.spaced(head), latin.spaced(report.text), latin.latin(both), latin.bones(both)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=30)
