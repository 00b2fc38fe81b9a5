"""Passages handed around: the same words, from the same first to the same last, in reports that share nothing else.

Four carriers show it, or time: what stood in a text too old to tell of the same happening is no news in a later one.

A paragraph of background that outlets put under everything, a statement, a quotation that lost its marks. Such words
have one source, but who carries them has not copied who else carries them. What a report lifts from another begins and
ends where the one who lifts pleases, and whole copies of one text count once; so neither is taken for such a passage.

At the bound: a text meets its earliest carriers alone (`shingles`), so that the work grows with the number of reports
that share a passage, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.records.extent import TimeRange
from counterclaim.records.judgement import SharedSpan
from counterclaim.trace.reuse import Shared

#: So many reports, no copies of one another, that carry the same words make a habit; this one among them.
CARRIERS_MIN = 4
#: A text of which another holds this share is a copy of the same text, however it got there; so are two that share the
#: lesser part of both, under footers as long as they are …
COPY_SHARE, BOTH_SHARE = 2 / 3, 0.45
#: … and so is one that opens with the same words, after a headline of so many characters at most.
HEADLINE = 160
#: Characters by which the ends of one passage may differ from carrier to carrier: texts go on alike for some words.
BESIDE = 24
#: The share of shared words inside a passage from which on they are that passage.
INSIDE = 0.8
#: Two texts that share more words than that tell the same, however far apart: no background is as long.
BACKGROUND_WORDS = 200

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Handed:
    """A passage of one report that is handed around: where it stands, how many texts are known to carry it, and how
    many days lie between two of them where that is what shows it, else 0."""

    start: int
    end: int
    carriers: int
    days: int = 0

    @property
    def weight(self) -> tuple[int, int]:
        """What shows that it is handed around, the more the better: carriers, then days."""
        return (0 if self.days else self.carriers), self.days


@dataclass(slots=True)
class _Group:
    """One place of a report, and who has the same words: the report, its text, and where they stand in it."""

    place: Place
    others: list[tuple[str, str, Place]]


class Dates:
    """When texts were first printed; two that are more days apart than reports of one happening tell of two."""

    def __init__(self, published: Mapping[str, TimeRange | None], days: int) -> None:
        self._published, self._days = published, days
        self._first: dict[str, TimeRange] = {}

    def print(self, report: str, text: str) -> None:
        """Note a report as a print of a text."""
        when = self._published.get(report)
        if when is not None and (text not in self._first or when.start < self._first[text].start):
            self._first[text] = when

    def older(self, one: tuple[str, str], other: tuple[str, str]) -> int:
        """Give by how many days one report is too old to tell of the happening that another one tells of, else 0.

        Takes each with its text. Both must be so: a late print has no news of its own, and a report that merges an old
        text with a new one has the new one's.
        """
        return min(
            self._after(self._published.get(one[0]), self._published.get(other[0])),
            self._after(self._first.get(one[1]), self._first.get(other[1])),
        )

    def _after(self, one: TimeRange | None, other: TimeRange | None) -> int:
        if one is None or other is None or other.start < one.start:
            return 0
        days = one.days_apart(other)
        return days if days > self._days else 0


def handed(
    shared: Sequence[Shared], published: Mapping[str, TimeRange | None] | None = None, days: int = 0
) -> dict[str, tuple[Handed, ...]]:
    """Give for each report the passages handed around in it, in text order. Takes all pairs that share words.

    `published` is when reports appeared, where known; reports of one happening are `days` apart at most.
    """
    text, dates = _texts(shared), Dates(published or {}, days)
    for report, whose in text.items():
        dates.print(report, whose)
    standing: dict[str, list[Handed]] = defaultdict(list)
    spans: dict[str, list[tuple[Place, str, str, Place]]] = defaultdict(list)
    for pair in shared:
        ends, asked = ((pair.a, text[pair.a]), (pair.b, text[pair.b])), pair.words <= BACKGROUND_WORDS
        old_a, old_b = (dates.older(*reversed(ends)), dates.older(*ends)) if asked else (0, 0)
        for s in pair.spans:
            # What an older text has is no news in the later one; in the older one it was.
            if old_a:
                standing[pair.a].append(Handed(s.a_start, s.a_end, 2, old_a))
            if old_b:
                standing[pair.b].append(Handed(s.b_start, s.b_end, 2, old_b))
            a, b = (s.a_start, s.a_end), (s.b_start, s.b_end)
            spans[pair.a].append((a, pair.b, text[pair.b], b))
            spans[pair.b].append((b, pair.a, text[pair.a], a))
    groups = {report: _alike(mine) for report, mine in spans.items()}
    # What a report shares with other texts than its own, whole copies aside.
    outside = {r: [g.place for g in mine if any(t != text[r] for _, t, _ in g.others)] for r, mine in groups.items()}
    out = {}
    for report, mine in groups.items():
        found = []
        for group in mine:
            if len({t for _, t, _ in group.others}) + 1 >= CARRIERS_MIN and _alone(group.place, outside[report]):
                carriers = {t for other, t, place in group.others if _alone(place, outside[other])} - {text[report]}
                if len(carriers) + 1 >= CARRIERS_MIN:
                    found.append(Handed(*group.place, len(carriers) + 1))
        if found := sorted({*found, *standing[report]}, key=lambda h: (h.start, h.end, h.weight)):
            out[report] = tuple(found)
    return out


def _alone(place: Place, shared: Sequence[Place]) -> bool:
    """Say whether a report shares the words at a place as they are, and with nobody as a part of more."""
    size = place[1] - place[0]
    longer = [one for one in shared if one[1] - one[0] > size + 2 * BESIDE]
    return not any(min(high, place[1]) - max(low, place[0]) >= INSIDE * size for low, high in longer)


def beside(pair: Shared, known: Mapping[str, Sequence[Handed]]) -> tuple[tuple[SharedSpan, ...], Handed | None]:
    """Give what a pair shares besides passages handed around, and of those the one that shows it best, if any."""
    kept: list[SharedSpan] = []
    found: list[Handed] = []
    for span in pair.spans:
        around = [
            *_around((span.a_start, span.a_end), known.get(pair.a, ())),
            *_around((span.b_start, span.b_end), known.get(pair.b, ())),
        ]
        found += around
        if not around:
            kept.append(span)
    return tuple(kept), max(found, key=lambda h: h.weight, default=None)


def _texts(shared: Sequence[Shared]) -> dict[str, str]:
    """Give for each report the first of those that print one text with it."""
    first: dict[str, str] = {id_: id_ for pair in shared for id_ in (pair.a, pair.b)}

    def of(id_: str) -> str:
        while first[id_] != id_:
            first[id_] = first[first[id_]]
            id_ = first[id_]
        return id_

    for pair in shared:
        opens = max(min(s.a_start for s in pair.spans), min(s.b_start for s in pair.spans)) <= HEADLINE
        low, high = sorted((pair.share_a, pair.share_b))
        if opens or high >= COPY_SHARE or low >= BOTH_SHARE:
            root, other = sorted((of(pair.a), of(pair.b)))
            first[other] = root
    return {id_: of(id_) for id_ in first}


def _alike(spans: list[tuple[Place, str, str, Place]]) -> list[_Group]:
    """Group places that begin and end nearly alike, in text order."""
    groups: list[_Group] = []
    for place, other, text, there in sorted(spans):
        near = next((g for g in reversed(groups[-8:]) if _near(g.place, place)), None)
        if near is None:
            near = _Group(place, [])
            groups.append(near)
        near.others.append((other, text, there))
    return groups


def _near(one: Place, other: Place) -> bool:
    return abs(one[0] - other[0]) <= BESIDE and abs(one[1] - other[1]) <= BESIDE


def _around(place: Place, known: Sequence[Handed]) -> list[Handed]:
    """Give the passages handed around in which a place lies."""
    low, high = place
    return [h for h in known if min(high, h.end) - max(low, h.start) >= INSIDE * (high - low)]
