"""What people do beside deciding is kept: comments, assignments, second reviews, sensitivities, watches, roles."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make room for acts."""
    op.execute("CREATE TABLE acts (number INTEGER NOT NULL PRIMARY KEY, record TEXT NOT NULL)")
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER acts_no_{verb.lower()} BEFORE {verb} ON acts "
            "BEGIN SELECT RAISE(ABORT, 'acts is append-only'); END"
        )
