"""Spans to entities: what a report names several times, by one name or by several, is one entity of an incident."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import QUESTIONS, Asked
from counterclaim.extract.incidents.spans import Span
from counterclaim.extract.words.numbers import Quantity

#: Roles of what an incident is aimed at.
TARGETS = ("name", "people", "thing")
#: Two spans of one role are one entity when the pair is at least this sure to name the same.
SAME = 0.5
_WORDS_MAX = 8
#: Roles whose spans are names: what stands in brackets beside one is another name of it.
_NAMED = frozenset({"name", "organisation"})
_BRACKET = re.compile(r"\s*[(\[]\s*")
_OWNED = re.compile(r"['’][Ss]?$")
_FIRST = re.compile(r"^(?:THE|AN?)\s+")
#: A number stands at most this many characters before what it counts.
_NEAR = 30
_ABOUT = re.compile(r"(?:about|approximately|some|around|nearly|almost|roughly)\b", re.IGNORECASE)
_MANY = re.compile(r"(?<!S)S$|(?:PEOPLE|MEN|WOMEN|CHILDREN|POLICE|PERSONNEL|FAMILY)$")


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its role, what it is called, and its spans as row numbers of `Asked`."""

    role: str
    words: str
    rows: tuple[int, ...]


def entities(found: Sequence[Span], rows: Sequence[int], asked: Asked, text: str) -> list[Entity]:
    """Group the spans of these rows, role by role, in text order."""
    groups: list[list[int]] = []
    for row in rows:
        into = [g for g in groups if any(_same(found, row, other, asked, text) for other in g)]
        groups = [g for g in groups if g not in into]
        groups.append(sorted([row, *(r for g in into for r in g)]))
    return [Entity(found[g[0]].role, _called(found, g), tuple(g)) for g in sorted(groups)]


def _same(found: Sequence[Span], one: int, other: int, asked: Asked, text: str) -> bool:
    a, b = found[one], found[other]
    if a.role != b.role:
        return False
    mine, yours = (_FIRST.sub("", _bare(w.words).upper()).split() for w in (a, b))
    if mine == yours or (a.role in _NAMED and _part(*sorted((mine, yours), key=len))):
        return True
    beside = a.role in _NAMED and _BRACKET.fullmatch(text[min(a.end, b.end) : max(a.start, b.start)])
    return bool(beside or asked.pairs["same"][one, other] >= SAME)


def _part(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a name is the end of another, or any two words of it or more."""
    size = len(short)
    inside = size > 1 and any(short == whole[i : i + size] for i in range(len(whole)))
    return inside or short == whole[-size:]


def _bare(words: str) -> str:
    """Give words without the mark of a possessive at their end."""
    return _OWNED.sub("", words) or words


def _called(found: Sequence[Span], rows: Sequence[int]) -> str:
    """Give the fullest words of an entity; of an organisation those that it is most often called by."""
    words = [_bare(found[r].words) for r in rows]
    often = Counter(words) if found[rows[0]].role == "organisation" else Counter[str]()
    return max(words, key=lambda w: (often[w], len(w.split()) <= _WORDS_MAX, len(w)))


def answer(asked: Asked, question: str, rows: Sequence[int], leave: float = 1.0) -> str | None:
    """Give the likeliest answer over the spans of these rows; "NONE", whose chance counts `leave` times, is None."""
    chances: Array = asked.answers[question][list(rows)].mean(axis=0)
    values = QUESTIONS[question]
    if values[0] == "NONE":
        chances = chances * np.array([leave, *([1.0] * (len(values) - 1))], dtype=np.float32)
    best = values[int(chances.argmax())]
    return None if best == "NONE" else best


def how_many(entity: Entity, found: Sequence[Span], asked: Asked, counts: Sequence[Quantity]) -> str:
    """Give how many an entity is, as the task writes it: `3`, `5-` (at least), `~5` (about), `3-5`, PLURAL."""
    if entity.role == "name":
        return "1"
    near = next((q for row in entity.rows if (q := _count(found[row], counts))), None)
    kind = answer(asked, "count", entity.rows)
    if kind == "NUMERAL" and near:
        return written(near)
    many = bool(_MANY.search(entity.words.upper().split(" OF ")[0]))
    return "PLURAL" if kind == "PLURAL" or (kind == "NUMERAL" and many) else "1"


def _count(one: Span, counts: Sequence[Quantity]) -> Quantity | None:
    """Give the number that counts a span: the first that stands in it, else the last shortly before it."""
    near = [q for q in counts if q.unit is None and one.start - _NEAR <= q.start < one.end and q.end <= one.end]
    inside = [q for q in near if q.start >= one.start]
    return min(inside or near, key=lambda q: abs(q.start - one.start), default=None)


def written(quantity: Quantity) -> str:
    """Write a number as the task does."""
    low, high = quantity.range.low, quantity.range.high
    if quantity.vague or (not low and not high):
        return "PLURAL"
    if not low:
        return f"-{high:.0f}"
    if high is None:
        return f"{low:.0f}-"
    if _ABOUT.match(quantity.words):
        return f"~{(low + high) / 2:.0f}"
    return f"{low:.0f}" if low == high else f"{low:.0f}-{high:.0f}"
