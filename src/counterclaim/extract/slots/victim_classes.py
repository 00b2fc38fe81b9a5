"""Which victims people are whom a number counts: civilians, fighters, those detained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.extract.named.agents import known
from counterclaim.extract.named.nouns import core, is_people, people_class
from counterclaim.extract.slots.measuring import NOUNS
from counterclaim.records.words import VictimClass

_CIVILIANS = frozenset({VictimClass.CIVILIAN, VictimClass.CHILDREN, VictimClass.WOMEN})


def class_of_all(noun: Any) -> VictimClass:
    """Give whom a noun counts with what is joined to it: "12 women and children" are civilians, of no one class."""
    found = set(classes_of(noun))
    if len(found) > 1 and found <= _CIVILIANS:
        return VictimClass.CIVILIAN
    return next(iter(found)) if len(found) == 1 else VictimClass.UNKNOWN


def classes_of(noun: Any) -> list[VictimClass]:
    """Give the classes of a noun for people and of those joined to it without a number or an article of their own."""
    alike = [t for t in noun.conjuncts if t.i > noun.i and t.pos_ in NOUNS and t.left_edge.i == t.i and is_people(t)]
    return [victim_class(t) for t in (noun, *alike)]


def victim_class(noun: Any) -> VictimClass:
    """Give whom a noun counts; members of an armed party are combatants."""
    for token in (noun, *(t for t in reversed(core(noun)) if t.i != noun.i)):
        name = people_class(token)
        if name is not None and name != "people":
            return VictimClass(name)
        if token.i == noun.i and name == "people" and noun.lemma_ != "member":
            continue
    named: Sequence[Any] = [t for t in core(noun) if t.pos_ == "PROPN"]
    armed = any((k := known(t.text)) is not None and k.kind.value == "armed_actor" for t in named)
    return VictimClass.COMBATANT if armed and noun.lemma_ in {"member", "operative", "man"} else VictimClass.UNKNOWN
