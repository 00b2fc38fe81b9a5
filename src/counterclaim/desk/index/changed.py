"""What changed between two runs → a file to page through: made once, since a large case takes a while for it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from counterclaim import durable
from counterclaim.case import diff
from counterclaim.desk.index import shape
from counterclaim.desk.index.build import as_settled
from counterclaim.records.codec import to_plain
from counterclaim.store import CaseFolder, Made

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE changes (n INTEGER PRIMARY KEY, event TEXT NOT NULL, importance INTEGER NOT NULL, record BLOB NOT NULL);
CREATE TABLE titles (event TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = "CREATE INDEX change_event ON changes (event, importance, n);"


def changed_path(place: Path, old: str, new: str) -> Path:
    """Give where what changed from one run to another lies."""
    return place / f"changed_{old}_{new}.sqlite"


def build_changed(path: Path, place: Path, old: str, new: str) -> None:
    """Note what changed from one run to another, the most important first, and what the events are called.

    The newer run's word for an event counts. Raises Damaged when a table of a run is not as it was settled.
    """
    target = changed_path(place, old, new)
    unfinished = durable.unfinished(target)
    unfinished.unlink(missing_ok=True)
    try:
        with closing(CaseFolder.open(path)) as case, closing(sqlite3.connect(unfinished)) as connection:
            made = Made.of(case.journal)
            as_settled(case, old, new)
            connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {TABLES}")
            rows = (
                (n, c.event, c.importance, shape.packed(json.dumps(to_plain(c))))
                for n, c in enumerate(diff(case, old, new, place), start=1)
            )
            connection.executemany("INSERT INTO changes VALUES (?, ?, ?, ?)", rows)
            connection.executescript(INDEXES)
            events = [event for (event,) in connection.execute("SELECT DISTINCT event FROM changes")]
            for run in (old, new):
                titles = case.runs.among("events", run, "id", events, ("id", "title"))
                connection.executemany("INSERT OR REPLACE INTO titles VALUES (?, ?)", titles)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", (("shape", shape.SHAPE), ("run", new)))
            connection.commit()
        made.put(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)  # only where it did not take its place
