"""To whom words say that weapons or machines belong: "the rockets that hit the mill belonged to the rebels"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.nouns import people_class, weapon_row
from counterclaim.records.words import ACTING_BODIES


def belonging(noun: Any) -> Any | None:
    """Give to whom the clause that a noun is the subject of says it belongs, or None."""
    whose = said_to_own(noun)
    return whose if whose is not None and child(noun.head, "neg") is None else None


def said_to_own(noun: Any) -> Any | None:
    """Give to whom a clause says a noun does or does not belong, or None."""
    return after(noun.head, "to") if noun.dep_ == "nsubj" and noun.head.lemma_ == "belong" else None


def denied_means(verb: Any) -> bool:
    """Say whether a participle only tells which means something was not done by: "not caused by rockets X fired"."""
    means = verb.head
    by = means.head if verb.dep_ in {"acl", "relcl"} and means.dep_ == "pobj" else verb
    return by.dep_ == "agent" and by != verb and child(by.head, "neg") is not None


def by_somebody(verb: Any) -> bool:
    """Say whether something is said to be caused by who bears arms, governs or is named, and not by a thing."""
    by = after(verb, "by")
    armed = by is not None and (kind_of_noun(by.lower_) in ACTING_BODIES or people_class(by) == "combatant")
    return by is not None and weapon_row(by) is None and (armed or by.ent_type_ in {"ORG", "NORP", "GPE", "PERSON"})
