"""The time that acts are signed with."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Give the time by this machine's clock, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
