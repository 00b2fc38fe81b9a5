"""The SQLite record: what was received and what people decided. Rows are added, never changed.

The tables as this version reads them; `migrations/` makes them, and a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects import postgresql

METADATA = MetaData()
#: Words are sorted by their bytes everywhere, whatever the language of a server.
WORD = String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
WORDS = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

CAPTURES = Table(
    "captures", METADATA, Column("sha256", WORD, primary_key=True), Column("record", WORDS, nullable=False)
)
ARRIVALS = Table(
    "arrivals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("sha256", WORD, nullable=False, index=True),
    Column("name", WORDS, nullable=False),
    Column("at", WORD, nullable=False),
    #: The capture as it came this time; only where it was first found without a name, after a crash.
    Column("record", WORDS),
)
PARSED = Table("parsed", METADATA, Column("sha256", WORD, primary_key=True))
REPORTS = Table(
    "reports",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("capture", WORD, nullable=False, index=True),
    Column("record", WORDS, nullable=False),
)
#: What lies in captures and is no report: pictures, recordings, parts of pages, proofs.
ARTIFACTS = Table(
    "artifacts",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("capture", WORD, nullable=False, index=True),
    Column("record", WORDS, nullable=False),
)
REFUSALS = Table(
    "refusals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", WORDS, nullable=False, index=True),
    Column("record", WORDS, nullable=False),
)
#: What the user said about the items of a take (date, publisher …, column map), whenever it was another than before.
SUPPLIED = Table(
    "supplied", METADATA, Column("number", Integer, primary_key=True), Column("record", WORDS, nullable=False)
)
DECISIONS = Table(
    "decisions", METADATA, Column("number", Integer, primary_key=True), Column("record", WORDS, nullable=False)
)
#: What people do beside deciding.
ACTS = Table("acts", METADATA, Column("number", Integer, primary_key=True), Column("record", WORDS, nullable=False))
REGISTRY = Table(
    "registry",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("record", WORDS, nullable=False),
)
READINGS = Table(
    "readings",
    METADATA,
    Column("report", WORD, primary_key=True),
    Column("extractor", WORD, primary_key=True),
    Column("batch", WORD, nullable=False),
    #: How reading was bounded, in words; only where it was.
    Column("note", WORDS),
)
#: One row for each row that was added to another table, in order: its digest, and the commitment to its parts under a
#: random salt. The ledger has the latter, signed; of rows that older versions added, which have no salt, the digest.
SEALS = Table(
    "seals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("subject", WORD, nullable=False),
    Column("digest", WORD, nullable=False),
    Column("salt", WORD),
    Column("sealed", WORD),
)
#: The two files of a batch of readings and the digest of each; whose readings are in it, as JSON: extractor, and the
#: note on each report or null.
BATCHES = Table(
    "batches",
    METADATA,
    Column("batch", WORD, primary_key=True),
    Column("passages", WORD, nullable=False),
    Column("claims", WORD, nullable=False),
    Column("readings", WORDS),
)
#: Who reads the case, whenever it is another than before: the rules, or a model at an address.
EXTRACTORS = Table(
    "extractors", METADATA, Column("number", Integer, primary_key=True), Column("record", WORDS, nullable=False)
)
RUNS = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("run", WORD, nullable=False),
    Column("at", WORD, nullable=False),
    #: Digest of the run's `run.json`, which holds the digest of each of its tables.
    Column("digest", WORD),
)
