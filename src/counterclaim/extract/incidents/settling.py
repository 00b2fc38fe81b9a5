"""When and where an incident was: the days and places that belong to it, else what the dateline gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import Asked
from counterclaim.extract.incidents.places import Places
from counterclaim.extract.incidents.spans import DATELINE, DAY, Span

#: A place counts when it is at least this share of the surest one's weight.
LEAST = 0.6
#: What stands before or after a name to say what it is a name of.
_SORT = re.compile(
    r"^(?:OF|IN|THE|NORTHERN|SOUTHERN|EASTERN|WESTERN|CENTRAL|DOWNTOWN)\b"
    r"|\b(?:CITY|TOWN|MUNICIPALITY|DEPARTMENT|PROVINCE|NEIGHBORHOOD|CANTON|DISTRICT|VILLAGE|REGION|AREA)$"
)
#: From the wider to the narrower.
ORDER = ("division", "town", "site")


def weights(rows: Sequence[int], sure: Array, asked: Asked) -> Array:
    """Give for each span how surely it belongs to the incident of these rows."""
    if not rows:
        return sure
    near = asked.pairs["incident"][:, list(rows)].mean(axis=1)
    return np.asarray(np.sqrt(sure * near))


def day(found: Sequence[Span], weight: Array, published: str | None, least: float) -> tuple[str | None, str | None]:
    """Give (first, last) ISO days: the surest day, else (None, the dateline's day): on or before it."""
    totals: dict[str, float] = {}
    for one, w in zip(found, weight, strict=True):
        if one.role == DAY and one.day and (published is None or one.day <= published):
            totals[one.day] = max(totals.get(one.day, 0.0), float(w))
    best = max(totals, key=lambda d: (totals[d], d), default=None)
    if best is not None and totals[best] >= least:
        return best, best
    return None, published


def called(words: str, known: Places) -> str:
    """Give a place's name without the word for what it is, unless it is known by both; "" when no name is left."""
    full = words.upper()
    if known.listed(full):
        return full
    name = _SORT.sub("", full).strip()
    return "" if known.people(name) else name


def place(found: Sequence[Span], weight: Array, text: str, known: Places) -> tuple[str, ...]:
    """Give the place from the country down; () when nothing tells the country."""
    named = [
        (s, float(w) * s.sure**0.5)
        for s, w in zip(found, weight, strict=True)
        if s.role == "place" and not known.people(s.words)
    ]
    country = known.country([(s.words, w) for s, w in named], text[:DATELINE], text)
    if country is None:
        return ()
    # Where a report was sent from is not where it says that something happened.
    body = max(0, text.find("--", 0, DATELINE))
    told = [(called(s.words, known), w) for s, w in named if s.start >= body]
    best: dict[str, float] = {}
    for words, w in told:
        if words and known.path(words, country) == (country, words):
            best[words] = max(best.get(words, 0.0), w)
    least = LEAST * max([w for _, w in told], default=0.0)
    kept = {name: w for name, w in best.items() if w >= least}
    if not kept:
        return (country,)
    levels = {name: known.level(name, country) for name in kept}
    top = max(kept, key=lambda n: (kept[n], n))
    deepest = max(kept, key=lambda n: (ORDER.index(levels[n]), kept[n], n))
    if levels[deepest] != levels[top]:
        return (country, top, deepest) if ORDER.index(levels[top]) < ORDER.index(levels[deepest]) else (country, top)
    return (country, top)
