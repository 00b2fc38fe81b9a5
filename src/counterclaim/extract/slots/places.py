"""Words to places: the gazetteer, our own spellings, and the countries a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from counterclaim.extract.slots.folding import fold
from counterclaim.lexicons import lexicon
from counterclaim.lexicons.gazetteer import rows
from counterclaim.records.extent import Place

_WORD = r"[A-ZÀ-Þ][\w’'‘`]*"
_JOIN = r"(?:[- ](?:al|el|ez|ar|as|ad|an|at|az|ash|de|del|la|ed)(?=[- ]))"
_NAME = re.compile(rf"\b(?:(?:al|el|ar|as)-)?{_WORD}(?:{_JOIN}*[- ]{_WORD})*")
_BEFORE = re.compile(
    r"\b(?:in|near|at|from|of|on|to|around|outside|into|over|across)\s+(?:the\s+)?(?:\w+ern\s+|city\s+of\s+|town\s+of\s+|village\s+of\s+)?$",
    re.I,
)
_RANK = {"country": 0, "town": 1, "governorate": 2, "district": 1, "site": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """A place met in a text, with the offsets of its words."""

    start: int
    end: int
    place: Place


@cache
def _index() -> dict[str, tuple[int, ...]]:
    """Give key → row numbers; read once, when the first name is looked up."""
    index: dict[str, list[int]] = {}
    for number, row in enumerate(rows()):
        for key in row[7].split("|"):
            index.setdefault(key, []).append(number)
    for entry in lexicon("places"):
        targets = [n for n in index.get(fold(entry["gazetteer"]), []) if rows()[n][2] == entry["country"]]
        targets = [n for n in targets if rows()[n][1] == entry.get("level", "town")]
        for spelling in [entry["name"], *entry["spellings"]]:
            known = index.setdefault(fold(spelling), [])
            known.extend(n for n in targets if n not in known)
    return {key: tuple(numbers) for key, numbers in index.items()}


@cache
def _preferred() -> dict[tuple[str, str], str]:
    """Give our name for a gazetteer name in a country."""
    return {(fold(e["gazetteer"]), e["country"]): e["name"] for e in lexicon("places")}


def countries(text: str) -> Counter[str]:
    """Give how often each country is named in a text, by its name or its people."""
    words = Counter(re.findall(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\b|\bU\.?[KS]\b", text))
    found: Counter[str] = Counter()
    for code, names in lexicon("demonyms").items():
        found[code] = sum(words[n] for n in names)
    return +found


def look_up(name: str, context: Counter[str]) -> Place | None:
    """Give the place of a name: the country of the context first, then the most people; candidates are counted."""
    numbers = _index().get(fold(name), ())
    if not numbers:
        return None
    data = [rows()[n] for n in numbers]
    nations = [r for r in data if r[1] == "country"]
    ranked = sorted(
        nations or data,
        key=lambda r: (
            -context[r[2]],
            fold(r[0]) != fold(name) and int(r[5]) < 20_000,
            _RANK[r[1]],
            -int(r[5]),
            r[0],
            r[3],
        ),
    )
    best = ranked[0]
    same = [r for r in ranked if r[2] == best[2]]
    radius = max(int(r[6]) for r in same) if not context[best[2]] and len(same) > 1 else int(best[6])
    shown = _preferred().get((fold(best[0]), best[2]), best[0])
    return Place(shown, float(best[3]), float(best[4]), radius, best[1], best[2], len(ranked))


def places(text: str, labelled: Iterable[tuple[int, int]], context: Counter[str]) -> tuple[Found, ...]:
    """Give the places of a sentence: spans a tagger calls places, and known capitalised names after "in", "near" ….

    A name of a small place outside the countries of the context is not believed.
    """
    spans = set(labelled)
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        after = bool(_BEFORE.search(text[:start]))
        tagged = any(a < end and start < b for a, b in spans)
        if not (after or tagged) or len(match.group()) < 3:
            continue
        place = _longest(match.group(), context)
        if place is None:
            continue
        hit, length = place
        if hit.level == "town" and not context[hit.country] and not _large(hit, text[start : start + length]):
            continue
        found.append(Found(start, start + length, hit))
    return tuple(found)


def _longest(words: str, context: Counter[str]) -> tuple[Place, int] | None:
    """Give the place of the longest beginning of some words that is known, and its length; a site's town counts."""
    ends = [len(words), *[m.start() for m in reversed(list(re.finditer(r"[ ]", words)))]]
    for end in ends:
        place = look_up(words[:end].removesuffix("'s").removesuffix("’s"), context)
        if place is not None:
            return place, end
    return None


def _large(place: Place, words: str) -> bool:
    """Tell whether a town is known enough to be meant without its country being named."""
    return any(int(rows()[n][5]) >= 100_000 for n in _index().get(fold(words), ())) or place.country == ""
