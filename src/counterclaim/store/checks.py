"""What one check of a case takes and gives."""

from __future__ import annotations

import json
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


def in_words(bad: BaseException) -> str:
    """Give what was wrong with bytes that could not be read, in words: those of Python are for who writes programs."""
    told: tuple[tuple[type[BaseException], str], ...] = (
        (KeyError, f"no {str(bad)[:120]} in it"),
        (RecursionError, "values that are nested too deep"),
        (UnicodeError, "bytes or half characters that are no text in UTF-8"),
        (OSError, str(getattr(bad, "strerror", "") or "a file that cannot be read")),
        (json.JSONDecodeError, f"no JSON from character {getattr(bad, 'pos', 0) + 1} on"),
    )
    if type(bad) is ValueError:
        return "a number with too many digits, or another value than stands there"
    own = str(bad)[:160] if isinstance(bad, ValueError) else "another kind of value than stands there"
    return next((words for kind, words in told if isinstance(bad, kind)), own)
