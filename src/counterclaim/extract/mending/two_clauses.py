"""Who does what behind "and" after a denial: of "denied shelling the mill and rebels declined to comment" two deeds."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, child
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon


def mend_two_clauses(verb: Any) -> None:
    """Give a finite verb right behind "and rebels" its subject, which the parser joins to what is denied or admitted.

    It makes "the mill and rebels" one object, and of the verb what is denied.
    """
    over = verb.head
    if verb.tag_ != "VBD" or verb.dep_ not in {"ccomp", "conj"} or over.lemma_.lower() not in _answering():
        return
    before = verb.nbor(-1) if verb.i > over.i + 1 else verb
    near = (before, *(t for t in before.ancestors if over.i < t.i < verb.i))
    last = next((t for t in near if t.dep_ in {"dobj", "conj"}), before)  # "rebels | in the north | declined"
    bare = child(verb, *ANY_SUBJECT, "aux", "auxpass", "mark") is None
    if not bare or last.pos_ not in {"NOUN", "PROPN"} or not speaks(last):
        return
    deeds = (over, child(over, "xcomp"))
    if last.dep_ == "dobj" and last.head in deeds:
        _part(last)
    if last.dep_ != "conj" or last.head.dep_ != "dobj" or last.head.head not in deeds:
        return
    first = last.head
    joint = next((c for c in first.children if c.dep_ == "cc" and first.i < c.i < last.i), None)
    if joint is not None and joint.i + 1 == last.left_edge.i:
        joint.head, joint.dep_ = over, "cc"
        last.dep_, last.head = "nsubj", verb
        verb.dep_ = "conj"


def _part(last: Any) -> None:
    """Make two nouns of "the mill and rebel leaders", of which the parser makes leaders of the mill and of rebels."""
    first = child(last, "nmod")
    other = child(first, "conj") if first is not None else None
    if first is None or other is None or other.i + 1 != last.i:
        return
    for word in [c for c in last.children if c.i < first.i]:
        word.head = first
    first.dep_, first.head = last.dep_, last.head
    last.dep_, last.head = "conj", first
    other.dep_, other.head = "compound", last


@cache
def _answering() -> frozenset[str]:
    cues = lexicon("cues")
    return frozenset({*cues["denial"], *cues["conceding"]})
