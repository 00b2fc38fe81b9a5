"""Names to places: which of the places that bear a name is meant, by the countries that a report is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from math import cos, hypot, log10, radians

from anyascii import anyascii

from counterclaim.extract.words.folding import fold
from counterclaim.extract.words.held import TEXTS_KEPT
from counterclaim.lexicons import lexicon
from counterclaim.lexicons.gazetteer import rows
from counterclaim.records.extent import Place

#: Powers that wage war abroad: another country that a report also names is the one it is about.
ABROAD = frozenset({"US", "GB", "FR", "RU"})
#: A text with this share of capitals was sent by telex: its names are found by the words before them.
TELEX_SHARE = 0.7
#: A place's byname counts this much of what its own name does.
OTHER_NAME = 0.1
#: Where nothing tells two towns of one name apart, one this much farther off must have ten times the people.
KM_PER_TENFOLD = 3000
KM_PER_DEGREE = 111
#: A city of this many people is meant by its own name before any place that has it for a byname.
FAMOUS = 1_000_000
#: A small town is believed where its country is named at least this share of the times that the most named one is.
SHARE = 1 / 3
#: Letters of a scholarly spelling ("Fallūjah", "Ḩamāh", "Qā’im").
_SCHOLARLY = re.compile(r"[āēīōūĀĪŪḩḨţŢşŞẕḑḐ‘’ʻ]")
_ARTICLE = re.compile(r"^(?:Al|Ar|As|Ad|An|At|Az|Ash|Adh|El)[ -](?=[A-Z'`])")
_RANK = {"country": 0, "town": 1, "governorate": 2, "district": 1, "site": 1}


@cache
def all_rows() -> tuple[tuple[str, ...], ...]:
    """Give the gazetteer's rows, and those of places that it leaves out or knows less well."""
    ours = [e for e in lexicon("places") if "at" in e]
    known = {(e["name"], e["level"], e["country"]) for e in ours}
    made = (
        (
            *(e["name"], e["level"], e["country"], *map(str, e["at"])),
            *(str(e.get("people", 0)), str(e["radius"]), fold(e["name"]), ""),
        )
        for e in ours
    )
    return (*(r for r in rows() if r[:3] not in known), *made)


@cache
def index() -> dict[str, tuple[int, ...]]:
    """Give key → row numbers; read once, when the first name is looked up."""
    index: dict[str, list[int]] = {}
    for number, row in enumerate(all_rows()):
        for key in row[7].split("|"):
            index.setdefault(key, []).append(number)
    for entry in lexicon("places"):
        own = fold(entry.get("gazetteer", entry["name"]))
        targets = [n for n in index.get(own, []) if all_rows()[n][2] == entry["country"]]
        targets = [n for n in targets if all_rows()[n][1] == entry.get("level", "town")]
        for spelling in [entry["name"], *entry["spellings"]]:
            known = index.setdefault(fold(spelling), [])
            if entry.get("meant"):
                known[:] = [n for n in known if all_rows()[n][2] != entry["country"]]
            known.extend(n for n in targets if n not in known)
    return {key: tuple(numbers) for key, numbers in index.items()}


@cache
def _preferred() -> dict[tuple[str, str], str]:
    """Give our name for a gazetteer name in a country."""
    return {(fold(e["gazetteer"]), e["country"]): e["name"] for e in lexicon("places") if "gazetteer" in e}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in nations())


@lru_cache(maxsize=TEXTS_KEPT)
def countries(text: str) -> Counter[str]:
    """Give how often each country is named in a text, by its name or its people."""
    words = re.findall(r"\b[^\W\d_]+\b|\bU\.[KS]\b", text.title() if telexed(text) else text)
    found: Counter[str] = Counter()
    at = 0
    while at < len(words):
        if words[at] not in _first_words():
            at += 1
            continue
        pair = nations().get(" ".join(words[at : at + 2]))  # "South Sudan" is not Sudan; "Syrian Army" is Syria's
        code = pair or nations().get(words[at])
        if code is not None:
            found[code] += 1
        at += 2 if pair is not None else 1
    return found


def mostly(context: Counter[str]) -> frozenset[str]:
    """Give the countries that a report names most: those with at least half the mentions of the first."""
    return frozenset(c for c, count in context.items() if 2 * count >= max(context.values()))


@cache
def nations() -> dict[str, str]:
    """Give the country of each name of a country, its people or its capital."""
    return {name: code for code, names in lexicon("demonyms").items() for name in names}


def telexed(text: str) -> bool:
    """Say whether a text is nearly all capitals."""
    return sum(map(str.isupper, text)) > TELEX_SHARE * sum(map(str.isalpha, text))


def _own_name(row: tuple[str, ...], name: str) -> bool:
    """Say whether a name is the one a place goes by, and not a byname that it shares."""
    own = fold(name)
    return own in {fold(row[0]), fold(_preferred().get((fold(row[0]), row[2]), row[0]))}


def look_up(name: str, context: Counter[str], level: str = "") -> Place | None:
    """Give the place of a name: the country of the context first, then the most people; candidates are counted.

    `level`, where it is given, is the only level looked at.
    """
    data = [r for n in index().get(fold(name), ()) if (r := all_rows()[n])[1] == level or not level]
    if not data:
        return None
    nations = [r for r in data if r[1] == "country"]
    home = max(context, key=lambda c: (context[c], c not in ABROAD, c), default=None)
    # A power abroad is named in reports of every war: its towns are meant where nothing else is.
    named = Counter({c: n for c, n in context.items() if c == home or c not in ABROAD})
    famous = any(int(r[5]) >= FAMOUS and _own_name(r, name) for r in data)
    ranked = sorted(
        nations or data,
        key=lambda r: (
            famous and not _own_name(r, name),
            -named[r[2]] * (1.0 if _own_name(r, name) else OTHER_NAME),
            not _own_name(r, name) and int(r[5]) < 20_000,
            _RANK[r[1]],
            -_weight(r, home),
            r[0],
            r[3],
        ),
    )
    best = ranked[0]
    same = [r for r in ranked if r[2] == best[2]]
    radius = max(int(r[6]) for r in same) if not context[best[2]] and len(same) > 1 else int(best[6])
    return Place(_shown(best), float(best[3]), float(best[4]), radius, best[1], best[2], len(ranked))


def _weight(row: tuple[str, ...], home: str | None) -> float:
    """Give how likely a place is meant: by the tens of its people, less what the way from the report's land costs."""
    at = _centres().get(home or "")
    size = log10(int(row[5]) + 1)
    if at is None or row[2] == home:
        return size
    lat, lon = float(row[3]), float(row[4])
    return size - KM_PER_DEGREE * hypot(lat - at[0], (lon - at[1]) * cos(radians(at[0]))) / KM_PER_TENFOLD


@cache
def _centres() -> dict[str, tuple[float, float]]:
    """Give the centre of each country."""
    return {r[2]: (float(r[3]), float(r[4])) for r in rows() if r[1] == "country"}


def _shown(row: tuple[str, ...]) -> str:
    """Give a place's name for a reader: ours, else the gazetteer's; a scholarly spelling without its marks."""
    name = _preferred().get((fold(row[0]), row[2]), row[0])
    if not _SCHOLARLY.search(name):
        return name
    return _ARTICLE.sub("", anyascii(name)).strip("'`") or name


def at_home(country: str, context: Counter[str]) -> bool:
    """Say whether a country is among those that a report is mostly about."""
    return bool(context[country]) and context[country] >= SHARE * max(context.values())
