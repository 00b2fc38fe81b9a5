"""What a person proves who they are with: a password kept as an Argon2id hash, and a code that changes (TOTP)."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from counterclaim.errors import UsageError
from counterclaim.people import strength

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: Letters of a password, after NFKC; OWASP ASVS 4.0.3, 2.1.1 and 2.1.2.
LETTERS_MIN, LETTERS_MAX = 12, 128
#: Seconds that a code holds, and how many codes before and after the present one are taken too (RFC 6238).
STEP, DRIFT = 30, 1


def hashed(password: str) -> str:
    """Give the Argon2id hash of a password."""
    return str(_hasher().hash(normal(password)))


def fits(kept: str, password: str) -> bool:
    """Tell whether a password is the one whose hash is kept. Takes as long where there is none to compare with."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(kept or _nobody(), normal(password))) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def acceptable(password: str, name: str) -> str:
    """Give a password that may be used. Raises UsageError for one that is too short, too long or too easy."""
    told = normal(password)
    if not LETTERS_MIN <= len(told) <= LETTERS_MAX:
        came = f"one of {len(told)}"
        raise UsageError(
            f"a password of {LETTERS_MIN} to {LETTERS_MAX} letters", came, "Several words in a row are easy to keep."
        )
    found = strength.measured(told, name)
    if not found.enough:
        raise UsageError("a password that is hard to guess", f"one that is {found.verdict}", found.advice)
    return told


def secret() -> str:
    """Give a new secret for codes that change, in Base32."""
    import pyotp

    return str(pyotp.random_base32())


def address(key: str, name: str, case: str) -> str:
    """Give the address by which an authenticator takes a secret in; nothing of what was sent as one and is none."""
    import pyotp

    try:
        made = pyotp.TOTP(key, interval=STEP)
    except ValueError:
        return ""
    return str(made.provisioning_uri(name=name, issuer_name=f"Counterclaim {case}"))


def step_of(key: str, code: str, at: int, after: int) -> int | None:
    """Give the time step whose code this is, if it is later than the last one used; a code serves once."""
    import pyotp

    made = pyotp.TOTP(key, interval=STEP)
    told = code.replace(" ", "").encode()
    now = at // STEP
    try:
        codes = {s: made.at(s * STEP).encode() for s in range(now - DRIFT, now + DRIFT + 1)}
    except ValueError:  # what was sent as the secret is none
        return None
    return next((s for s, one in codes.items() if secrets.compare_digest(one, told) and s > after), None)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Something random that its holder shows, and what is kept of it."""

    shown: str
    kept: str

    @classmethod
    def make(cls) -> Ticket:
        """Make one of 256 random bits."""
        shown = secrets.token_urlsafe(32)
        return cls(shown, digest(shown))


def digest(shown: str) -> str:
    """Give what is kept of something random: who reads it cannot show it."""
    return sha256(shown.encode("utf-8", "replace")).hexdigest()


def number_of(shown: str) -> str:
    """Give the number by which a session or a token is told from others: the beginning of what is kept of it."""
    return digest(shown)[:12]


def normal(password: str) -> str:
    """Give a password as it is compared, however a keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as cause:
        raise UsageError(
            "the parts that team mode needs", "none", "Install them: `pip install 'counterclaim[team]'`."
        ) from cause
    return PasswordHasher()  # RFC 9106, low memory: 64 MiB, 3 passes, 4 lanes


@cache
def _nobody() -> str:
    """Give the hash of a password that nobody has."""
    return hashed(secrets.token_urlsafe(32))
