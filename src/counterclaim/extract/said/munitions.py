"""Numbers of what was fired, dropped or flown: "launched 59 missiles at it", "three air strikes hit the market"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.english import with_a
from counterclaim.extract.named.act import Act, noun_row
from counterclaim.extract.named.nouns import vague, weapon_row
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import plural
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots.counts import counted
from counterclaim.extract.words.damage import condition
from counterclaim.extract.words.numbers import Quantity, quantities
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import Aspect, Measure

_FAMILIES = frozenset({"bombardment", "explosion", "chemical"})


def munitions(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give the number of weapons or of attacks that a sentence says there were in one of its acts.

    Takes the sentence, its offset in the report, and its acts. A weapon that was destroyed or seized is none that was
    used.
    """
    attacks = [a for a in found if a.told.row["family"] in _FAMILIES or a.row.get("generic")]
    for said in quantities(sentence.plain) if attacks else ():
        noun = _noun(said, sentence)
        act = _act_of(noun, attacks) if noun is not None else None
        if act is None or noun is None or act.negated or said.unit is not None:
            continue
        row = weapon_row(noun)
        unit = _fired(noun, row) if row is not None and act.token.i != noun.i else plural(act.words_alone)
        base = frame(sentence, start, act.token, act.span, act.target)
        base = replace(base, act_type=act.told.act_type, actor=act.actors[0] if act.actors else None)
        yield replace(
            base,
            aspect=Aspect.COUNT,
            value=f"{said.range.words()} {unit}",
            measure=Measure.OTHER,
            range=said.range,
            unit=unit,
            leans=act.leans,
        )


def _fired(noun: Any, row: Mapping[str, str]) -> str:
    """Give what was fired in the plural: the weapon's name, or the noun where that is never several ("two shells")."""
    name = row["name"]
    return plural(noun.lemma_.lower() if with_a(name) == name else name)


def _noun(said: Quantity, sentence: Sentence) -> Any | None:
    """Give the plural noun that a number counts, or None where it is of a time or says no number."""
    span = sentence.doc.char_span(said.start, said.end, alignment_mode="expand")
    timed = any(said.start < w.end and w.start < said.end for w in sentence.when)
    if span is None or timed or sentence.hidden(span.root) or said.words.lower().strip() in vague():
        return None
    noun = counted(sentence.doc, span)
    return noun if noun is not None and noun.tag_ in {"NNS", "NNPS"} and noun.i >= span.start else None


def _act_of(noun: Any, attacks: Sequence[Act]) -> Act | None:
    """Give the attack that a noun names, or that was made with what it names."""
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    own = next((a for a in attacks if a.token.i == noun.i), None)
    if own is not None or (weapon_row(noun) is None and noun_row(noun) is None):
        return own
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head  # "80 air strikes and 200 rockets hit the town"
    used = top.dep_ in {"dobj", "nsubj", "nsubjpass"} and condition(top.head) is None
    return next((a for a in attacks if used and a.token.i in (top.head.i, top.i)), None)
