"""What lies in captures and is no report: pictures, recordings, parts of pages, proofs."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; like the others of the record it only grows."""
    op.execute(
        "CREATE TABLE artifacts (id VARCHAR NOT NULL PRIMARY KEY, capture VARCHAR NOT NULL, record TEXT NOT NULL)"
    )
    op.execute("CREATE INDEX ix_artifacts_capture ON artifacts (capture)")
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER artifacts_no_{verb.lower()} BEFORE {verb} ON artifacts "
            "BEGIN SELECT RAISE(ABORT, 'artifacts is append-only'); END"
        )
