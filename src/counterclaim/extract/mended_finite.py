"""A clause's own verb, which the parser takes for a word about its subject: put right by the words themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.slots.clauses import child
from counterclaim.extract.speaking import speaks
from counterclaim.lexicons import lexicon

_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def mend_finite(verb: Any) -> None:
    """Correct in place the tree around a verb of saying whose clause, or whose own, the parser loses; takes the verb.

    Of "told them that no aircraft bombed X and said Y" it makes aircraft that say; of the headline "army denies raid,
    says depot exploded" an explosion that is nobody's word; of "says jet bombed station" a bombed station, and of
    "denied shelling Lom" a town that shells.
    """
    if verb.tag_ not in {"VBD", "VBZ"} or verb.lemma_.lower() not in _saying():
        return
    if verb.dep_ == "ccomp":
        _second_saying(verb)
    if (verb.dep_ == "parataxis" and verb.head.i > verb.i) or verb.dep_ == "ROOT":
        _headline(verb)
    if verb.i + 1 < len(verb.doc) and child(verb, "ccomp") is None:
        _bare_clause(verb)
        _deed(verb)


def _headline(says: Any) -> None:
    """Join "says P" to the verb before the comma, whose subject says it: "army denies raid, says depot exploded"."""
    first = next((c for c in says.children if c.dep_ == "ccomp" and c.i < says.i), None)
    later = next((c for c in says.children if c.dep_ == "ccomp" and c.i > says.i), None)
    clause = later if says.dep_ == "ROOT" else says.head
    bare = child(says, *_SUBJECTS) is None and says.i and says.nbor(-1).text == ","
    if first is None or clause is None or not bare or child(first, "nsubj") is None:
        return
    if child(clause, *_SUBJECTS) is None or first.tag_ not in {"VBZ", "VBD"}:
        return
    top = says if says.dep_ == "ROOT" else clause
    first.dep_, first.head = top.dep_, top.head if top.head.i != top.i else first
    says.dep_, says.head = "conj", first
    clause.dep_, clause.head = "ccomp", says


def _bare_clause(says: Any) -> None:
    """Make a clause of "says jet bombed station", where the parser makes one noun of it all."""
    hit = next((c for c in says.children if c.i > says.i and c.pos_ == "NOUN"), None)
    verb = next((c for c in hit.children if c.dep_ == "amod" and c.tag_ in {"VBN", "VBD"}), None) if hit else None
    who = verb.nbor(-1) if verb is not None and verb.i > says.i + 1 else None
    if who is None or verb is None or hit is None or who.pos_ not in {"NOUN", "PROPN"} or who.head.i != hit.i:
        return
    if who.dep_ not in {"compound", "nmod"} or any(c.dep_ in {"det", "poss"} for c in hit.children):
        return
    verb.tag_, verb.dep_, verb.head = "VBD", "ccomp", says
    who.dep_, who.head = "nsubj", verb
    for token in [c for c in hit.children if c.i < who.i]:
        token.head = who
    hit.head = verb


def _deed(verb: Any) -> None:
    """Make a deed of "denied shelling Lom", where the parser makes a town that shells the object."""
    deed = verb.nbor(1)
    hit = deed.head if deed.tag_ == "VBG" and deed.dep_ == "amod" else None
    if hit is None or hit.head.i != verb.i or hit.dep_ != "dobj" or deed.lemma_.lower() not in _deeds():
        return
    if verb.lemma_.lower() not in {*lexicon("cues")["denial"], *lexicon("cues")["conceding"]}:
        return
    deed.dep_, deed.head = "xcomp", verb
    hit.head = deed


@cache
def _deeds() -> frozenset[str]:
    return frozenset(verb for row in lexicon("act_types") for verb in row["verbs"])


def _second_saying(verb: Any) -> None:
    """Give "said" in "told them that no aircraft bombed X and said Y" to who told.

    The parser makes aircraft that say, of which it is told that they bombed. A participle right after its noun takes
    no object, so that one with an object is the noun's verb. A noun that can speak goes on to say what follows, unless
    "no" stands before it: nobody says then.
    """
    over, subject = verb.head, child(verb, "nsubj")
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
    return frozenset(w for name in ("neutral", "denial", "conceding") for w in lexicon("cues")[name])
