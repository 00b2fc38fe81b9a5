"""A report to its incidents: spans, what is asked of them, which belong together, and what each incident then says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from counterclaim.extract.incidents import settling
from counterclaim.extract.incidents.blaming import confidence
from counterclaim.extract.incidents.crown import KINDS, Asked, Crown, Seen, ask, see, shipped
from counterclaim.extract.incidents.describing import descriptions, surest
from counterclaim.extract.incidents.entities import TARGETS, Entity, answer, how_many
from counterclaim.extract.incidents.forming import Formed, Limits, form
from counterclaim.extract.incidents.incident import Blamed, Incident, Person, Thing
from counterclaim.extract.incidents.judging import Weights, weights
from counterclaim.extract.incidents.marking import Marks, marked
from counterclaim.extract.incidents.phrases import Sentence
from counterclaim.extract.incidents.places import places
from counterclaim.extract.incidents.spans import ROLES, Span, days, spans_of
from counterclaim.extract.words.numbers import Quantity, quantities

#: A piece is of a place when the chance that it has no role is below this.
NO_ROLE = 0.85
#: Two words before a target stand within so many characters.
_BEFORE = 60


def incidents(
    text: str,
    published: str | None,
    by: Crown | None = None,
    limits: Limits | None = None,
    sentences: Sequence[Sentence] = (),
) -> tuple[Incident, ...]:
    """Give the incidents of a report, the surest first; `published` is its ISO day or None.

    `sentences` are parsed; without them the clauses tell nothing, and less is read.
    """
    by, limits = by or shipped(), limits or Limits()
    seen = see(text, by, sentences)
    found = spans(seen, published)
    if not found:
        return ()
    return told(seen, found, (ask(seen, found, by), weights(by.heads)), published, limits)


def told(
    seen: Seen, found: Sequence[Span], judged: tuple[Asked, Weights], published: str | None, limits: Limits
) -> tuple[Incident, ...]:
    """Give the incidents that the answers about the spans tell of; `judged` has the answers and what weighs them."""
    asked, by = judged
    counts = quantities(seen.text)
    return tuple(
        _incident(one, (seen, found, asked, counts), by, published, limits)
        for one in form(seen, found, asked, by, limits)
    )


def spans(seen: Seen, published: str | None) -> list[Span]:
    """Give the spans of a report: those that the tags and the words mark, and the days it names."""
    if not len(seen.tags):
        return []
    tags = np.where(seen.tags[:, 0] >= NO_ROLE, 0, seen.tags[:, 1:].argmax(axis=1) + 1)
    # The words know little of places: those are marked by the tags alone.
    of_places = [s for s in spans_of(tags.tolist(), seen.text, seen.cut) if s.role == "place"]
    of_others = [s for s in marked(seen.tags, seen.worded, seen.text, seen.cut, Marks()) if s.role != "place"]
    found = [
        replace(s, sure=_sure(s, seen), worded=seen.worded.over(s.start, s.end, ROLES.index(s.role)))
        for s in (*of_places, *of_others)
    ]
    return sorted([*found, *days(seen.text, seen.cut, published)])


def _sure(one: Span, seen: Seen) -> float:
    tag = 2 * ROLES.index(one.role) + 1
    return float(seen.tags[one.first : one.last, tag : tag + 2].sum(axis=1).mean())


Given = tuple[Seen, Sequence[Span], Asked, Sequence[Quantity]]


def _incident(one: Formed, given: Given, by: Weights, published: str | None, limits: Limits) -> Incident:
    seen, found, asked, _ = given
    near, number = [r for e in one.entities if e.role in TARGETS for r in e.rows] or one.rows, KINDS.index(one.kind)
    seen_so = (seen, found, asked)
    told_days = settling.days(near, number, seen_so, published)
    first, last = settling.day(told_days, by.days, published, limits.day)
    by_role = {role: [e for e in one.entities if e.role == role] for role in ("doer", "organisation", "thing", "tool")}
    rows = one.rows
    place = _place(near, number, seen_so, by, limits)
    country = place[0] if place else None
    return Incident(
        kind=one.kind,
        stage=answer(asked, "stage", rows) or "ACCOMPLISHED",
        category=answer(asked, "category", rows),
        first_day=first,
        last_day=last,
        place=place,
        tools=_tools(by_role["tool"], one, asked),
        doers=tuple(e.words for e in by_role["doer"]),
        blamed=tuple(Blamed(e.words, confidence(e, found, seen.text, asked)) for e in by_role["organisation"]),
        things=tuple(_thing(e, given, country, limits) for e in by_role["thing"]),
        people=_people(one, given, by, country, limits),
        probability=one.chance,
    )


def _place(
    near: Sequence[int], number: int, given: tuple[Seen, Sequence[Span], Asked], by: Weights, limits: Limits
) -> tuple[str, ...]:
    known = places()
    country = settling.country(near, number, given, known)
    if country is None:
        return ()
    told_places = settling.places(near, number, given, (country, known))
    return settling.place(told_places, by.places, (country, known), (limits.place, limits.within))


def _tools(named: Sequence[Entity], one: Formed, asked: Asked) -> tuple[tuple[str | None, str], ...]:
    """Give the tools with their types; where none is named, the type that what became of the targets tells."""
    out = [(e.words, kind) for e in named if (kind := answer(asked, "tool", e.rows))]
    targets = [r for e in one.entities if e.role in TARGETS for r in e.rows]
    if not out and targets:
        kind = answer(asked, "tool", targets)
        return ((None, kind),) if kind else ()
    return tuple(out)


def _thing(one: Entity, given: Given, country: str | None, limits: Limits) -> Thing:
    seen, found, asked, counts = given
    kind, effect = answer(asked, "thing", one.rows) or "OTHER", answer(asked, "damage", one.rows, limits.silent)
    nation = _nation(one.rows, found, seen.text, country)
    return Thing(one.words, kind, how_many(one, found, asked, counts), effect, nation)


def _nation(rows: Sequence[int], found: Sequence[Span], text: str, country: str | None) -> str | None:
    """Give the foreign nation that a target's words name, or the two words before them."""
    told = (
        " ".join([*text[max(0, found[r].start - _BEFORE) : found[r].start].split()[-2:], found[r].words]) for r in rows
    )
    return places().foreign(told, country)


def _people(formed: Formed, given: Given, by: Weights, country: str | None, limits: Limits) -> tuple[Person, ...]:
    """Give the people: names with the description that goes with each, then the others."""
    seen, found, asked, counts = given
    others = [e for e in formed.entities if e.role == "people"]
    chosen = frozenset(r for e in others for r in e.rows)
    used: set[int] = set()
    out = []

    def person(name: str | None, words: str | None, number: str, one: Entity, rows: Sequence[int]) -> None:
        kind, fate = answer(asked, "person", rows), answer(asked, "fate", one.rows, limits.silent)
        nation = _nation(rows, found, seen.text, country)
        out.append(Person(name, words, kind or "CIVILIAN", number, fate, nation))

    for name in (e for e in formed.entities if e.role == "name"):
        sure = surest(descriptions(name.rows, chosen, (seen, found, asked)), by.described)
        told_of = sorted((r for r in sure if sure[r] >= limits.described), key=lambda r: (-sure[r], r))
        used.update(told_of)
        words = found[told_of[0]].words if told_of else None
        person(name.words, words, "1", name, (*told_of[:1], *name.rows))
    for one in others:
        if not used & set(one.rows):
            person(None, one.words, how_many(one, found, asked, counts), one, one.rows)
    return tuple(out)
