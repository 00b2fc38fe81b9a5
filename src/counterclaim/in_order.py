"""Changes of many parts of two runs → the order in which `changes` tells those of the whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from counterclaim.changes import Change, stages
from counterclaim.differing import Part
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.decision import Decision

_TABLE = """
CREATE TABLE changes (
  importance INTEGER, stage INTEGER, place INTEGER, key TEXT, n INTEGER, record TEXT,
  PRIMARY KEY (importance, stage, place, key, n)) WITHOUT ROWID
"""


def in_order(parts: Iterable[Part], decisions: Sequence[Decision]) -> Iterator[Change]:
    """Give what changed in all parts, the most important first, as `changes` does.

    Takes all decisions of the case. What waits to be told lies in a file that SQLite makes and takes away.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA cache_size=-16000; PRAGMA journal_mode=OFF; BEGIN; {_TABLE}")
        connection.executemany("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", _rows(parts, decisions))
        found = connection.execute("SELECT record FROM changes ORDER BY importance, stage, place, key, n")
        for (record,) in found:
            yield from_plain(Change, json.loads(record))


def _rows(parts: Iterable[Part], decisions: Sequence[Decision]) -> Iterator[tuple[int, int, int, str, int, str]]:
    """Give each change with what it is put in order by: events by their place in their run, the rest by id."""
    n = 0
    for part in parts:
        places = (part.now_at, part.was_at)
        for stage, found in enumerate(stages(part.old, part.new, decisions)):
            for change in found:
                n += 1
                by_place = stage < len(places)
                place, key = (places[stage][change.event], "") if by_place else (0, change.id)
                yield change.importance, stage, place, key, n, json.dumps(to_plain(change))
