"""Who "it" and "they" are that stand behind what is said: "The army shot down a drone, it said"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child
from counterclaim.extract.grammar.saying import says
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.agreeing import agrees
from counterclaim.records.words import ACTING_BODIES, AgentKind


def told_first(pronoun: Any) -> Any | None:
    """Give the body of whom a sentence first tells what its pronoun behind it then says, or None.

    Only words for a body or a group that can speak are meant, and no name: names are met as such. Of somebody who was
    met before, who speaks, a deed of others is told so too: this is whom the pronoun means where nobody was.
    """
    verb = pronoun.head
    if pronoun.lower_ not in {"it", "they"} or pronoun.dep_ != "nsubj" or not says(verb):
        return None
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.i < pronoun.i), None)
    who = child(clause, "nsubj") if clause is not None else None
    if who is None or clause is None or who.i > clause.i or not agrees(pronoun, who):
        return None
    return who if kind_of_noun(who.lower_) in {*ACTING_BODIES, AgentKind.UNNAMED_GROUP} else None


def weight(name: Any, own: Any) -> int:
    """Give the weight of a person named in the sentence of a pronoun that goes on with `own`, if with anybody."""
    return 3 if own is not None and name.i == own.i else int(name.dep_ in SUBJECTS)
