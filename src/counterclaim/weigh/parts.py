"""Numbers that count some of those a toll counts: the ones whose names are known, the nurses among the dead.

Such a number is no rival of a toll, and no later word on it: twelve dead of whom ten are named are still twelve.
Source: standards §1.4, design §6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.claim import PART, Claim
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect

#: How far around a number its sentence is looked through, in characters.
REACH = 200
_ENDS = re.compile(r"[.!?…;](?=\s|$)|\n\s*\n")
#: What can stand between a word and its number.
_MORE = r"(?:(?:at\s+least|the|all|some|about|nearly|only|another|a\s+further|a\s+total\s+of)\s+)*"


def parts(claims: Iterable[Claim], reports: Mapping[str, Report]) -> frozenset[str]:
    """Give the ids of the claims whose words say that their number is a part, and whose unit does not say it yet."""
    return frozenset(
        c.id
        for c in claims
        if c.aspect is Aspect.COUNT
        and c.range is not None
        and not (c.unit or "").endswith(PART)
        and (report := reports.get(c.report)) is not None
        and report.text[c.start : c.end] == c.text
        and (_by_name(c, report.text) or _of_a_kind(c, report.text))
    )


def _by_name(claim: Claim, text: str) -> bool:
    patterns = _patterns()
    before = _ENDS.split(text[max(0, claim.start - REACH) : claim.start])[-1]
    after = _ENDS.split(text[claim.start : claim.end + REACH])[0]
    return patterns["names"].search(before) is not None or patterns["named"].match(after) is not None


def _of_a_kind(claim: Claim, text: str) -> bool:
    """Say whether a number counts a kind of people within its class ("five of the dead were nurses")."""
    own = lexicon("parts")["class_words"].get(str(claim.victim_class or ""))
    if own is None:
        return False
    words = _ENDS.split(text[claim.start : claim.end + REACH])[0]
    told = re.search(rf"\b(?:{alternatives(own)})\b", words, re.IGNORECASE)
    return told is None and _patterns()["share"].match(words) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows = lexicon("parts")
    name, been = alternatives(rows["by_name"]), alternatives(rows["been"])
    # The number stands first, then at most a few words up to the verb, and no other number.
    few = r"[\w,.-]+(?:\s+(?!\d)[\w’'-]+){0,6}?"
    return {
        "names": re.compile(rf"\b(?:{name})\s+{_MORE}$", re.IGNORECASE),
        "named": re.compile(
            rf"{_MORE}{few}\s+(?:{been})\s+(?:[\w-]+\s+)?(?:named|identified|listed\s+by\s+name)\b(?!\s+as\b)",
            re.IGNORECASE,
        ),
        "share": re.compile(rf"{_MORE}[\w,.-]+\s+(?:{alternatives(rows['shares'])})\b", re.IGNORECASE),
    }
