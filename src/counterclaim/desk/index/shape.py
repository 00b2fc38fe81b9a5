"""The tables of a run's index, and how records are packed into it.

What lists are sorted and narrowed by stands in small rows; whole records lie in tables of their own, so that a list
never reads past them. Records that are only read together (the grades of an event, its coverage) are one row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

#: Raised when the tables change; an index of another shape is made anew.
SHAPE = "4"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, publisher TEXT, title TEXT, day TEXT NOT NULL, language TEXT NOT NULL,
  read TEXT NOT NULL, path TEXT NOT NULL, capture TEXT NOT NULL, claims INTEGER NOT NULL);
CREATE TABLE claims (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, event TEXT, act TEXT NOT NULL, place TEXT NOT NULL,
  day TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE agents (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, known_as TEXT NOT NULL,
  said INTEGER NOT NULL, passed INTEGER NOT NULL, camp TEXT NOT NULL DEFAULT '');
CREATE TABLE said (agent INTEGER NOT NULL, passed INTEGER NOT NULL, claim INTEGER NOT NULL,
  PRIMARY KEY (agent, passed, claim)) WITHOUT ROWID;
CREATE TABLE events (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, lat REAL, lon REAL,
  first TEXT NOT NULL, last TEXT NOT NULL, reports INTEGER NOT NULL, origins INTEGER NOT NULL, shown INTEGER NOT NULL,
  claims INTEGER NOT NULL, contested INTEGER NOT NULL, gates INTEGER NOT NULL DEFAULT 0,
  near INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, labels TEXT NOT NULL);
CREATE TABLE happenings (n INTEGER PRIMARY KEY, record BLOB NOT NULL, finding BLOB NOT NULL);
CREATE TABLE acts (act TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (act, event)) WITHOUT ROWID;
CREATE TABLE grades (id TEXT NOT NULL, event INTEGER NOT NULL, standard TEXT NOT NULL, mode TEXT NOT NULL);
CREATE TABLE graded (n INTEGER PRIMARY KEY, records BLOB NOT NULL);
CREATE TABLE graded_as (value TEXT NOT NULL, event INTEGER NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (value, event)) WITHOUT ROWID;
CREATE TABLE gates (event INTEGER NOT NULL, standard TEXT NOT NULL, grades INTEGER NOT NULL,
  PRIMARY KEY (event, standard)) WITHOUT ROWID;
CREATE TABLE grades_then (event TEXT NOT NULL, n INTEGER NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY (event, n)) WITHOUT ROWID;
CREATE TABLE coverage (n INTEGER PRIMARY KEY, records BLOB NOT NULL);
CREATE TABLE lineage (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE origins (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, root TEXT NOT NULL, reports INTEGER NOT NULL, shown INTEGER NOT NULL,
  record BLOB NOT NULL);
CREATE TABLE voices (report TEXT NOT NULL, origin INTEGER NOT NULL, PRIMARY KEY (report, origin)) WITHOUT ROWID;
CREATE TABLE histories (n INTEGER PRIMARY KEY, agent TEXT NOT NULL, event TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE watch (n INTEGER PRIMARY KEY, id TEXT NOT NULL, event TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE rejected (claim TEXT PRIMARY KEY, report TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE agent_names USING fts5 (
  words, latin, bones, content = '', tokenize = "unicode61 remove_diacritics 2", prefix = '3');
CREATE VIRTUAL TABLE event_names USING fts5 (
  words, latin, bones, content = '', tokenize = "unicode61 remove_diacritics 2", prefix = '3');
"""

#: Made after the rows, which is much faster than beside them. Each order of a list is that of one of them.
INDEXES = """
CREATE UNIQUE INDEX report_id ON reports (id);
CREATE INDEX report_day ON reports (day DESC, n);
CREATE INDEX report_publisher ON reports (publisher, day DESC, n);
CREATE INDEX report_language ON reports (language, day DESC, n);
CREATE INDEX report_read ON reports (day DESC, n) WHERE read <> 'yes';
CREATE INDEX claim_id ON claims (id);
CREATE INDEX claim_report ON claims (report);
CREATE INDEX claim_event ON claims (event, n, id);
CREATE INDEX claim_tells ON claims (act, day, place, report, id) WHERE event IS NOT NULL AND day <> '';
CREATE UNIQUE INDEX agent_id ON agents (id);
CREATE INDEX agent_kind ON agents (kind, n);
CREATE INDEX agent_camp ON agents (camp, n);
CREATE INDEX agent_known_as ON agents (known_as, n);
CREATE UNIQUE INDEX event_id ON events (id);
CREATE INDEX event_place ON events (place, n);
CREATE INDEX event_where ON events (place = '', place, n);
CREATE INDEX event_first ON events (first = '', first, n);
CREATE INDEX event_latest ON events (first DESC, n);
CREATE INDEX event_contested ON events (contested DESC, n);
CREATE INDEX event_disputed ON events (contested > 0 DESC, n);
CREATE INDEX event_waiting ON events (contested > 0 DESC, n) WHERE gates > 0;
CREATE INDEX event_busy ON events (contested DESC, gates DESC, near DESC, reports DESC, n, id) WHERE claims > 0;
CREATE INDEX event_map ON events (place, lat, lon, contested);
CREATE INDEX grade_id ON grades (id);
CREATE INDEX act_event ON acts (event);
CREATE INDEX lineage_a ON lineage (a);
CREATE INDEX lineage_b ON lineage (b);
CREATE INDEX lineage_kind ON lineage (kind);
CREATE UNIQUE INDEX origin_id ON origins (id);
CREATE INDEX origin_size ON origins (reports DESC, n);
CREATE INDEX history_agent ON histories (agent);
CREATE INDEX watch_event ON watch (event);
ANALYZE;
"""

_CODEC = pa.Codec("zstd", compression_level=1)
_LENGTH = 4


def packed(record: str) -> bytes:
    """Give a text, mostly a record's JSON, as it is kept: how long it is, and its bytes made small."""
    data = record.encode()
    return len(data).to_bytes(_LENGTH, "little") + bytes(_CODEC.compress(data, asbytes=True))


def packed_list(records: Iterable[str]) -> bytes:
    """Give many records' JSON as one list, as it is kept."""
    return packed(f"[{','.join(records)}]")


def unpacked(blob: bytes) -> Any:
    """Give the plain value of a record that is kept."""
    return json.loads(_bytes(blob))


def unpacked_text(blob: bytes) -> str:
    """Give a text as it was packed."""
    return _bytes(blob).decode()


def _bytes(blob: bytes) -> bytes:
    size = int.from_bytes(blob[:_LENGTH], "little")
    return bytes(_CODEC.decompress(memoryview(blob)[_LENGTH:], size, asbytes=True))
