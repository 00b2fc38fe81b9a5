"""When and where an incident was: the days and places that stand with it, else what the dateline gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import Asked, Seen
from counterclaim.extract.incidents.nearness import BESIDE, beside, logit, sigmoid
from counterclaim.extract.incidents.places import Places
from counterclaim.extract.incidents.spans import DATELINE, DAY, Span

#: Names of what is weighed of a day, and of a place; of both `BESIDE` comes first.
DAYS = (
    *(*BESIDE, "day of publication", "day before", "days ago", "over two months ago"),
    *("mentions", "days named", "today", "yesterday or last night"),
)
PLACES = (*BESIDE, "tagged", "division", "site", "after IN", "after OF or FROM", "mentions", "places named", "words")
#: How recent an incident must be for the task, in days; how long ago is counted up to the second figure.
RECENT, _AGES = 61, 400
#: How long ago a day is taken to be where the report has no date.
_UNKNOWN = 30
_YESTERDAY = re.compile(r"YESTERDAY|LAST\s+NIGHT", re.IGNORECASE)
#: What stands before or after a name to say what it is a name of.
_SORT = re.compile(
    r"^(?:OF|IN|THE|NORTHERN|SOUTHERN|EASTERN|WESTERN|CENTRAL|DOWNTOWN)\b"
    r"|\b(?:CITY|TOWN|MUNICIPALITY|DEPARTMENT|PROVINCE|NEIGHBORHOOD|CANTON|DISTRICT|VILLAGE|REGION|AREA)$"
)
#: From the wider to the narrower.
ORDER = ("division", "town", "site")
Given = tuple[Seen, Sequence[Span], Asked]
#: A value, and what is told of one mention of it.
Told = Iterator[tuple[str, list[float]]]


def days(rows: Sequence[int], number: int, given: Given, published: str | None) -> Told:
    """Give each day named, not after publication, with `DAYS` beside the rows of an incident of the kind numbered."""
    _, found, _ = given
    named = [(i, s, s.day) for i, s in enumerate(found) if s.role == DAY and s.day]
    known = [(i, s, day) for i, s, day in named if published is None or day <= published]
    times = Counter(day for _, _, day in known)
    for at, one, day in known:
        ago = (date.fromisoformat(published) - date.fromisoformat(day)).days if published else _UNKNOWN
        told = (ago == 0, ago == 1, np.log1p(min(ago, _AGES)), ago > RECENT, np.log1p(times[day]), np.log1p(len(times)))
        words = (one.words.upper() == "TODAY", _YESTERDAY.search(one.words) is not None)
        yield day, [*beside(at, rows, number, given), *map(float, told), *map(float, words)]


def day(told: Told, weights: Array, published: str | None, least: float) -> tuple[str | None, str | None]:
    """Give (first, last) ISO days: the surest day, else (None, the dateline's day): on or before it."""
    sure = _sure(told, weights)
    best = max(sure, key=lambda d: (sure[d], d), default=None)
    return (best, best) if best is not None and sure[best] >= least else (None, published)


def _sure(told: Told, weights: Array) -> dict[str, float]:
    """Give of each value how sure its surest mention is."""
    out: dict[str, float] = {}
    for value, evidence in told:
        out[value] = max(out.get(value, 0.0), sigmoid(float(weights @ np.asarray(evidence, dtype=np.float32))))
    return out


def called(words: str, known: Places) -> str:
    """Give a place's name without the word for what it is, unless it is known by both; "" when no name is left."""
    full = words.upper()
    if known.listed(full):
        return full
    name = _SORT.sub("", full).strip()
    return "" if known.people(name) else name


def _named(found: Sequence[Span], known: Places) -> list[tuple[int, Span]]:
    return [(i, s) for i, s in enumerate(found) if s.role == "place" and not known.people(s.words)]


def country(rows: Sequence[int], number: int, given: Given, known: Places) -> str | None:
    """Give the country that the places named near an incident, the dateline and the whole text speak for."""
    seen, found, asked = given
    near = asked.pairs["incident"][:, list(rows)].mean(axis=1) if rows else np.ones(len(found))
    weight = np.sqrt(asked.kinds[:, number] * near)
    told = [(s.words, float(weight[i]) * s.sure**0.5) for i, s in _named(found, known)]
    return known.country(told, seen.text[:DATELINE], seen.text)


def places(rows: Sequence[int], number: int, given: Given, where: tuple[str, Places]) -> Told:
    """Give each name of a place in the country with `PLACES` beside the rows of an incident of the kind numbered."""
    seen, found, _ = given
    country_, known = where
    # Where a report was sent from is not where it says that something happened.
    body = max(0, seen.text.find("--", 0, DATELINE))
    named = [(i, s, called(s.words, known)) for i, s in _named(found, known)]
    times = Counter(name for _, _, name in named)
    for at, one, name in named:
        if one.start < body or not name or known.path(name, country_) != (country_, name):
            continue
        level = known.level(name, country_)
        before = seen.text[max(0, one.start - 12) : one.start].upper().split()[-1:]
        told = (level == "division", level == "site", before == ["IN"], before in (["OF"], ["FROM"], ["TO"]))
        sizes = (np.log1p(times[name]), np.log1p(len(times)), len(name.split()) > 1)
        yield name, [*beside(at, rows, number, given), logit(one.sure), *map(float, told), *map(float, sizes)]


def place(told: Told, weights: Array, where: tuple[str, Places], least: tuple[float, float]) -> tuple[str, ...]:
    """Give the place from the country down: the surest name, with another that is wider or narrower if sure enough."""
    country_, known = where
    sure = _sure(told, weights)
    names = sorted(sure, key=lambda n: (-sure[n], n))
    if not names or sure[names[0]] < least[0]:
        return (country_,)
    level = {name: ORDER.index(known.level(name, country_)) for name in names}
    others = [n for n in names[1:] if sure[n] >= least[1] and level[n] != level[names[0]]]
    return (country_, *sorted([names[0], *others[:1]], key=lambda n: level[n]))
