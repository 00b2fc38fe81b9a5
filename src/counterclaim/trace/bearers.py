"""Who bears a role that a speaker is told by: "the head of the Tarn group" is Ilan Marsh, where one text says so.

The name stands right behind the role, or the role in commas right behind the name. "An aide of Governor Ilan Marsh" is
not the governor, and of two names beside one role neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.lexicons import lexicon

_JOINING = re.compile(r"\s(?:of|to|for|at|in)\s")
_RANK = r"(?:[A-Z][\w.’'-]*\s+){0,2}"


def bearer(role: str, text: str, persons: Iterable[str]) -> tuple[str, str] | None:
    """Give the only one of some persons beside whose name a text puts a role, and its words; None where nothing shows.

    Takes the role and the names as the text writes them.
    """
    if not _is_role(role):
        return None
    words = r"\s+".join(re.escape(w).replace("’", "'").replace("'", "[’']") for w in role.split())
    found = {person: match[0] for person in set(persons) if (match := _beside(words, person).search(text))}
    return next(iter(found.items())) if len(found) == 1 else None


def _is_role(role: str) -> bool:
    """Say whether words are a role of one: of another's ("aide to the governor") the last word is no role again."""
    first, *rest = _JOINING.split(role.lower())
    ends = bool(set(first.split()[-1:]) & _roles())
    return ends and not (rest and set(rest[-1].split()[-1:]) & _roles())


def _beside(role: str, person: str) -> re.Pattern[str]:
    name = re.escape(person)
    return re.compile(rf"\b{role},?\s+{_RANK}{name}\b|\b{name},\s+(?:the\s+)?{role}(?=[,.;:]|\s+said\b)")


@cache
def _roles() -> frozenset[str]:
    table = lexicon("namesakes", "en")
    return frozenset(w.rsplit(maxsplit=1)[-1] for kind in ("speakers", "sole", "seats") for w in table[kind])
