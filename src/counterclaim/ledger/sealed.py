"""Commitments over parts: one digest that stands for all of them, of which each part can be shown or withheld alone.

Each part is hashed after a salt of its own, made from one random salt. Whoever has the digests of all parts can compute
the commitment; whoever has a part and its salt can compute its digest; and nobody can try guesses of a part that is
withheld, since its salt is withheld too. Neither the salts of other parts nor the number of parts help.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from hashlib import sha256

SALT_BYTES = 32


def fresh() -> str:
    """Give a new random salt, in hex."""
    return secrets.token_hex(SALT_BYTES)


def salts(salt: str, count: int) -> list[str]:
    """Give the salt of each part."""
    whole = bytes.fromhex(salt)
    return [sha256(whole + number.to_bytes(4, "big")).hexdigest() for number in range(count)]


def part_digest(salt: str, part: str) -> str:
    """Give the digest of a part after its salt."""
    return sha256(bytes.fromhex(salt) + part.encode()).hexdigest()


def commitment(digests: Iterable[str]) -> str:
    """Give the digest that stands for all parts, in order."""
    return sha256(b"".join(bytes.fromhex(one) for one in digests)).hexdigest()


def committed(salt: str, parts: Sequence[str]) -> str:
    """Give the commitment to parts under a random salt."""
    return commitment(part_digest(s, p) for s, p in zip(salts(salt, len(parts)), parts, strict=True))


#: A part as it is shown to others: its salt and itself, or where it is withheld its digest alone.
Shown = tuple[str, str] | tuple[str]


def shown(salt: str, parts: Sequence[str], withheld: frozenset[int] = frozenset()) -> list[Shown]:
    """Give parts as they are shown to others; `withheld` are the places of those that are not."""
    given = zip(salts(salt, len(parts)), parts, strict=True)
    return [(part_digest(s, p),) if n in withheld else (s, p) for n, (s, p) in enumerate(given)]


def of_shown(given: Sequence[Sequence[str]]) -> str:
    """Give the commitment that parts shown by somebody have. Raises ValueError for what are no parts."""
    digests = []
    for one in given:
        if len(one) not in {1, 2} or not all(isinstance(text, str) for text in one):
            raise ValueError("something else than parts with their salts, or digests")
        digests.append(one[0] if len(one) == 1 else part_digest(one[0], one[1]))
    if any(len(bytes.fromhex(one)) != sha256().digest_size for one in digests):
        raise ValueError("a digest of another length")
    return commitment(digests)
