"""Words to places: the gazetteer, our own spellings, and the countries a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.extract import agents
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
_AFTER = re.compile(
    r"\b(?:IN|NEAR|AT|FROM|OF|TO|AROUND|OUTSIDE|INTO|OVER)\s+(?:(?:THE\s+)?(?:CITY|TOWN|VILLAGE)\s+OF\s+)?"
    r"(?=([\w'’-]+(?:\s+[\w'’-]+){0,3}))"
)
#: After these words a name that no list knows is a place all the same.
_SETTLED = re.compile(
    r"\b(?:village|town|city|suburb|hamlet|settlement|neighbou?rhood)\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_COMMON = frozenset(
    {"eastern", "western", "southern", "northern"}
    | {
        "central",
        "north",
        "south",
        "east",
        "west",
        "union",
        "independence",
        "same",
        "man",
        "most",
        "police",
        "date",
        "of",
    }
    | {"bush", "ali", "jesuit", "jesuits", "victoria", "liberty", "progress", "best", "hill", "wells", "many", "this"}
)
_LEAD = re.compile(r"(?:In|Near|At|From|On|To|Outside|Around|Of)\s+(?=[A-ZÀ-Þ])")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SIDE = r"(?:north|south|east|west|(?:north|south)[-\s]?(?:east|west))(?:ern)?"
_BESIDE = re.compile(
    rf"\b(?:{_SIDE}|(?:km|kilomet(?:er|re)s?|miles?)(?:\s+away)?)\s+(?:of|from)\s+(?:the\s+(?:city|town|village)\s+of\s+)?$",
    re.IGNORECASE,
)
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_KINDS = frozenset(
    {
        "city",
        "province",
        "governorate",
        "district",
        "airport",
        "castle",
        "prison",
        "offensive",
        "area",
        "region",
        "base",
    }
    | {"countryside", "military", "suburbs", "road", "highway", "street", "hospital", "university", "museum", "and"}
)
#: A text with this share of capitals was sent by telex: its names are found by the words before them.
TELEX_SHARE = 0.7
#: A place's byname counts this much of what its own name does.
OTHER_NAME = 0.1
_RANK = {"country": 0, "town": 1, "governorate": 2, "district": 1, "site": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """A place met in a text, with the offsets of its words; `beside` when the text only says "west of" it."""

    start: int
    end: int
    place: Place
    beside: bool = False


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
    words = re.findall(r"\b[^\W\d_]+\b|\bU\.[KS]\b", text.title() if _telexed(text) else text)
    found: Counter[str] = Counter()
    at = 0
    while at < len(words):
        pair = _nations().get(" ".join(words[at : at + 2]))  # "South Sudan" is not Sudan; "Syrian Army" is Syria's
        code = pair or _nations().get(words[at])
        if code is not None:
            found[code] += 1
        at += 2 if pair is not None else 1
    return found


def mostly(context: Counter[str]) -> frozenset[str]:
    """Give the countries that a report names most: those with at least half the mentions of the first."""
    return frozenset(c for c, count in context.items() if 2 * count >= max(context.values()))


@cache
def _nations() -> dict[str, str]:
    """Give the country of each name of a country, its people or its capital."""
    return {name: code for code, names in lexicon("demonyms").items() for name in names}


def _telexed(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > TELEX_SHARE * len(letters)


def _own_name(row: tuple[str, ...], name: str) -> bool:
    """Say whether a name is the one a place goes by, and not a byname that it shares."""
    own = fold(name)
    return own in {fold(row[0]), fold(_preferred().get((fold(row[0]), row[2]), row[0]))}


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
            -context[r[2]] * (1.0 if _own_name(r, name) else OTHER_NAME),
            not _own_name(r, name) and int(r[5]) < 20_000,
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


def _within(text: str, start: int, end: int, tags: Collection[str]) -> bool:
    """Say whether a tagged name stands where only a place can: "in X", "recaptured X", and is no party we know."""
    taken = "PERSON" not in tags and _TAKEN.search(text[:start]) is not None
    return (taken or _IN.search(text[:start]) is not None) and agents.known(text[start:end]) is None


_IN = re.compile(r"\b(?:in|near|outside|inside)\s+$", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:(?:re)?captur(?:ed|ing|e)|(?:re)?tak(?:en|ing|e)|(?:re)?took|seiz(?:ed|ing|e)|liberat(?:ed|ing|e)|"
    r"overr[au]n|enter(?:ed|ing)?|control(?:s|led)?\s+(?:of|over)?|reach(?:ed|ing)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: "A Moscow-based analyst" tells where somebody comes from, not where something happened.
_OF_SOMEBODY = re.compile(
    r"[-‐‑–](?:based|born|backed|led|run|trained|funded|allied|aligned|educated)\b", re.IGNORECASE
)


def places(text: str, labelled: Mapping[tuple[int, int], str], context: Counter[str]) -> tuple[Found, ...]:
    """Give the places of a sentence: spans a tagger calls places, and known capitalised names after "in", "near" ….

    `labelled` gives the tagger's label of a span. A name of a small place outside the countries of the context is not
    believed; one that no list knows is a place where the words leave nothing else, and then has no coordinates.
    """
    telex = _telexed(text)
    found: list[Found] = []
    for match in (_AFTER if telex else _NAME).finditer(text):
        start, end = match.span(1) if telex else match.span()
        if (lead := _LEAD.match(text[start:end])) is not None:
            start += lead.end()
        after = telex or bool(_BEFORE.search(text[:start])) or _great(text[start:end], context)
        tags = {label for (a, b), label in labelled.items() if a < end and start < b}
        tagged = bool(tags)
        if not (after or tagged) or end - start < 3 or (found and start < found[-1].end):
            continue
        place = _longest(text[start:end], context)
        settled = _SETTLED.search(text[:start]) is not None or (tagged and _within(text, start, end, tags))
        if place is None and not telex and settled:
            name = text[start:end].removesuffix("'s").removesuffix("’s")
            found.append(Found(start, start + len(name), Place(name)))
            continue
        if place is None or not _believed(place[0], text[start : start + place[1]], context):
            continue
        hit, length = place
        if _OF_SOMEBODY.match(text, start + length) is not None:
            continue
        rest = text[start + length : end].split()
        # "Central American University" begins like a town, and is none.
        if rest and not telex and not tagged and rest[0].lower() not in _KINDS and hit.level == "town":
            continue
        found.append(Found(start, start + length, hit, _BESIDE.search(text[:start]) is not None))
    return tuple(found)


def again(text: str, found: Iterable[Found], names: dict[str, Place]) -> tuple[Found, ...]:
    """Add to a sentence's places the names that another sentence of the report has shown to be places."""
    have = list(found)
    for name, place in names.items():
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            taken = any(match.start() < f.end and f.start < match.end() for f in have)
            if not taken and _OF_SOMEBODY.match(text, match.end()) is None:
                have.append(Found(match.start(), match.end(), place))
    return tuple(sorted(have, key=lambda f: f.start))


def _great(words: str, context: Counter[str]) -> bool:
    """Say whether a name is that of a large town of the report's countries, which needs no "in" before it."""
    if " " in words or words.lower() in _COMMON:
        return False
    place = look_up(words, context)
    return place is not None and place.level == "town" and bool(context[place.country]) and _large(place, words)


def _believed(place: Place, words: str, context: Counter[str]) -> bool:
    """Say whether a name is meant as a place: towns only in the report's countries, or great cities by their own name.

    A byname elsewhere is most often something else: a person, a verb, the beginning of a longer name.
    """
    if words.lower() in _COMMON:
        return False
    if place.level != "town":
        return True
    if place.country in _ENGLISH:
        return _large(place, words)
    own = fold(_POSSESSIVE.sub("", words)) == fold(place.name)
    return bool(context[place.country]) or (own and _large(place, words))


def _longest(words: str, context: Counter[str]) -> tuple[Place, int] | None:
    """Give the place of the longest beginning of some words that is known, and its length; a site's town counts."""
    ends = [len(words), *[m.start() for m in reversed(list(re.finditer(r"[ ]", words)))]]
    for end in ends:
        place = look_up(_POSSESSIVE.sub("", words[:end]), context)
        if place is not None:
            return place, end
    return None


def _large(place: Place, words: str) -> bool:
    """Tell whether a town is known enough to be meant without its country being named."""
    return (
        any(int(rows()[n][5]) >= 100_000 for n in _index().get(fold(_POSSESSIVE.sub("", words)), ()))
        or not place.country
    )
