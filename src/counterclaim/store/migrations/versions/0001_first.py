"""The first shape of the record; written out, so that later shapes do not change what it makes."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "captures (sha256 VARCHAR NOT NULL PRIMARY KEY, record TEXT NOT NULL)",
    "arrivals (number INTEGER NOT NULL PRIMARY KEY, sha256 VARCHAR NOT NULL, name TEXT NOT NULL, at VARCHAR NOT NULL)",
    "parsed (sha256 VARCHAR NOT NULL PRIMARY KEY)",
    "reports (id VARCHAR NOT NULL PRIMARY KEY, capture VARCHAR NOT NULL, record TEXT NOT NULL)",
    "refusals (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, record TEXT NOT NULL)",
    "decisions (number INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL)",
    "registry (number INTEGER NOT NULL PRIMARY KEY, kind VARCHAR NOT NULL, record TEXT NOT NULL)",
    "readings (report VARCHAR NOT NULL, extractor VARCHAR NOT NULL, batch VARCHAR NOT NULL, "
    "PRIMARY KEY (report, extractor))",
    "runs (number INTEGER NOT NULL PRIMARY KEY, run VARCHAR NOT NULL, at VARCHAR NOT NULL)",
)


def upgrade() -> None:
    """Make the tables and the triggers that keep rows from being changed."""
    for table in TABLES:
        op.execute(f"CREATE TABLE {table}")
    op.execute("CREATE INDEX ix_arrivals_sha256 ON arrivals (sha256)")
    op.execute("CREATE INDEX ix_reports_capture ON reports (capture)")
    for table in ("captures", "arrivals", "reports", "decisions", "registry"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
