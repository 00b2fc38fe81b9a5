"""Counts: numbers with what they count, of whom, and whether of people or of things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.slots.numbers import Quantity, quantities
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Measure, VictimClass

#: Tokens between a number and the word that says what it counts.
REACH = 9
_NOT_PEOPLE = frozenset({"killed", "injured", "missing", "detained", "displaced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number: the quantity, the token that says what it counts, the measure and whom it counts."""

    quantity: Quantity
    trigger: Any
    measure: Measure
    victims: VictimClass
    unit: str


@cache
def _measure_of() -> dict[str, str]:
    return {word: name for name, words in lexicon("measures").items() for word in words}


@cache
def _class_of() -> dict[str, str]:
    return {word: name for name, words in lexicon("victims").items() for word in words}


def counts(doc: Any, taken: list[tuple[int, int]]) -> Iterator[Count]:
    """Give the counts of a sentence; numbers inside `taken` spans (dates) are not counts."""
    for quantity in quantities(doc.text):
        if any(quantity.start < end and start < quantity.end for start, end in taken):
            continue
        span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        if span is None or span[-1].text.lower() in {"one", "a", "first", "second"}:
            continue
        found = _trigger(doc, span)
        if found is None:
            continue
        trigger, measure = found
        yield Count(
            quantity=quantity,
            trigger=trigger,
            measure=Measure(measure),
            victims=_victims(doc, span, trigger),
            unit=quantity.unit or ("people" if measure in _NOT_PEOPLE else "things"),
        )


def _trigger(doc: Any, span: Any) -> tuple[Any, str] | None:
    """Give the nearest word that says what a number counts: its own noun, its verb, or one close by in the clause."""
    head = span.root.head
    line = [head, head.head, *(c for c in head.children), *(c for c in head.head.children if c.dep_ != "punct")]
    close = sorted(
        (t for t in doc if 0 < min(abs(t.i - span.start), abs(t.i - span.end + 1)) <= REACH),
        key=lambda t: min(abs(t.i - span.start), abs(t.i - span.end + 1)),
    )
    for token in (*line, *close):
        measure = _measure_of().get(token.lemma_.lower())
        if measure and token.pos_ in {"VERB", "NOUN", "ADJ"} and not (span.start <= token.i < span.end):
            return token, measure
    return None


def _victims(doc: Any, span: Any, trigger: Any) -> VictimClass:
    nouns = [
        span.root.head,
        *doc[span.end : span.end + 4],
        *(c for c in trigger.children if c.dep_ in {"dobj", "nsubjpass"}),
    ]
    for token in nouns:
        if name := _class_of().get(token.lemma_.lower()):
            return VictimClass(name)
    return VictimClass.UNKNOWN
