"""What a report itself says about where it comes from: credit lines, datelines, "via", "X reported, citing Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report

#: Characters at the head and the foot of a text where a credit line stands.
HEAD = 220
FOOT = 260


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name found in a report's own words: whose (a key), the words, and where they stand."""

    key: str
    words: str
    start: int


@cache
def _agencies() -> dict[str, str]:
    """Give every spelling of an agency with the key it stands for."""
    rows: list[list[str]] = lexicon("credit_lines")["agencies"]
    return {spelling: normal_name(row[0]) for row in rows for spelling in row}


@cache
def _agency_names() -> dict[str, str]:
    """Give every spelling of an agency, folded, with its key; the first of two equal ones."""
    names: dict[str, str] = {}
    for spelling, key in _agencies().items():
        names.setdefault(normal_name(spelling), key)
    return names


def publisher_key(name: str | None, registry: Registry) -> str:
    """Give one key for a publisher however it is written; empty when it is not known."""
    if not name:
        return ""
    plain = normal_name(name)
    agency = _agency_names().get(plain)
    if agency is not None:
        return agency
    for tie in registry.ties:
        if tie.relation == "alias_of" and normal_name(tie.agent) == plain:
            return normal_name(tie.other)
    return plain


class Names:
    """The publishers of a case as one pattern: longest name first, whole words, capitals as written."""

    def __init__(self, reports: Sequence[Report], registry: Registry, *, agencies: bool) -> None:
        self._keys = dict(_agencies()) if agencies else {}
        for report in reports:
            if report.publisher and len(normal_name(report.publisher)) > 1:
                self._keys[report.publisher] = publisher_key(report.publisher, registry)
                short = re.sub(r"^(?:The|the)\s+", "", report.publisher)
                self._keys[short] = publisher_key(report.publisher, registry)
        spellings = sorted(self._keys, key=lambda s: (-len(s), s))
        # A spelling in capitals is met in headlines and old wires; initials stay case-sensitive ("AA" is not "aa").
        upper = {s.upper(): self._keys[s] for s in spellings if len(s) > 4}
        self._keys = upper | self._keys
        spellings = sorted(self._keys, key=lambda s: (-len(s), s))
        self.group = "(?P<name>" + "|".join(re.escape(s) for s in spellings) + r")(?!\w)" if spellings else ""

    def compiled(self, patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        """Give the lexicon's patterns with the case's names in them."""
        if not self.group:
            return ()
        return tuple(re.compile(p.replace("{name}", self.group)) for p in patterns)

    def key(self, spelling: str) -> str:
        """Give the key of a name as matched."""
        return self._keys[spelling]


def credit_lines(reports: Sequence[Report], registry: Registry) -> dict[str, tuple[Mention, ...]]:
    """Give the credit lines of each report: agencies or publishers named at its head or foot, itself left out."""
    names = Names(reports, registry, agencies=True)
    head = names.compiled(lexicon("credit_lines")["head"])
    foot = names.compiled(lexicon("credit_lines")["foot"])
    result = {}
    for report in reports:
        own = publisher_key(report.publisher, registry)
        tail = max(0, len(report.text) - FOOT)
        found = _mentions(names, head, report.text[:HEAD], 0) + _mentions(names, foot, report.text[tail:], tail)
        if report.author:
            found += [Mention(k, report.author, 0) for s, k in _agencies().items() if s == report.author.strip()]
        result[report.id] = _without(found, own)
    return result


def declared(reports: Sequence[Report], registry: Registry) -> dict[str, tuple[Mention, ...]]:
    """Give for each report the other publishers of the case it says it takes words from, first mention each."""
    names = Names(reports, registry, agencies=False)
    patterns = names.compiled(lexicon("declared_reuse")["declared"])
    result = {}
    for report in reports:
        own = publisher_key(report.publisher, registry)
        result[report.id] = _without(_mentions(names, patterns, report.text, 0), own)
    return result


def _mentions(names: Names, patterns: Sequence[re.Pattern[str]], text: str, shift: int) -> list[Mention]:
    """Give all matches of the patterns, with offsets in the whole text."""
    return [
        Mention(names.key(m.group("name")), " ".join(m.group().split()), m.start() + shift)
        for pattern in patterns
        for m in pattern.finditer(text)
    ]


def _without(found: Sequence[Mention], own: str) -> tuple[Mention, ...]:
    """Give the first mention of each name but the report's own."""
    first: dict[str, Mention] = {}
    for mention in sorted(found, key=lambda m: (m.start, -len(m.words), m.key)):
        if mention.key != own:
            first.setdefault(mention.key, mention)
    return tuple(first[key] for key in sorted(first))
