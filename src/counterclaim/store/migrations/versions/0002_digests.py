"""Digests of readings and runs, the name of what a crash left without one, and triggers for all that only grows."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what verifying and recovering need."""
    op.execute("ALTER TABLE arrivals ADD COLUMN record TEXT")
    op.execute("ALTER TABLE runs ADD COLUMN digest VARCHAR")
    op.execute(
        "CREATE TABLE batches (batch VARCHAR NOT NULL PRIMARY KEY, passages VARCHAR NOT NULL, claims VARCHAR NOT NULL)"
    )
    # Readings of before have no digest to check against; the reports are read again.
    op.execute("DELETE FROM readings")
    op.execute("CREATE INDEX ix_refusals_name ON refusals (name)")
    for table in ("parsed", "refusals", "batches", "runs"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
