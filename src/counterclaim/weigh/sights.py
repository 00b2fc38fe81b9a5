"""A number that counts what one witness saw, or one part of a place: less than the event, and no rival of its toll.

"I counted twelve bodies beside my stall" says nothing of those who lay elsewhere: it is no lowest figure of the event.
"""

from __future__ import annotations

import re
from functools import cache

from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.words import AgentKind

#: Who can have seen with own eyes; a body or an outlet that counts has others count for it.
_EYES = frozenset({AgentKind.PERSON, AgentKind.UNNAMED_GROUP, AgentKind.GENERIC})
#: The words for the part of an event that its speaker saw.
SEEN = "within a witness’s sight"
_MORE = r"(?:(?:at\s+least|about|around|some|nearly|almost|over|more\s+than|up\s+to|the|as\s+many\s+as)\s+)*"


def part_seen(claim: Claim, before: str, after: str) -> str:
    """Give the words for the part of an event that a number counts; nothing where it counts all of it.

    Takes the words of its sentence up to the claim's end, and those from the claim's beginning up to the next number.
    """
    patterns = _patterns()
    part = patterns["part"].search(after)
    if part is not None:
        return f"{part['of']} {part['what']}"
    if claim.originator.kind not in _EYES:
        return ""
    sight = patterns["sees"].search(before) or _by_name(claim.originator.name).search(before)
    return SEEN if sight is not None else ""


def _some(name: str) -> str:
    return alternatives(lexicon("scopes")[name])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "sees": _sees(rf"(?:{_some('witness')})"),
        "part": re.compile(rf"\b(?P<of>{_some('part_of')})\s+(?P<what>the\s+[\w’'-]+)", re.IGNORECASE),
    }


def _by_name(name: str) -> re.Pattern[str]:
    return _sees(re.escape(name.rsplit(maxsplit=1)[-1])) if name.split() else re.compile(r"(?!)")


@cache
def _sees(subject: str) -> re.Pattern[str]:
    """Give the pattern of a witness who sees a number of people; it ends where the words end."""
    number = r"(?!that\b|how\b|when\b)(?:[\w,.-]+)(?:\s+[\w’'-]+){0,3}"
    helped = rf"(?:\s+(?:{_some('between')}))*"
    return re.compile(rf"\b{subject}{helped}\s+(?:{_some('sees')})\s+{_MORE}{number}$", re.IGNORECASE)
