"""The tables of a run's index, and how records are packed into it."""

from __future__ import annotations

import json
import zlib
from typing import Any

#: Raised when the tables change; an index of another shape is made anew.
SHAPE = "2"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, publisher TEXT, title TEXT, day TEXT NOT NULL, language TEXT NOT NULL,
  read TEXT NOT NULL, path TEXT NOT NULL, capture TEXT NOT NULL, claims INTEGER NOT NULL);
CREATE TABLE claims (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, event TEXT, stance TEXT NOT NULL,
  aspect TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE agents (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, known_as TEXT NOT NULL,
  said INTEGER NOT NULL, passed INTEGER NOT NULL, camp TEXT NOT NULL DEFAULT '');
CREATE TABLE said (agent INTEGER NOT NULL, passed INTEGER NOT NULL, claim INTEGER NOT NULL,
  PRIMARY KEY (agent, passed, claim)) WITHOUT ROWID;
CREATE TABLE events (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, lat REAL, lon REAL,
  first TEXT NOT NULL, last TEXT NOT NULL, reports INTEGER NOT NULL, origins INTEGER NOT NULL, shown INTEGER NOT NULL,
  claims INTEGER NOT NULL, contested INTEGER NOT NULL, gates INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL,
  record BLOB NOT NULL, finding BLOB NOT NULL);
CREATE TABLE acts (act TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (act, event)) WITHOUT ROWID;
CREATE TABLE grades (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, event TEXT NOT NULL, standard TEXT NOT NULL, mode TEXT NOT NULL,
  subject TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, gates INTEGER NOT NULL, by TEXT NOT NULL,
  record BLOB NOT NULL);
CREATE TABLE grades_then (event TEXT NOT NULL, n INTEGER NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY (event, n)) WITHOUT ROWID;
CREATE TABLE coverage (n INTEGER PRIMARY KEY, event TEXT NOT NULL, records BLOB NOT NULL);
CREATE TABLE lineage (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE origins (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, root TEXT NOT NULL, reports INTEGER NOT NULL, shown INTEGER NOT NULL,
  record BLOB NOT NULL);
CREATE TABLE voices (report TEXT NOT NULL, origin INTEGER NOT NULL, PRIMARY KEY (report, origin)) WITHOUT ROWID;
CREATE TABLE histories (n INTEGER PRIMARY KEY, agent TEXT NOT NULL, event TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE watch (n INTEGER PRIMARY KEY, id TEXT NOT NULL, event TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE rejected (claim TEXT PRIMARY KEY, report TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE names USING fts5 (
  kind UNINDEXED, ref UNINDEXED, words, latin, bones, tokenize = "unicode61 remove_diacritics 2", prefix = '3');
"""

#: Made after the rows, which is much faster than beside them.
INDEXES = """
CREATE UNIQUE INDEX report_id ON reports (id);
CREATE INDEX report_day ON reports (day DESC, n);
CREATE INDEX report_publisher ON reports (publisher, day DESC);
CREATE INDEX report_language ON reports (language, day DESC);
CREATE INDEX report_capture ON reports (capture);
CREATE INDEX report_read ON reports (read) WHERE read <> 'yes';
CREATE INDEX claim_id ON claims (id);
CREATE INDEX claim_report ON claims (report);
CREATE INDEX claim_event ON claims (event);
CREATE UNIQUE INDEX agent_id ON agents (id);
CREATE INDEX agent_said ON agents (said DESC, n);
CREATE INDEX agent_kind ON agents (kind, said DESC);
CREATE INDEX agent_camp ON agents (camp, said DESC) WHERE camp <> '';
CREATE INDEX agent_known_as ON agents (known_as);
CREATE UNIQUE INDEX event_id ON events (id);
CREATE INDEX event_place ON events (place, n);
CREATE INDEX event_first ON events (first, n);
CREATE INDEX event_contested ON events (contested, n);
CREATE INDEX act_event ON acts (event);
CREATE INDEX grade_id ON grades (id);
CREATE INDEX grade_event ON grades (event);
CREATE INDEX grade_value ON grades (standard, value, event);
CREATE INDEX grade_gates ON grades (gates, n) WHERE gates > 0;
CREATE INDEX coverage_event ON coverage (event);
CREATE INDEX lineage_a ON lineage (a);
CREATE INDEX lineage_b ON lineage (b);
CREATE UNIQUE INDEX origin_id ON origins (id);
CREATE INDEX origin_size ON origins (reports DESC, n);
CREATE INDEX history_agent ON histories (agent);
CREATE INDEX watch_event ON watch (event);
ANALYZE;
"""


def packed(record: str) -> bytes:
    """Give a record's JSON as it is kept."""
    return zlib.compress(record.encode(), 1)


def unpacked(blob: bytes) -> Any:
    """Give the plain value of a record that is kept."""
    return json.loads(zlib.decompress(blob))
