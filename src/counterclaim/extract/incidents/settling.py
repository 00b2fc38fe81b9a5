"""When and where an incident was: the day and place named nearest to those it harmed, else what the dateline gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.extract.incidents.entities import Entity
from counterclaim.extract.incidents.linear import Learned
from counterclaim.extract.parse import Parsed
from counterclaim.extract.slots.times import times
from counterclaim.records.extent import TimeRange

#: An incident is news for two months.
RECENT_DAYS = 62
_WEEKDAY = re.compile(r"monday|tuesday|wednesday|thursday|friday|saturday|sunday", re.IGNORECASE)
_WORDS_MAX = 5


def _near(parsed: Sequence[Parsed], about: Sequence[Entity]) -> list[Parsed]:
    """Give the sentences to look in: those that name the most of the incident's people and things first."""
    counts = Counter(s for e in about for s in e.sentences)
    named = [i for i, _ in sorted(counts.items(), key=lambda c: (-min(c[1], 2), c[0]))]
    return [parsed[i] for i in named] or list(parsed[:2])


def day(parsed: Sequence[Parsed], published: str | None, about: Sequence[Entity]) -> tuple[str | None, str | None]:
    """Give (first, last) ISO days: a day that is named, else (None, the dateline's day): on or before it."""
    if published is None:
        return None, None
    base = TimeRange(published, published, True)
    for one in _near(parsed, about)[:4]:
        for when in times(one.doc.text, base):
            if when.range is None or when.range.start != when.range.end or _WEEKDAY.search(when.words):
                continue
            if 0 <= (date.fromisoformat(published) - date.fromisoformat(when.range.end)).days <= RECENT_DAYS:
                return when.range.start, when.range.end
    return None, published


def place(parsed: Sequence[Parsed], about: Sequence[Entity], learned: Learned) -> tuple[str, ...]:
    """Give the place from the country down; () when nothing tells the country."""
    for one in _near(parsed, about)[:4]:
        found = [path for path in _paths(one, learned) if len(path) > 1]
        if found:
            return max(found, key=len)
    countries = Counter(path[0] for one in parsed for path in _paths(one, learned))
    dateline = [path[0] for one in parsed[:1] for path in _paths(one, learned)]
    countries.update(dateline[:1] * 2)
    return (min(countries, key=lambda c: (-countries[c], c)),) if countries else ()


def _paths(one: Parsed, learned: Learned) -> Iterator[tuple[str, ...]]:
    """Give the paths of the places that a sentence names, longest names first."""
    words = re.findall(
        r"[A-ZÑ0-9.'-]+", one.passage.text.split("--", 1)[-1].upper() if one.passage.index else one.passage.text.upper()
    )
    at = 0
    while at < len(words):
        for size in range(min(_WORDS_MAX, len(words) - at), 0, -1):
            path = learned.places.get(" ".join(words[at : at + size]).strip(".,'-"))
            if path is not None:
                yield path
                at += size - 1
                break
        at += 1
