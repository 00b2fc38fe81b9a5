"""The SQLite record: what was received and what people decided. Rows are added, never changed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

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
)
PARSED = Table("parsed", METADATA, Column("sha256", String, primary_key=True))
REPORTS = Table(
    "reports",
    METADATA,
    Column("id", String, primary_key=True),
    Column("capture", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
REFUSALS = Table(
    "refusals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("record", Text, nullable=False),
)
DECISIONS = Table(
    "decisions", METADATA, Column("number", Integer, primary_key=True), Column("record", Text, nullable=False)
)
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
)
RUNS = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("run", String, nullable=False),
    Column("at", String, nullable=False),
)
#: Tables whose rows a trigger protects from change; `readings` may be rebuilt, `runs` only grows by itself.
APPEND_ONLY = ("captures", "arrivals", "reports", "decisions", "registry")


def connect(path: Path) -> Engine:
    """Open the record at `path`, bringing its tables to this version's shape."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
    return engine
