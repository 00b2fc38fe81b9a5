"""One parsed sentence with its surroundings: what the slots read from, and what the text was last about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from counterclaim.extract.named.agents import known
from counterclaim.extract.named.places import Found
from counterclaim.extract.words.gazetteer import ABROAD, nations, telexed
from counterclaim.extract.words.held import TEXTS_KEPT
from counterclaim.extract.words.times import When
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.words import Measure

_BODY = r"(?:government|regime|army|military|troops|authorities|armed forces|forces)"
#: What stands before the dashes of a wire report ("LOM, 3 May (Agency) -- …") dates the report.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    r"^.{0,90}?\s--(?:\s|$)|^[^\n]{0,90}?\)\s*[-–—]\s*$"
    r"|^\d{1,2}\.? \w{3,9}\.? \d{4}\s+[-–—]\s"
    rf"|^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,40}}(?:,[^\n(]{{1,40}}?|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})?\s*"
    r"(?:(?:\([^()\n]{2,60}\)\s*)?(?<=[\s)])[-–—]\s|:\s)",
    re.DOTALL,
)
#: What is told in words before two dashes ("six priests -- five Velans --") is no dateline, whose words are names and
#: days; brackets may hold others.
_WORDED = re.compile(
    r"(?<![\w.'’-])(?!(?:date|city|town|january|february|march|april|june|july|august|september|october|november|december)\b)"
    r"[a-zß-ÿ]{4,}(?![\w'’-])"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_OWNED = re.compile(rf"\b([^\W\d_][\w-]{{1,40}})(?:['’]s?)?\s+{_BODY}\b", re.IGNORECASE)
#: A place named so many sentences before still holds; in a report that names no more towns than these, throughout.
CARRIED_SENTENCES = 1
CARRIED_TOWNS = 2
_BRACKET = re.compile(r"\[([^\[\]]{1,60})\]")
_MARKUP = re.compile(r"!?\[[^\]]*\]\([^)]*\)|https?://\S+")


@dataclass(slots=True)
class Memory:
    """What a report was last about (place, party, armed party, act, days …), and the government it names most.

    `lands` are the countries the report is about, `spots` the names it uses as places ("near X", "the village of X"),
    `people` the surnames of its persons;
    `story` is when the act happened that the narrative has come to, in `paragraph`; `acts` are the last of each family,
    `named` those of each name with a target, `thing` what the sentence before was about.
    `measure` is what a sentence's first number counted last, `measures` all that such numbers counted.
    `written` says that `place` is where the report was written, `acted` that its sentence told of an act.
    `number` is the sentence's, `placed` that of `place`; `towns` counts those of the report.
    """

    owner: str | None
    place: Place | None = None
    town: Place | None = None
    written: bool = False
    acted: bool = False
    party: str | None = None
    armed: str | None = None
    motive: str | None = None
    act: Any = None
    thing: Any = None
    acts: dict[str, Any] = field(default_factory=dict)
    named: dict[str, Any] = field(default_factory=dict)
    year: int | None = None
    measure: Measure | None = None
    measures: frozenset[Measure] = frozenset()
    day: TimeRange | None = None
    story: TimeRange | None = None
    paragraph: int = -1
    spots: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    towns: int = 0
    number: int = 0
    placed: int = 0

    def counting(self, measure: Measure, *, first: bool) -> None:
        """Note what the first number of a sentence counts."""
        if first:
            self.measure, self.measures = measure, self.measures | {measure}

    def carried(self) -> Place | None:
        """Give the place that the report was last about where it still holds: named close by, or with no other."""
        if self.number - self.placed <= CARRIED_SENTENCES:
            return self.place
        return (self.town or self.place) if self.towns <= CARRIED_TOWNS else None

    def at(self, place: Place | None) -> None:
        """Note where a sentence leaves the reader; of a quarter, the town that it is part of is carried further."""
        last, within = self.place, False
        if place is not None and last is not None and place.level == "district":
            within = (place.lat, place.lon) == (last.lat, last.lon)
        self.town = (self.town or last) if within else None
        self.place, self.placed = place, self.number


@dataclass(slots=True)
class Sentence:
    """A sentence's parse, its words as published, its times and places, and the report's memory.

    `plain` are the words as the parser read them: telex in ordinary case; they begin at `body`, after a dateline.
    """

    doc: Any
    text: str
    when: tuple[When, ...]
    where: tuple[Found, ...]
    memory: Memory
    paragraph: int = 0
    blocked: tuple[tuple[int, int], ...] = ()
    place_of: dict[int, Found] = field(default_factory=dict)
    plain: str = ""
    body: int = 0

    def __post_init__(self) -> None:
        """Find the tokens of each place, and the markup and notes that are none of the author's words."""
        self.plain = self.doc.text
        self.doc.user_data["telex"] = telexed(self.text)
        self.body = _after_dateline(self.plain)
        self.blocked = (*(m.span() for m in _MARKUP.finditer(self.text)), *_notes(self.plain))
        for found in self.where:
            for token in self.doc:
                if not found.beside and token.idx < found.end and found.start < token.idx + len(token.text):
                    self.place_of[token.i] = found

    @property
    def shown(self) -> str:
        """Give the words as a value shows them: as published, a telex as the parser read it, for its names."""
        return self.plain if self.doc.user_data["telex"] else self.text

    def hidden(self, token: Any) -> bool:
        """Say whether a token lies in markup or in a transcriber's note."""
        return bool(self.blocked) and any(a <= token.idx < b for a, b in self.blocked)


def _after_dateline(text: str) -> int:
    """Give where a sentence's own words begin: after a dateline, else at 0."""
    line = _DATELINE.match(text)
    return line.end() if line is not None and _WORDED.search(_IN_BRACKETS.sub(" ", line[0])) is None else 0


def _notes(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a transcriber's notes ("[words indistinct]")."""
    words = set(lexicon("transcription")["notes"])
    return tuple(m.span() for m in _BRACKET.finditer(text) if set(m[1].casefold().split()) <= words)


def owner(text: str, countries: Counter[str]) -> str | None:
    """Give the adjective of the government that a report names most ("Syrian"), or None.

    "The regime" and "the army" are read as its own; a report that names no government means that of
    the country it names most.
    """
    tally: dict[str, int] = {}
    for word in _owned(text):
        if (adjective := _adjective(word)) is not None:
            tally[adjective] = tally.get(adjective, 0) + 1
    # Who wages war abroad is not whose army "the army" is, where the places lie in another country.
    abroad = all(nations().get(a) in ABROAD for a in tally)
    homes = sorted((c for c in countries if c not in ABROAD), key=lambda c: (-countries[c], c))
    for code in homes[:1] if abroad else ():
        for word in lexicon("demonyms")[code]:
            if (adjective := _adjective(word.lower())) is not None:
                tally.setdefault(adjective, 1)
    return min(tally, key=lambda a: (nations().get(a) in ABROAD, -tally[a], a), default=None)


@lru_cache(maxsize=TEXTS_KEPT)
def _owned(text: str) -> tuple[str, ...]:
    """Give the words that stand before a government, an army and their like, in small letters."""
    return tuple(match[1].lower() for match in _OWNED.finditer(text))


@cache
def _adjective(word: str) -> str | None:
    found = known(f"{word} government")
    return found.name.rsplit(" ", 1)[0] if found and found.name.endswith(" government") else None


@cache
def country_of(adjective: str) -> str | None:
    """Give the country of an adjective ("Russian" gives "Russia"), or None."""
    for line in lexicon("agents")["countries"]:
        country, own, *_ = [form.strip() for form in line.split("|")]
        if own.lower() == adjective.lower() or (own == "American" and adjective in {"US", "U.S."}):
            return str(country)
    return None
