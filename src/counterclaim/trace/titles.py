"""Who holds an office of one: "the mayor" of one report is "Ilan Marsh, the mayor of Lom" of another.

Only offices that a place has one of are read so. The words that a report puts beside a name say which one somebody
holds; where two persons of an event can be meant, nobody is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report

#: Characters before and after a name in which its title stands.
AROUND = 80
_OF = r"(?P<of>\s+(?:of|for)\s+(?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})?"
#: The house of a seat: words up to the first small one that is no part of such a name.
_HOUSE = r"(?P<of>\s+of\s+(?:the\s+)?[\w-]+(?:\s+(?:in\s+)?[A-Z][\w-]+){0,3})"
_BEFORE = r"(?P<before>(?:[\w’'-]+\s+){0,3})"


@dataclass(frozen=True, slots=True, order=True)
class Title:
    """An office of one: its noun, the words that tell whose or which it is, and the words of the report."""

    noun: str
    which: frozenset[str]
    words: str = ""

    def can_be(self, other: Title) -> bool:
        """Say whether two titles can be of one person: one noun, neither a deputy of the other, no two places."""
        lesser = _words("lesser")
        mine, theirs = self.which - lesser, other.which - lesser
        alike = self.noun == other.noun and self.which & lesser == other.which & lesser
        if self.noun in _words("seats") and not (mine and theirs):
            return False
        return alike and (not mine or not theirs or mine <= theirs or theirs <= mine)


def titles(reports: Mapping[str, Report], names: Mapping[str, Iterable[str]]) -> dict[str, tuple[Title, ...]]:
    """Give the offices of one that reports put beside persons' names, by normalised name.

    Takes the reports and, for each, the names of the persons who speak in it.
    """
    found: dict[str, set[Title]] = defaultdict(set)
    for report, persons in sorted(names.items()):
        for person in sorted(set(persons)):
            found[normal_name(person)] |= set(_beside(person, reports[report].text))
    return {name: tuple(sorted(those, key=lambda t: (t.noun, t.words))) for name, those in found.items() if those}


def title_of(name: str) -> Title | None:
    """Give the office of one that a name without a person is ("mayor of Lom"), or None for any other name."""
    words = normal_name(name).split()
    noun = next((n for n in _nouns() if f" {n} " in f" {' '.join(words)} "), None)
    # A "medical director" is no director: before the noun of a seat stands nothing but what makes it a lesser one.
    if noun is None or (noun in _words("seats") and not set(words[: words.index(noun)]) <= _words("lesser") | _idle()):
        return None
    return Title(noun, frozenset(words) - frozenset(noun.split()) - _idle())


def holder(name: str, held: Mapping[str, Iterable[Title]]) -> tuple[str, Title] | None:
    """Give the one person, and the title a report gives them, that somebody named by office alone can be, or None."""
    asked = title_of(name)
    if asked is None:
        return None
    fitting = [(person, title) for person, those in sorted(held.items()) for title in those if asked.can_be(title)]
    return fitting[0] if len({person for person, _ in fitting}) == 1 else None


def _beside(person: str, text: str) -> Iterator[Title]:
    """Give the offices of one that stand right before or after a name."""
    for place in re.finditer(rf"\b{re.escape(person)}\b", text):
        left, right = text[max(0, place.start() - AROUND) : place.start()], text[place.end() : place.end() + AROUND]
        before, after = _title_before().search(left), _title_after().match(right)
        for match, words in ((before, f"{before[0].strip() if before else ''} {person}"), (after, "")):
            if match is not None:
                which = f"{match['before']} {match['of'] or ''}"
                told = {w for w in which.split() if w[:1].isupper() or w.lower() in _words("lesser")}
                kept = frozenset(t for w in told for t in normal_name(w).split()) - _idle()
                quoted = words or f"{person}{match[0]}"
                noun = normal_name(match["noun"])
                yield Title(noun, kept or _house(noun, match["before"], text), " ".join(quoted.split()))


def _house(noun: str, before: str, text: str) -> frozenset[str]:
    """Give the words for the only house whose seat a report names ("director of the Orvane hospital"), or none."""
    if noun not in _words("seats") or not set(normal_name(before).split()) <= _idle():
        return frozenset()
    told = [m["of"] for m in re.finditer(rf"\b(?i:{noun}){_HOUSE}", text)]
    houses = {frozenset(normal_name(w) for w in re.findall(r"\b[A-Z][\w-]+", of)) for of in told}
    return next(iter(houses)) if len(houses) == 1 else frozenset()


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}\b(?P<noun>{_any()})\b{_OF}\s*,?\s+\Z")


@cache
def _title_after() -> re.Pattern[str]:
    return re.compile(rf"\s*,\s*(?:who\s+is\s+)?{_BEFORE}\b(?P<noun>{_any()})\b{_OF}")


def _any() -> str:
    return "|".join(f"(?i:{re.escape(noun)})" for noun in _nouns())


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(sorted(_words("sole") | _words("seats"), key=lambda n: (-len(n), n)))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("namesakes", "en")[name])


@cache
def _idle() -> frozenset[str]:
    return frozenset({"the", "a", "an", "s", "its", "their", *_words("joining"), *_words("areas")})
