"""People harmed in words that are no verb: an ailment's cases, dead and wounded, those elsewhere, a deed's victims."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after
from counterclaim.extract.slots.counting_verbs import listed, table
from counterclaim.records.words import Measure

#: Prepositions of where something was.
_THERE = frozenset({"in", "at", "near", "outside"})


def harmed(noun: Any) -> tuple[Any, Measure] | None:
    """Read "30 cases of suffocation" and "hundreds of dead and wounded", or give None."""
    if ill(noun):
        return noun, Measure.INJURED
    # "Hundreds of dead and injured people"
    alike = next((c for c in noun.children if c.dep_ == "amod" and both(c)), None)
    return (noun, Measure.OTHER) if both(noun) or alike is not None else None


def ill(noun: Any) -> bool:
    """Say whether a number of cases is one of people who were harmed: "30 cases of suffocation"."""
    of = after(noun, "of") if noun.lemma_.lower() == "case" else None
    return of is not None and of.lemma_.lower() in listed("ailments")


def both(word: Any) -> bool:
    """Say whether a number is of the dead and the wounded alike: "hundreds of dead and wounded"."""
    following = word.doc[word.i + 1 : word.i + 3]
    told, other = table("states").get(word.lower_), table("states").get(following[-1].lower_) if following else None
    return len(following) == 2 and following[0].lower_ in {"and", "or"} and None not in {told, other} and told != other


def elsewhere(number: Any) -> bool:
    """Say whether a plain number counts elsewhere what the one before it did: "in Lom and 67 in Orst"."""
    following = number.doc[number.i + 1 : number.i + 3]
    there = len(following) == 2 and following[0].lower_ in _THERE and following[1].pos_ == "PROPN"
    there = there and not (number.dep_ == "dobj" and number.nbor(-1).i == number.head.i)  # "and wounded six in Lom"
    return bool(number.like_num and there and following[1].ent_type_ not in {"DATE", "TIME"})
