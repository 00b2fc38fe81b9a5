"""Numbers that a report itself tells as earlier ones: "it had earlier given a toll of 23", "up from 23".

A revision of one source over time is found in `histories`; here one report says both, the old number and the new.
Source: standards §12.3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, Stance, VictimClass

_HEAD = re.compile(r"[.!?…;](?=\s)|\n\s*\n")
#: Words between a word and its number, and no other number.
_PLAIN = r"[^\d.;]{0,60}?"
_DIGITS = re.compile(r"\b\d+(?:,\d{3})*\b")
_NUMBER = r"(?:\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|twenty)\b)"
#: How far before a number its sentence is looked through.
REACH = 300


def told_as_earlier(claims: Iterable[Claim], reports: Mapping[str, Report]) -> frozenset[str]:
    """Give the ids of the numbers that their own report tells as earlier ones beside the one that took their place.

    Told as earlier is also what the speaker of a number told as a later one ("it now says 14") says before it.
    """
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.aspect is Aspect.COUNT and claim.range is not None and claim.stance is Stance.ASSERT:
            alike[claim.report, claim.measure, claim.unit].append(claim)
    found: set[str] = set()
    for told in alike.values():
        old = {c.id for c in told if _earlier(c, reports.get(c.report))}
        late = [c for c in told if c.id not in old and _later(c, reports.get(c.report))]
        old |= {c.id for c in told if c not in late and any(_before(c, other) for other in late)}
        new = [c for c in told if c.id not in old]
        found |= {c.id for c in told if c.id in old and any(n.range != c.range and _of_one(n, c) for n in new)}
    return frozenset(found)


def _of_one(one: Claim, other: Claim) -> bool:
    """Say whether two numbers count the same people: "nine deaths", "11 civilians"."""
    classes = {one.victim_class, other.victim_class}
    return len(classes) == 1 or classes == {VictimClass.UNKNOWN, VictimClass.CIVILIAN}


def passed_on(
    claims: Iterable[Claim],
    gone: Collection[str],
    known: tuple[Mapping[str, str], Mapping[str, str]],
    reports: Mapping[str, Report],
) -> frozenset[str]:
    """Give the ids of the numbers that only repeat one which is gone: of the same voice, or told as an earlier one.

    `gone` are the claims that their own source replaced or took back, `known` the voice of each claim and its speaker.
    A number that its speaker gave up is given up for all who have it from that voice. A repeated number is the same or
    at least the same ("23", "at least 23") of the same thing. Who gives it as the number of today, and is not known to
    have it from that voice, gives it; who tells an earlier act as background does not.
    """
    counts = [c for c in claims if c.aspect is Aspect.COUNT and c.range is not None and c.stance is Stance.ASSERT]
    voice_of, speaker_of = known
    # "15" replaced by "at least 15" of the same speaker is no number that was given up.
    kept = {
        (_thing(c), speaker_of.get(c.id)) for c in counts if c.id not in gone and c.originator.kind not in PER_REPORT
    }
    old: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for claim in counts:
        if claim.id in gone and (_thing(claim), speaker_of.get(claim.id)) not in kept:
            old[_thing(claim)].add(voice_of.get(claim.id, ""))
    return frozenset(
        c.id
        for c in counts
        if c.id not in gone
        and (voices := old.get(_thing(c)))
        and (voice_of.get(c.id, c.id) in voices or _earlier(c, reports.get(c.report), background=True))
    )


def _thing(claim: Claim) -> tuple[object, ...]:
    low = claim.range.low if claim.range is not None else None
    return (low, claim.measure, claim.victim_class, claim.unit)


def _before(claim: Claim, later: Claim) -> bool:
    differ = claim.start < later.start and claim.range != later.range and _of_one(claim, later)
    return differ and claim.originator.id == later.originator.id


def _later(claim: Claim, report: Report | None) -> bool:
    """Say whether a claim's sentence tells its number as a later one."""
    return bool(_later_pattern().search(_words(claim, report)))


def _earlier(claim: Claim, report: Report | None, *, background: bool = False) -> bool:
    """Say whether a claim's sentence tells its number as an earlier one or, with `background`, its act."""
    words = _words(claim, report)
    return bool(_pattern().search(words) or (background and _earlier_act().search(words)))


def _words(claim: Claim, report: Report | None) -> str:
    """Give the words of a claim's sentence up to its number; none where they are not those of the report."""
    if report is None or report.text[claim.start : claim.end] != claim.text:
        return ""
    start = max(0, claim.start - REACH)
    head = max((m.end() for m in _HEAD.finditer(report.text, start, claim.start)), default=start)
    return report.text[head : claim.start + _number_ends(claim)].replace("'", "’")


def _number_ends(claim: Claim) -> int:
    """Give where a claim's own number ends in its words, which may tell another after it ("of 17 dead to 14")."""
    named = claim.range.low if claim.range is not None else None
    own = [m.end() for m in _DIGITS.finditer(claim.text) if float(m.group().replace(",", "")) == named]
    return own[-1] if own else len(claim.text)


@cache
def _earlier_act() -> re.Pattern[str]:
    acts = alternatives({noun for row in lexicon("act_types") for noun in row["nouns"]})
    return re.compile(
        rf"\b(?:{alternatives(lexicon('earlier_numbers')['ago'])})\s+(?:[\w-]+\s+)?(?:{acts})\b", re.IGNORECASE
    )


@cache
def _pattern() -> re.Pattern[str]:
    said = rf"(?:{_some('before')}),?\s+{_PLAIN}\b(?:{_some('says')})\b"
    figure = rf"(?:{_some('was')})\s+(?:[\w-]+\s+)?(?:{_some('figures')})"
    changed = rf"(?:{_some('changed')})\b(?:[^.;]{{0,40}}\s)?from"
    return re.compile(rf"\b(?:{said}|{figure}|{changed})\b{_PLAIN}{_NUMBER}[^\d]*$", re.IGNORECASE)


@cache
def _later_pattern() -> re.Pattern[str]:
    said = rf"(?:{_some('after')}),?\s+{_PLAIN}\b(?:{_some('says')}|{_some('say')})\b"
    return re.compile(rf"\b{said}{_PLAIN}\d[\d,.]*[^\d]*$", re.IGNORECASE)


def _some(name: str) -> str:
    return alternatives(lexicon("earlier_numbers")[name])
