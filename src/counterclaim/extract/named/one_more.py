"""One more beside a number: "three patients and the doctor Ann Bell" are four."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.extract.named.nouns import core, people_class, quantity
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import VictimClass

_ONE = frozenset({"a", "an", "the", "another"})


def with_others(numbers: NumberRange, noun: Any, victims: VictimClass) -> NumberRange:
    """Give a number with the single persons who are joined to what it counts, as far as they are of its class.

    Anybody makes a number of people one more, and a person of no class one of civilians "at least": whether the mayor
    is one is not said. What stands beside another number has been counted there or not: it stays as it is.
    """
    found = [t for t in noun.conjuncts if t.i > noun.i]
    first = noun.head if noun.dep_ == "conj" and noun.head.i < noun.i else None
    same = first is not None and victims in {_class(first), VictimClass.UNKNOWN}
    if first is not None and same and _single(first) and not any(c.lower_ == "other" for c in noun.children):
        found.append(first)  # "an officer and two soldiers"
    hung = noun.dep_ in {"appos", "conj"} and any(quantity(c) for c in noun.head.children)  # a longer list
    if not found or hung or numbers.low is None or any(quantity(c) for t in noun.conjuncts for c in t.children):
        return numbers
    kinds = [_class(t) for t in found if _single(t)]
    alike = sum(victims in {kind, VictimClass.UNKNOWN} for kind in kinds)
    high = numbers.high + alike if numbers.high is not None else None
    left_open = VictimClass.UNKNOWN in kinds and victims is not VictimClass.UNKNOWN
    return NumberRange(numbers.low + alike, None if left_open else high)


def of_them(noun: Any, span: Any) -> bool:
    """Say whether a number is of some of those told of: "six monks, five of them Swedes"."""
    return noun.doc[span.end : span.end + 2].text.lower() in {"of them", "of whom"}


def beside_one(noun: Any) -> bool:
    """Say whether a number leaves out one who was harmed with those it counts: "the rector, five other priests"."""
    top = noun
    while top.dep_ in {"conj", "appos"} and top.head.i < top.i:
        top = top.head
    return top.i != noun.i and _single(top) and any(c.lower_ == "other" for c in noun.children)


def _single(token: Any) -> bool:
    """Say whether a noun is one person: a name, or a noun for a person in the singular with an article or an owner."""
    if token.tag_ in {"NNS", "NNPS"}:
        return False
    named = token.ent_type_ == "PERSON" and token.pos_ == "PROPN"
    article = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _ONE) for c in token.children)
    return named or (people_class(token) is not None and article)


def _class(token: Any) -> VictimClass:
    """Give the class of one person, by the noun or by what stands before the name: "the doctor Ann Bell"."""
    words: Sequence[Any] = [token, *(t for t in reversed(core(token)) if t.i != token.i)]
    kinds = (people_class(t) for t in words)
    return next((VictimClass(k) for k in kinds if k is not None and k != "people"), VictimClass.UNKNOWN)
