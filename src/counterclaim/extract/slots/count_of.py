"""What a number is of: the things or victims that it counts itself, else what its act was done to."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.named.act import Act
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, thing
from counterclaim.extract.slots.counts import THINGS, Count
from counterclaim.records.extent import Place

#: Victims whose noun tells who they were ("two maids", "nine soldiers").
_TOLD = frozenset({"civilian", "combatant"})


def counted_thing(count: Count, whole: Act | None, sentence: Sentence) -> Thing | None:
    """Give what a number is of; for victims beside the first ones, or of no act, themselves."""
    beside = _beside(count, whole)
    own = thing(count.noun, sentence) if count.measure in THINGS or beside else None
    if own is None and whole is None and people_class(count.noun) in _TOLD:
        return thing(count.noun, sentence)
    return own or (whole.target if whole and not beside else None)


def own_place(count: Count, sentence: Sentence) -> Place | None:
    """Give the town in which a number's own words say that it was: "12 men in Velno and nine boys in Orst"."""
    links = [c for c in count.noun.children if c.lower_ in {"in", "at", "near"} and c.i > count.noun.i]
    spots = [p for c in links for p in c.children]
    found = next((f for p in spots if p.dep_ == "pobj" and (f := sentence.place_of.get(p.i)) is not None), None)
    return found.place if found is not None and found.place.level != "country" else None


def _beside(count: Count, act: Act | None) -> bool:
    """Say whether a number counts others than the first of an act's victims: "six priests and two women"."""
    first = act.target.token if act is not None and act.target is not None else None
    if first is None or count.noun.i == first.i:
        return False
    named = first.head if first.dep_ == "compound" and first.head.i == first.i + 1 else first  # "the priest | Diaz"
    over = count.noun.head.head if count.noun.dep_ == "pobj" and count.noun.head.lower_ == "of" else count.noun
    beside = {t.i for t in (*first.conjuncts, *named.conjuncts)}
    kind = people_class(count.noun)
    if act is not None and act.target is not None and act.target.people and kind not in {None, "people"}:
        # "Six of their members, including two women": the women are told of by themselves.
        # "37 guerrillas and 12 soldiers killed": the parser takes only the last for those who were.
        after = count.noun.i > first.i or first.i in {t.i for t in count.noun.conjuncts}
        return bool(count.noun.lemma_.lower() != first.lemma_.lower() and after)
    if not beside.isdisjoint({count.noun.i, over.i}) or _next_number(count.noun, first):
        return True
    return _listed(count.noun, first) or _of_others(count.noun, first)


def _next_number(noun: Any, first: Any) -> bool:
    """Say whether a number counts others than the one before it: "six Germans, four villagers", not "five Swedes"."""
    numbered = all(any(c.like_num for c in t.children) for t in (noun, first))
    return bool(numbered and noun.dep_ == "appos" and noun.head.i == first.i and noun.ent_type_ != "NORP")


def _of_others(noun: Any, first: Any) -> bool:
    """Say whether a noun only says who others were: "two cooks died together with the monks, five Spaniards"."""
    top = noun
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    start = top.left_edge.i
    # The parser may take "the monks, five Spaniards" for another name of the cooks.
    over = top.doc[start - 2] if top.dep_ == "appos" and start > 1 and top.doc[start - 1].text == "," else None
    return over is not None and over.dep_ == "pobj" and over.head.lower_ == "with" and over.i != first.i


def _listed(noun: Any, first: Any) -> bool:
    """Say whether a plural noun goes on a list that one person begins: "the rector, five teachers and two maids"."""
    top = noun
    while top.dep_ in {"conj", "appos"} and top.i != first.i:
        top = top.head
    own = not any(c.lower_ in {"the", "first", "last"} for c in noun.children)  # "the first five Spaniards" are told of
    return bool(own and top.i == first.i and first.tag_ in {"NN", "NNP"} and noun.tag_ in {"NNS", "NNPS"})
