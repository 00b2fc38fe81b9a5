"""The texts of all reports for full-text search: a file that grows report by report and can be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.desk.index import latin
from counterclaim.progress import Progress
from counterclaim.records.source import Report

SHAPE = 1
#: The words alone: where they stand is found again in the report's own text, which the record keeps.
TABLES = """
CREATE TABLE docs (n INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE texts USING fts5 (
  title, body, latin, bones, content = '', tokenize = "unicode61 remove_diacritics 2");
"""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Hits:
    """The reports that hold the words asked for, best first, and how many there are in all."""

    reports: tuple[str, ...]
    total: int


class Texts:
    """The file of texts at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def held(self) -> frozenset[str]:
        """Give the ids of the reports that can be found; nothing where there is no such file."""
        if not self._fits():
            return frozenset()
        with _open(self.path) as connection:
            return frozenset(row[0] for row in connection.execute("SELECT report FROM docs"))

    def add(self, reports: Iterable[Report], total: int, progress: Progress) -> None:
        """Add reports that are not there yet; what a kill leaves is added the next time."""
        if not self._fits():
            self.path.unlink(missing_ok=True)
        with _open(self.path) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA user_version={SHAPE}; {TABLES}")
            for done, batch in _batches(reports):
                connection.execute("BEGIN IMMEDIATE")
                known = "INSERT OR IGNORE INTO docs (report) VALUES (?)"
                for report in batch:
                    if (added := connection.execute(known, (report.id,))).rowcount:
                        row = (added.lastrowid, *columns(report))
                        connection.execute(
                            "INSERT INTO texts (rowid, title, body, latin, bones) VALUES (?,?,?,?,?)", row
                        )
                connection.execute("COMMIT")
                progress.step("index texts", done, total)

    def find(self, question: str, begin: int, count: int) -> Hits:
        """Give some of the reports that answer a question in the words of FTS5."""
        if not self._fits():
            return Hits((), 0)
        with _open(self.path) as connection:
            total = connection.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (question,)).fetchone()[0]
            order = "rank" if total <= RANKED_MAX else "rowid DESC"
            sql = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
            found = [row[0] for row in connection.execute(sql, (question, count, begin))]
            names = {n: r for n in found for (r,) in connection.execute("SELECT report FROM docs WHERE n = ?", (n,))}
            return Hits(tuple(names[n] for n in found), total)

    def _fits(self) -> bool:
        if not self.path.is_file():
            return False
        try:
            with _open(self.path) as connection:
                return bool(connection.execute("PRAGMA user_version").fetchone()[0] == SHAPE)
        except sqlite3.DatabaseError:
            return False


#: Words in more reports than this tell them too little apart to weigh each: the latest taken come first.
RANKED_MAX = 20_000


def columns(report: Report) -> tuple[str, str, str, str]:
    """Give what is searched of a report: its head, its text, and the words of other scripts in Latin letters."""
    head = " ".join(filter(None, (report.title, report.publisher, report.author, report.path)))
    both = f"{head} {report.text}"
    return latin.spaced(head), latin.spaced(report.text), latin.latin(both), latin.bones(both)


def _batches(reports: Iterable[Report]) -> Iterator[tuple[int, list[Report]]]:
    waiting: list[Report] = []
    done = 0
    for report in reports:
        waiting.append(report)
        done += 1
        if len(waiting) == BATCH:
            yield done, waiting
            waiting = []
    if waiting:
        yield done, waiting


class _open:  # noqa: N801 - used as the function `open` is
    """A connection that is closed at the end of a block."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=30)

    def __enter__(self) -> sqlite3.Connection:
        return self.connection

    def __exit__(self, *raised: object) -> None:
        self.connection.close()
