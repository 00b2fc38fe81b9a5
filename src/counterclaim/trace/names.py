"""Finding names of publishers and agencies in a text: each spelling once, longest first, in any script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.ties import house
from counterclaim.records.words import Relation

_WORD = re.compile(r"\w+")
#: What parts words in UTF-8 whatever stands beside it: the signs of ASCII that belong to none.
_GAPS = bytes(n if n > 127 or _WORD.match(chr(n)) else 32 for n in range(256))
#: Ties between names of one agent.
ALIASES = frozenset({Relation.ALIAS_OF})
#: Letters that Arabic writes in one with the next word: and, to, by, as, so.
_JOINED = frozenset("ولبكف")
#: Letters of a case ending that Cyrillic adds to a name.
_ENDING_MAX = 2


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A name in a text: where, and the key of whom it names."""

    start: int
    end: int
    key: str


@cache
def _agencies() -> dict[str, str]:
    """Give every spelling of an agency with the key it stands for; the first of two equal ones."""
    rows: list[list[str]] = lexicon("agencies", "any")
    spelled: dict[str, str] = {}
    for row in rows:
        for spelling in row:
            spelled.setdefault(spelling, normal_name(row[0]))
    return spelled


@cache
def _agency_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for spelling, key in _agencies().items():
        names.setdefault(normal_name(spelling), key)
    return names


@cache
def agency_title(key: str) -> str:
    """Give an agency's name for a reader, or the key itself when no agency has it."""
    return next((row[0] for row in lexicon("agencies", "any") if normal_name(row[0]) == key), key)


def publisher_key(name: str | None, registry: Registry) -> str:
    """Give one key for a publisher however it is written; empty when it is not known."""
    if not name:
        return ""
    plain = normal_name(name)
    agency = _agency_names().get(plain)
    return agency if agency is not None else house(plain, registry, ALIASES)[0]


class Names:
    """The agencies, and some publishers, as they are spelled.

    Whole words only, capitals as written; also all in capitals, as in headlines and old wires, where that is longer
    than initials ("AA" is not "aa"). Arabic names may have a letter joined in front, Cyrillic ones a case ending.
    """

    def __init__(self, publishers: Iterable[str | None], registry: Registry) -> None:
        keys = dict(_agencies())
        for name in sorted({p for p in publishers if p}):
            if len(normal_name(name)) > 1:
                keys[name] = keys[re.sub(r"^(?:The|the)\s+", "", name)] = publisher_key(name, registry)
        keys = {s.upper(): k for s, k in keys.items() if len(s) > 4} | keys
        self._bylines = _bylines(keys)
        keys |= self._bylines
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for spelling, key in sorted(keys.items(), key=lambda s: (-len(s[0]), s)):
            if first := _WORD.search(spelling):
                self._by_first.setdefault(first.group(), []).append((spelling, key))
        self._firsts = {first.encode(): first for first in self._by_first}

    def find(self, text: str) -> list[Found]:
        """Give the names in a text in order; of overlapping ones the longest."""
        pieces = set(text.encode("utf-8", "surrogatepass").translate(_GAPS).split())
        firsts = {self._firsts[piece] for piece in pieces & self._firsts.keys()}
        if not text.isascii():
            # A piece with signs outside ASCII may be words and marks, or a word with letters joined to it.
            words = set(_WORD.findall(b" ".join(p for p in pieces if not p.isascii()).decode("utf-8", "surrogatepass")))
            words |= {w[1:] for w in words if w[0] in _JOINED and len(w) > 1}
            words |= {w[:-cut] for w in words if _cyrillic(w[0]) for cut in range(1, _ENDING_MAX + 1)}
            firsts |= words & self._by_first.keys()
        spelled = [row for first in firsts for row in self._by_first[first]]
        found: list[Found] = []
        for spelling, key in sorted(spelled, key=lambda s: (-len(s[0]), s)):
            for start, end in _places(spelling, text):
                if spelling in self._bylines and not _follows().match(text, end):
                    continue
                if all(end <= f.start or f.end <= start for f in found):
                    found.append(Found(start, end, key))
        return sorted(found)


def _bylines(keys: Mapping[str, str]) -> dict[str, str]:
    """Give the short forms that agencies sign with: "Ostra" for Ostra News Agency, where one name alone begins so.

    Those of well-known agencies are in their list; the name of a country means the country.
    """
    ends, firsts = frozenset(lexicon("namesakes", "en")["agency"]), defaultdict(set)
    for spelling, key in keys.items():
        firsts[normal_name(spelling).split(" ")[0]].add(key)
    short: dict[str, str] = {}
    for spelling, key in sorted(keys.items()):
        first, *rest = re.sub(r"^(?:The|the)\s+", "", spelling).split()
        tail = {w.lower() for w in rest}
        if (
            not first.isupper()
            and tail
            and tail <= ends
            and not tail <= {"news", "press"}
            and len(firsts[normal_name(first)]) == 1
        ):
            short.setdefault(first, key)
    taken = {form.strip() for line in lexicon("agents", "en")["countries"] for form in line.split("|")}
    return {f: k for f, k in short.items() if f not in keys and f not in taken and k not in _agencies().values()}


@cache
def _follows() -> re.Pattern[str]:
    """Give what may follow a byline: no further word, which would make another name of it, or one that reports."""
    words = "|".join(lexicon("namesakes", "en")["after_byline"])
    return re.compile(rf"(?!\s+\w)|\s+(?:{words})\b")


def _places(spelling: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(spelling)
    while start >= 0:
        end = start + len(spelling)
        if _cyrillic(text[end - 1]):
            rest = end
            while rest < len(text) and rest - end <= _ENDING_MAX and _cyrillic(text[rest]):
                rest += 1
            end = rest if rest - end <= _ENDING_MAX and not spelling.isupper() else end
        before = text[start - 1] if start else " "
        joined = before in _JOINED and (start < 2 or not _word(text[start - 2]))
        if (not _word(before) or joined) and (end == len(text) or not _word(text[end])):
            yield start, end
        start = text.find(spelling, start + 1)


def _word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _cyrillic(sign: str) -> bool:
    return "\u0400" <= sign <= "\u04ff"
