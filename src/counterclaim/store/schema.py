"""The SQLite record: what was received and what people decided. Rows are added, never changed.

The tables as this version reads them; `migrations/` makes them, and a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

METADATA = MetaData()

CAPTURES = Table(
    "captures", METADATA, Column("sha256", String, primary_key=True), Column("record", Text, nullable=False)
)
ARRIVALS = Table(
    "arrivals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("sha256", String, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("at", String, nullable=False),
    #: The capture as it came this time; only where it was first found without a name, after a crash.
    Column("record", Text),
)
PARSED = Table("parsed", METADATA, Column("sha256", String, primary_key=True))
REPORTS = Table(
    "reports",
    METADATA,
    Column("id", String, primary_key=True),
    Column("capture", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
#: What lies in captures and is no report: pictures, recordings, parts of pages, proofs.
ARTIFACTS = Table(
    "artifacts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("capture", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
REFUSALS = Table(
    "refusals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
#: What the user said about the items of a take (date, publisher …, column map), whenever it was another than before.
SUPPLIED = Table(
    "supplied", METADATA, Column("number", Integer, primary_key=True), Column("record", Text, nullable=False)
)
DECISIONS = Table(
    "decisions", METADATA, Column("number", Integer, primary_key=True), Column("record", Text, nullable=False)
)
#: What people do beside deciding.
ACTS = Table("acts", METADATA, Column("number", Integer, primary_key=True), Column("record", Text, nullable=False))
REGISTRY = Table(
    "registry",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record", Text, nullable=False),
)
READINGS = Table(
    "readings",
    METADATA,
    Column("report", String, primary_key=True),
    Column("extractor", String, primary_key=True),
    Column("batch", String, nullable=False),
    #: How reading was bounded, in words; only where it was.
    Column("note", Text),
)
#: One row for each row that was added to another table, in order: its digest, and the commitment to its parts under a
#: random salt. The ledger has the latter, signed; of rows that older versions added, which have no salt, the digest.
SEALS = Table(
    "seals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("salt", String),
    Column("sealed", String),
)
#: The two files of a batch of readings and the digest of each; whose readings are in it, as JSON: extractor, and the
#: note on each report or null.
BATCHES = Table(
    "batches",
    METADATA,
    Column("batch", String, primary_key=True),
    Column("passages", String, nullable=False),
    Column("claims", String, nullable=False),
    Column("readings", Text),
)
#: Who reads the case, whenever it is another than before: the rules, or a model at an address.
EXTRACTORS = Table(
    "extractors", METADATA, Column("number", Integer, primary_key=True), Column("record", Text, nullable=False)
)
RUNS = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("run", String, nullable=False),
    Column("at", String, nullable=False),
    #: Digest of the run's `run.json`, which holds the digest of each of its tables.
    Column("digest", String),
)
