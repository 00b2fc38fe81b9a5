"""What the user said about the items of a take: kept for what a killed take leaves; its column map for later takes."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table, append-only as the others."""
    op.execute("CREATE TABLE supplied (number INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL)")
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER supplied_no_{verb.lower()} BEFORE {verb} ON supplied "
            "BEGIN SELECT RAISE(ABORT, 'supplied is append-only'); END"
        )
