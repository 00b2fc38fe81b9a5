"""Whose dead a number counts: the armed party that the words around it name."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.agents import known
from counterclaim.extract.slots.clauses import after
from counterclaim.extract.slots.counts import Count
from counterclaim.extract.slots.parties import holder, parties, party
from counterclaim.extract.slots.sentence import Sentence
from counterclaim.records.words import AgentKind

_NOUN = frozenset({"NOUN", "PROPN"})


def side_of(count: Count, sentence: Sentence) -> str | None:
    """Give the armed party whose people a number counts, where the words name it, or None.

    "400 fighters of the Front", "five Ruvian soldiers", "the number of Front dead at 450", "188 among army troops",
    "400 dead on the Front's side".
    """
    noun, trigger = count.noun, count.trigger
    found = [_of_party(noun, sentence), _on_side(noun, sentence), holder(noun, sentence)]
    if trigger.i != noun.i and trigger.pos_ in {*_NOUN, "ADJ"}:
        found += [_of_party(trigger, sentence), holder(trigger, sentence), _just_before(trigger, sentence)]
    return next((name for name in found if name is not None and _armed(name)), None)


def _of_party(noun: Any, sentence: Sentence) -> str | None:
    inner = after(noun, "of", "among", "from")
    return next(iter(parties(inner, sentence, refer=False)), None) if inner is not None else None


def _on_side(noun: Any, sentence: Sentence) -> str | None:
    side = after(noun, "on")
    return holder(side, sentence) if side is not None and side.lemma_ == "side" else None


def _just_before(trigger: Any, sentence: Sentence) -> str | None:
    """Read "the number of Front dead", where a parser seldom joins the last two words."""
    last = trigger.doc[trigger.i - 1] if trigger.i else None
    return party(last, sentence, refer=False) if last is not None and last.pos_ in _NOUN else None


def _armed(name: str) -> bool:
    one = known(name)
    return one is not None and one.kind is AgentKind.ARMED_ACTOR
