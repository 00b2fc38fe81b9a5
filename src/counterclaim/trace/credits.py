"""What a report itself says about where it comes from: credit lines, datelines, "via", "X reported, citing Y"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.trace.names import Found, Names, publisher_key

#: Characters at the head and the foot of a text where a credit line stands.
HEAD = 220
FOOT = 260
#: Characters before a name in which the words of a form are looked for.
BEFORE = 120
LANGUAGES = ("en", "fr", "es", "ru", "ar", "de", "tr")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name found in a report's own words: whose (a key), the words, and where they stand."""

    key: str
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of words around a name, each as what stands before it and what stands after."""

    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def around(self, text: str, name: Found) -> tuple[int, int] | None:
        """Give where the first form that fits a name begins and ends, or None."""
        for before, after in self.pairs:
            if (head := before.search(text, max(0, name.start - BEFORE), name.start)) and (
                tail := after.match(text, name.end)
            ):
                return head.start(), tail.end()
        return None


@cache
def forms(language: str, table: str, key: str) -> Forms:
    """Give the forms of one list of a lexicon, of all languages when `language` is none of ours."""
    known = (language,) if language in LANGUAGES else LANGUAGES
    written = dict.fromkeys(form for one in known for form in lexicon(table, one)[key])
    halves = [form.split("{name}") for form in written]
    return Forms(tuple((re.compile(rf"(?:{before})\Z"), re.compile(after)) for before, after in halves))


def credit_lines(reports: Sequence[Report], names: Names, registry: Registry) -> dict[str, tuple[Mention, ...]]:
    """Give the credit lines of each report: agencies or publishers named at its head, foot or byline, not itself."""
    result = {}
    for report in reports:
        text, tail = report.text, max(0, len(report.text) - FOOT)
        head, foot = (forms(report.language, "credit_lines", k) for k in ("head", "foot"))
        found = [*_mentions(head, text, names.find(text[: HEAD + 1]))]
        ends = [Found(f.start + tail, f.end + tail, f.key) for f in names.find(text[tail:])]
        found += _mentions(foot, text, ends)
        if report.author:
            found += [Mention(f.key, report.author, 0) for f in names.find(report.author)]
        for whose in (words for name, words in report.came_from if name == "forwarded"):
            found += [Mention(f.key, whose, 0) for f in names.find(whose)]
        result[report.id] = _without(found, publisher_key(report.publisher, registry))
    return result


def declared(reports: Sequence[Report], names: Names, registry: Registry) -> dict[str, tuple[Mention, ...]]:
    """Give for each report the publishers and agencies it says it takes words from, first mention each."""
    result = {}
    for report in reports:
        found = _mentions(forms(report.language, "declared_reuse", "declared"), report.text, names.find(report.text))
        result[report.id] = _without(found, publisher_key(report.publisher, registry))
    return result


def _mentions(known: Forms, text: str, names: Iterable[Found]) -> Iterator[Mention]:
    for name in names:
        if place := known.around(text, name):
            yield Mention(name.key, " ".join(text[slice(*place)].split()), place[0])


def _without(found: Iterable[Mention], own: str) -> tuple[Mention, ...]:
    """Give the first mention of each name but the report's own."""
    first: dict[str, Mention] = {}
    for mention in sorted(found, key=lambda m: (m.start, -len(m.words), m.key)):
        if mention.key != own:
            first.setdefault(mention.key, mention)
    return tuple(first[key] for key in sorted(first))
