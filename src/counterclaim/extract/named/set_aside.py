"""Places and times that words set aside for others: "not in Lom but in Orst", "on Tuesday rather than on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from counterclaim.extract.named.places import Found
from counterclaim.extract.words.times import When
from counterclaim.lexicons import alternatives, lexicon

F = TypeVar("F", Found, When)
_LINK = r"(?:(?:in|at|on|near|from|around|inside|outside)\s+)?(?:the\s+)?(?:(?:town|city|village|district)\s+of\s+)?"
#: Words right before a name that set it aside, whatever follows.
_OUT = re.compile(
    rf"(?:\b(?:rather\s+than|instead\s+of|as\s+opposed\s+to)|(?:,|\b(?:and|but)|[—–-])\s*not)\s+{_LINK}$",
    re.IGNORECASE,
)
#: "Not" alone does so where "but" names the other.
_NOT = re.compile(rf"(?<!\bor)\s+not\s+{_LINK}$", re.IGNORECASE)
_BUT = re.compile(r"(?:[^.;:!?,]{0,40}),?\s+but\s+(?!also\b|not\b|did\b|had\b|was\b|were\b)", re.IGNORECASE)
#: So many characters before a name are looked at.
BEFORE = 60


@cache
def _earlier() -> re.Pattern[str]:
    """Give the pattern of an earlier number, whose day is its own: "down from 12 | a day earlier", "from nine on"."""
    number = rf"(?:[\d,]+|(?:{alternatives(lexicon('quantities')['number_words'])})(?:-\w+)?)"
    toll = r"(?:toll|figure|number|count|tally)\s+(?:\w+\s+){0,2}?"
    change = rf"(?:(?:up|down|rising|falling)\s+|{toll})from|compared\s+(?:with|to)"
    a = r"(?:(?:an?|the|earlier|figure|toll|count|of)\s+){0,4}"
    return re.compile(rf"\b(?:{change})\s+{a}{number}\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)


def kept(text: str, found: Iterable[F]) -> tuple[F, ...]:
    """Give the places or times of a sentence that its words do not set aside."""
    return tuple(f for f in found if not _aside(text, f.start, f.end))


def _aside(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - BEFORE) : start]
    if _OUT.search(before) is not None or _earlier().search(before) is not None:
        return True
    return _NOT.search(before) is not None and _BUT.match(text, end) is not None
