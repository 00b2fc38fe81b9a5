"""What one check of a case gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing checked; `state` is intact, damaged, missing or unexpected."""

    subject: str
    state: str
    expected: str
    came: str


def compared(subject: str, expected: str, came: str, bad: str = "damaged") -> Check:
    """Check that a thing is what it should be; `bad` is its state when it is not."""
    return Check(subject=subject, state="intact" if expected == came else bad, expected=expected, came=came)
