"""What one check of a case takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography import x509

from counterclaim.ledger import Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing checked; `state` is intact, damaged, missing or unexpected."""

    subject: str
    state: str
    expected: str
    came: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose signatures count: public keys, and root certificates of time-stamping authorities.

    Where one is empty those count that this user knows, and what nobody here knows is said to be that.
    """

    keys: tuple[Verifier, ...] = ()
    roots: tuple[x509.Certificate, ...] = ()


def compared(subject: str, expected: str, came: str, bad: str = "damaged") -> Check:
    """Check that a thing is what it should be; `bad` is its state when it is not."""
    return Check(subject=subject, state="intact" if expected == came else bad, expected=expected, came=came)
