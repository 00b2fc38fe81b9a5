"""Who says what stands before "said": of "12 people killed, said the ministry" the parser makes people who said it."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import says
from counterclaim.extract.named.speaking import speaks

_TENSES = frozenset({"VBD", "VBZ"})


def mend_inverted(verb: Any) -> None:
    """Make a clause of those to whom something was done before a comma, "said" and who said it; takes the verb.

    "Men injured in the raid said" and "two men, hurt in it, said" have nobody after the verb.
    """
    if verb.tag_ not in _TENSES or not verb.i or not says(verb):
        return
    told = [c for c in verb.children if c.dep_ in {"nsubj", "dobj"}]
    if len(told) != 2 or not told[0].i < verb.i < told[1].i or verb.nbor(-1).text != ",":
        return
    people, who = told
    done = child(people, "acl")
    if done is None or done.tag_ != "VBN" or done.left_edge.i <= people.i or not speaks(who):
        return
    if done.left_edge.nbor(-1).text == ",":
        return  # "two men, hurt in it, said"
    people.dep_, people.head = "nsubjpass", done
    done.dep_, done.head, who.dep_ = "ccomp", verb, "nsubj"
