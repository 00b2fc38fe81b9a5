"""Over which area and which time a number is counted, where that is not the event's own.

A number that says neither is taken to count the event. One that is told of another town, over a whole province or since
the war began counts something wider, one that a witness saw or that is told of one corner a part; neither joins a range
with it. Source: standards §1.4 and §12.3, design §6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import cos, hypot, radians
from typing import Any

from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place
from counterclaim.records.judgement import Event
from counterclaim.records.returned import returned
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, Stance
from counterclaim.weigh.sights import part_seen

_END = re.compile(r"[.!?…](?=\s|$)|\n\s*\n|[;]")
#: A line of such a record that tells of its number, and that a record does tell of it.
_LINE = re.compile(r"^(measure|area|period)(?: \[[^\]\n]*\])?: (.*)$", re.MULTILINE)
_NUMBER = re.compile(r"\b\d[\d,.]*\b|\b(?:dozens|scores|hundreds|thousands)\b", re.IGNORECASE)
_KINDS = "province|governorate|district|region|county|state|valley"
_NAME = rf"(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,3}}(?:\s+(?:{_KINDS}))?"
METRES_A_DEGREE = 111_320.0

#: Area and period of a number, in the words of its source or by the name of the place; empty for the event's own.
Scope = tuple[str, str]
OWN: Scope = ("", "")


def scopes(event: Event, claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, Scope]:
    """Give the area and the period of each number of an event that is not the event's own, by claim."""
    found = {}
    for claim in claims:
        if claim.aspect is Aspect.COUNT and claim.range is not None:
            report = reports.get(claim.report)
            words = _around(claim, report)
            area = _area(claim, event, words) or part_seen(claim, _before(claim, report), words)
            scope = _told(claim, report) or (area, _period(words))
            if scope != OWN:
                found[claim.id] = scope
    return found | _doubted(claims, found)


def _told(claim: Claim, report: Report | None) -> Scope | None:
    """Give the scope that the record of a claim which came back from an export tells; None where it tells none."""
    if report is None or returned(report) is None:
        return None
    found = dict(_LINE.findall(claim.text))
    return (_plain(found.get("area", "")), _plain(found.get("period", ""))) if "measure" in found else None


def _doubted(claims: Iterable[Claim], found: Mapping[str, Scope]) -> dict[str, Scope]:
    """Give the scope of each number that somebody doubts as it was told: that of the same number in its report."""
    told = {(c.report, c.range, c.measure): found[c.id] for c in claims if c.id in found}
    doubts = (c for c in claims if c.id not in found and c.stance is Stance.QUESTION)
    return {c.id: told[key] for c in doubts if (key := (c.report, c.range, c.measure)) in told}


def _before(claim: Claim, report: Report | None) -> str:
    """Give the words of the claim's sentence up to its end."""
    if report is None or report.text[claim.start : claim.end] != claim.text:
        return claim.text
    head = max((m.end() for m in _END.finditer(report.text, max(0, claim.start - 400), claim.start)), default=0)
    return report.text[max(head, claim.start - 400) : claim.end]


def _around(claim: Claim, report: Report | None) -> str:
    """Give the part of the sentence that is the number's own: from and up to the next number in it."""
    if report is None or report.text[claim.start : claim.end] != claim.text:
        return claim.text
    text = report.text
    head = max((m.end() for m in _END.finditer(text, max(0, claim.start - 400), claim.start)), default=None)
    begin = head if head is not None else max(0, claim.start - 400)
    # A number that ends its sentence may hold the full stop ("at 9 a.m.").
    stop = _END.search(text, claim.end - 1)
    end = min(stop.start() if stop else len(text), claim.end + 400)
    end = next((at for at in _numbers(text, claim.end, end)), end)
    own = claim.start if any(_numbers(text, begin, claim.start)) else begin
    return text[own:end].strip()


def _numbers(text: str, begin: int, end: int) -> Iterator[int]:
    """Give where the numbers of a part of a text begin that count anything but time ("3 May 2031", "24 hours")."""
    times = [m.span() for m in _patterns()["time"].finditer(text, begin, end)]
    for found in _NUMBER.finditer(text, begin, end):
        if not any(a <= found.start() < b for a, b in times):
            yield found.start()


def _area(claim: Claim, event: Event, words: str) -> str:
    whole = _patterns()["whole"].search(words) or _patterns()["over"].search(words)
    if whole is not None:
        return _plain(whole.group())
    place, home = claim.place, event.place
    if place is not None and home is not None and _elsewhere(place, home):
        return f"in {place.name}"
    part = _patterns()["inside"].search(words) or _patterns()["beside"].search(words)
    if part is None or part["place"].lower() in f"{event.title} {claim.target or ''}".lower():
        return ""
    return _plain(part.groupdict().get("near") or part.group()).lower()


def _elsewhere(one: Place, other: Place) -> bool:
    """Say whether two places are apart: neither can lie in the other, as far as both are known."""
    if one.name == other.name:
        return False
    known = [(p.lat, p.lon, p.precision_m) for p in (one, other)]
    (a_lat, a_lon, a_near), (b_lat, b_lon, b_near) = known
    if a_lat is None or a_lon is None or b_lat is None or b_lon is None:
        return one.level == other.level == "town"
    metres = METRES_A_DEGREE * hypot(a_lat - b_lat, (a_lon - b_lon) * cos(radians(a_lat)))
    return metres > (a_near or 0) + (b_near or 0)


def _period(words: str) -> str:
    found = _patterns()["period"].search(words)
    return _plain(found.group()) if found is not None else ""


def _plain(words: str) -> str:
    """Give words on one line; what opens an area or a period ("Since") has no capital of its own."""
    return " ".join(f"{words[:1].lower()}{words[1:]}".split()).replace("|", " ")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows: Mapping[str, Any] = lexicon("scopes")

    def some(name: str) -> str:
        return alternatives(rows[name])

    word = r"[\w’'-]+"
    started = rf"(?:{word}\s+){{1,4}}?(?:{some('started')})"
    event = rf"(?:the\s+)?(?:{some('starts')})(?:\s+(?:of|in)\s+(?:{word}\s+){{0,3}}{word})?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:1[89]|20)\d\d"
    named = rf"(?:(?:early|late|mid)[\s-]+|{day}\s+)?(?:{some('dates')})(?:\s+{day})?(?:,?\s+{year})?"
    date = rf"{named}|{year}|last\s+{word}"
    since = rf"(?:{some('since')})\s+(?:{started}|{date}|{event})"
    span = rf"(?:{some('span_opens')})\s+(?:{word}\s+)?(?:{some('units')})(?:\s+of\s+(?:the\s+)?{word})?"
    spot = rf"\s+(?:the|an?|one|another)\s+(?:[\w’'-]+\s+)?(?P<place>{some('part_places')})\b"
    return {
        "whole": re.compile(rf"\b(?:{some('whole_area')})\b", re.IGNORECASE),
        "over": re.compile(rf"\b(?i:{some('over_area')})\s+{_NAME}"),
        "time": re.compile(rf"\b(?:{date}|\d+\s+(?:{some('units')}))\b", re.IGNORECASE),
        "inside": re.compile(rf"\b(?:{some('inside')}){spot}", re.IGNORECASE),
        # A strike near a house is the event; those killed near a house are some of it.
        "beside": re.compile(rf"\b(?:{some('harmed')})\s+(?P<near>(?:{some('beside')}){spot})", re.IGNORECASE),
        "period": re.compile(rf"\b(?:{since}|{span}|{some('spans')})\b", re.IGNORECASE),
    }
