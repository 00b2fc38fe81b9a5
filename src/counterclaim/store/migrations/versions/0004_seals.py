"""A digest of every row that was added, and how reading was bounded."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add both; what is there is sealed by the next migration."""
    op.execute("ALTER TABLE readings ADD COLUMN note TEXT")
    op.execute(
        "CREATE TABLE seals (number INTEGER NOT NULL PRIMARY KEY, kind VARCHAR NOT NULL, subject VARCHAR NOT NULL, "
        "digest VARCHAR NOT NULL, chain VARCHAR NOT NULL)"
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER seals_no_{verb.lower()} BEFORE {verb} ON seals "
            "BEGIN SELECT RAISE(ABORT, 'seals is append-only'); END"
        )
