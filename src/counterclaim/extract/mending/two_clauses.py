"""Who does what behind "and" after a denial: of "denied shelling the mill and rebels declined to comment" two deeds."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, child
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon

#: What the parser makes of two nouns with "and" between, and of the second.
_JOINED = frozenset({"dobj", "pobj", "conj"})


def mend_two_clauses(verb: Any) -> None:
    """Give a finite verb right behind "and rebels" its subject, which the parser joins to what is denied or admitted.

    It makes "the mill and rebels" one object, and of the verb what is denied.
    """
    over = verb.head
    if verb.tag_ != "VBD" or verb.dep_ not in {"ccomp", "conj"} or over.lemma_.lower() not in _answering():
        return
    before = verb.nbor(-1) if verb.i > over.i + 1 else verb
    near = (before, *(t for t in before.ancestors if over.i < t.i < verb.i))
    ends = (t for t in near if t.dep_ in _JOINED and t.right_edge.i + 1 == verb.i)
    last = next((t for t in ends if t.dep_ == "conj" or child(t, "nmod") is not None), None)
    bare = child(verb, *ANY_SUBJECT, "aux", "auxpass", "mark") is None
    if last is None or not bare or last.pos_ not in {"NOUN", "PROPN"} or not speaks(last):
        return
    first = last.head if last.dep_ == "conj" else _part(last)
    joint = next((c for c in first.children if c.dep_ == "cc" and first.i < c.i < last.i), None) if first else None
    if joint is not None and joint.i + 1 == last.left_edge.i:
        joint.head, last.dep_, last.head = over, "nsubj", verb
        verb.dep_ = "conj"


def _part(last: Any) -> Any | None:
    """Make two nouns of "the mill and rebel leaders", of which the parser makes leaders of both, and give the first."""
    first = child(last, "nmod")
    other = child(first, "conj") if first is not None else None
    if first is None or other is None or other.i + 1 != last.i:
        return None
    for word in [c for c in last.children if c.i < first.i]:
        word.head = first
    first.dep_, first.head = last.dep_, last.head
    last.dep_, last.head = "conj", first
    other.dep_, other.head = "compound", last
    return first


@cache
def _answering() -> frozenset[str]:
    cues = lexicon("cues")
    return frozenset({*cues["denial"], *cues["conceding"]})
