"""How hard a password is to guess, told without asking anybody elsewhere.

zxcvbn estimates it: it knows 30,000 passwords of those that were leaked most, words, names, dates and rows of keys, and
what people do to them. Whoever keeps the desk may hold a longer list of leaked passwords beside it.
"""

from __future__ import annotations

import mmap
import os
import re
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from counterclaim.errors import UsageError

#: The variable that names a list of leaked passwords: SHA-1 digests in order, one a line, as Pwned Passwords has them.
LIST = "COUNTERCLAIM_LEAKED_PASSWORDS"
#: The estimate from which on a password may be used, of 0 to 4; zxcvbn calls less too weak.
ENOUGH = 3
#: What each estimate means.
VERDICTS = ("guessed at once", "guessed soon", "guessed by who tries for long", "hard to guess", "very hard to guess")
#: Letters that are estimated: all zxcvbn may need for longer ones is time, for all who sign in meanwhile too.
_LETTERS = 32
#: Words that the commonest long passwords are made of, whatever signs stand between and around them.
_ROOTS = frozenset(
    ("password", "passwort", "passw", "letmein", "welcome", "iloveyou", "administrator", "admin", "changeme", "secret")
) | {"counterclaim", "qwerty"}
_LINE = re.compile(rb"[0-9A-Fa-f]{40}(?:[:\s]|$)")


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate of 0 to 4, what it means, and what would raise it."""

    score: int
    verdict: str
    advice: str

    @property
    def enough(self) -> bool:
        """Tell whether a password of this strength may be used."""
        return self.score >= ENOUGH


def measured(password: str, name: str) -> Strength:
    """Give how hard the password of somebody of this name is to guess.

    Raises UsageError where a list of leaked passwords is named and cannot be read.
    """
    try:
        from zxcvbn import zxcvbn
    except ImportError as cause:
        raise UsageError(
            "the parts that team mode needs", "no zxcvbn", "Install them: `pip install 'counterclaim[team]'`."
        ) from cause
    if _listed(password):
        return Strength(0, "one of a list of leaked passwords", "Use one that you never used elsewhere.")
    low = password.casefold()
    told = zxcvbn(password[:_LETTERS], user_inputs=[name, *name.split(), "counterclaim"])
    score = min(int(told["score"]), 1) if name.casefold() in low or _again(low) else int(told["score"])
    words = [w for w in (told["feedback"]["warning"], *told["feedback"]["suggestions"]) if w]
    if score < ENOUGH and not words:
        words = ["Use several words that nobody says together."]
    return Strength(score, VERDICTS[score], " ".join(words))


def expect_list() -> None:
    """Raise UsageError where a list of leaked passwords is named and is none."""
    if told := os.environ.get(LIST, ""):
        try:
            with Path(told).open("rb") as held:
                fits = _LINE.match(held.readline(80)) is not None
        except OSError as cause:
            raise _no_list(cause.strerror or "a file that cannot be read") from cause
        if not fits:
            raise _no_list("a file that begins otherwise")


def _no_list(came: str) -> UsageError:
    expected = f"in {LIST} a file of SHA-1 digests in order, one a line, as Pwned Passwords has them"
    return UsageError(expected, came, "Name such a file, or leave the variable away.")


def _listed(password: str) -> bool:
    """Tell whether a password is in the list that is named, by halving; the list is never read whole."""
    told = os.environ.get(LIST, "")
    if not told:
        return False
    wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with Path(told).open("rb") as held, mmap.mmap(held.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            low, high = 0, len(lines)
            while low < high:
                start = max(low, lines.rfind(b"\n", low, (low + high) // 2) + 1)
                found = lines[start : start + 40].upper()
                if found == wanted:
                    return True
                if found < wanted:
                    after = lines.find(b"\n", start)
                    low = after + 1 if after >= 0 else high
                else:
                    high = start
    except (OSError, ValueError) as cause:  # gone, or empty
        raise _no_list("one that cannot be read") from cause
    return False


def _again(low: str) -> bool:
    """Tell whether a password is one piece again and again, or a common word with figures and signs around it."""
    letters = "".join(c for c in low if c.isalpha())
    pieces = {letters[:n] for n in range(1, len(letters) + 1) if letters == letters[:n] * (len(letters) // n)}
    whole = any(low == low[:n] * (len(low) // n) for n in range(1, len(low) // 2 + 1))
    return whole or not pieces.isdisjoint(_ROOTS)
