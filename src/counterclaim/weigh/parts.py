"""Numbers that count some of those a toll counts: the ones whose names are known, the nurses among the dead.

Such a number is no rival of a toll, and no later word on it: twelve dead of whom ten are named are still twelve.
Source: standards §1.4, design §6.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.claim import PART, Claim
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, VictimClass

#: How far around a number its sentence is looked through, in characters.
REACH = 200
#: Classes of a number whose words do not tell whom it counts.
_NO_CLASS = frozenset({None, VictimClass.UNKNOWN})
_FOLD = re.IGNORECASE
_ENDS = re.compile(r"[.!?…;](?=\s|$)|\n\s*\n")
#: What can stand between a word and its number.
_MORE = r"(?:(?:at\s+least|the|all|some|about|nearly|only|another|a\s+further|a\s+total\s+of)\s+)*"


def parts(claims: Iterable[Claim], reports: Mapping[str, Report]) -> frozenset[str]:
    """Give the ids of the claims whose words say that their number is a part, and whose unit does not say it yet."""
    counts = [c for c in claims if c.aspect is Aspect.COUNT and c.range is not None]
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in counts:
        alike[claim.report, claim.originator.id, claim.measure].append(claim)
    return frozenset(
        c.id
        for c in counts
        if not (c.unit or "").endswith(PART)
        and (report := reports.get(c.report)) is not None
        and report.text[c.start : c.end] == c.text
        and (
            _by_name(c, report.text)
            or _of_a_kind(c, report.text)
            or _of_them(c)
            or any(_beside(c, other) for other in alike[c.report, c.originator.id, c.measure])
        )
    )


def _of_them(claim: Claim) -> bool:
    """Say whether a number counts some of those before it: "six priests, five of them Spaniards", "the priests and two
    companions". Of a class of its own ("12 of them civilians") it is no part.
    """
    own = _own(claim)
    if not own:
        return False
    among = claim.victim_class in _NO_CLASS and re.search(
        rf"\b{own}\s+of\s+(?:them|whom|these|those)\b", claim.text, _FOLD
    )
    beside = re.search(rf"\bthe\s+(?:[\w-]+\s+){{0,3}}(?:{_people()})\s+and\s+{_MORE}{own}\b", claim.text, _FOLD)
    return bool(among or beside)


def _beside(claim: Claim, other: Claim) -> bool:
    """Say whether a number stands beside a larger one of the same dead ("six priests and two companions were killed").

    Who counts two more beside the six has not counted two dead in all.
    """
    own, low, more = _own(claim), *(c.range.low if c.range is not None else None for c in (claim, other))
    both = claim.start < other.end and other.start < claim.end
    alike = claim.victim_class in {*_NO_CLASS, other.victim_class}
    if not (own and both and alike) or low is None or more is None or more <= low:
        return False
    return re.search(rf"\band\s+{_MORE}{own}\b", claim.text, _FOLD) is not None


@cache
def _people() -> str:
    """Give the pattern of several people of a kind ("priests")."""
    return alternatives({f"{noun}s" for nouns in lexicon("victims").values() for noun in nouns})


def _own(claim: Claim) -> str:
    """Give the ways in which a claim's own number can be written, as a pattern; nothing where it names none."""
    low = claim.range.low if claim.range is not None else None
    if low is None or not low:
        return ""
    spelled = [w for w, n in lexicon("quantities")["number_words"].items() if n == low]
    return f"(?:{alternatives([f'{low:,.0f}', *spelled])})"


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
    return _listed(claim, own) or (told is None and _patterns()["share"].match(words) is not None)


def _listed(claim: Claim, own: Iterable[str]) -> bool:
    """Say whether a number stands in a list of some of those before it ("16 dead, including two nurses")."""
    if not (number := _own(claim)):
        return False
    some = rf"\b(?:{alternatives(lexicon('parts')['shares'])})\b"
    listing = rf"{some}[^.;:]*?\b{number}\s+(?P<whom>[^,;:]+?)(?:\s+and\b|[,;:]|$)"
    found = re.search(listing, claim.text, _FOLD)
    return found is not None and re.search(rf"\b(?:{alternatives(own)})\b", found["whom"], _FOLD) is None


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
