"""Each row added from now on is entered under a salt of its own, so that the ledger tells nothing of what it says."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make room for the salt and the commitment; rows that are entered already keep their plain entries."""
    op.execute("ALTER TABLE seals ADD COLUMN salt VARCHAR")
    op.execute("ALTER TABLE seals ADD COLUMN sealed VARCHAR")
