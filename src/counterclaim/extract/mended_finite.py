"""A clause's own verb, which the parser takes for a word about its subject: put right by the words themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.slots.clauses import child
from counterclaim.extract.speaking import speaks
from counterclaim.lexicons import lexicon

_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def mend_finite(verb: Any) -> None:
    """Give "said" in "told them that no aircraft bombed X and said Y" to who told; takes the second verb of saying.

    The parser makes aircraft that say, of which it is told that they bombed. A participle right after its noun takes
    no object, so that one with an object is the noun's verb. A noun that can speak goes on to say what follows, unless
    "no" stands before it: nobody says then.
    """
    over, subject = verb.head, child(verb, "nsubj")
    if verb.dep_ != "ccomp" or verb.tag_ not in {"VBD", "VBZ"} or verb.lemma_.lower() not in _saying():
        return
    if subject is None or over.i > subject.left_edge.i or over.pos_ != "VERB" or child(over, *_SUBJECTS) is None:
        return
    first, joint = _own_verb(subject), child(subject, "cc")
    if first is None or joint is None or not first.i < joint.i < verb.i:
        return
    none = any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in subject.children)
    goes_on = first if speaks(subject) and not none else over
    for mark in [c for c in verb.children if c.dep_ == "mark" and c.i < subject.i]:
        mark.head = first
    first.dep_, first.head, first.tag_ = "ccomp", over, "VBD"
    subject.head = first
    joint.head = verb.head = goes_on
    verb.dep_ = "conj"


def _own_verb(noun: Any) -> Any | None:
    """Give the past form right after a noun that takes an object, and so is what the noun did; else None."""
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ in {"VBD", "VBN"}), None)
    plain = verb is not None and verb.i == noun.i + 1 and child(verb, "dobj") is not None
    return verb if plain and child(verb, "agent") is None else None


@cache
def _saying() -> frozenset[str]:
    return frozenset({*lexicon("cues")["neutral"], *lexicon("cues")["denial"]})
