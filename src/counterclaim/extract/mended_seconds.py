"""A second verb of saying of one speaker, where the parser gives it to somebody whom the first one tells of."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.clauses import child
from counterclaim.lexicons import lexicon

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend_second(token: Any) -> None:
    """Correct in place the tree above a second verb of saying; any other token stays as it is.

    Of "mayor confirms two killed, denies the airport was hit" the parser makes two killed who deny; of "denied
    accusations that its men killed them and suggested it was staged" men who suggested; of "police said rebels came and
    a guard said they fled" a guard whom police tell of.
    """
    if token.dep_ == "ccomp" and token.tag_ == "VBZ" and token.i and token.nbor(-1).text == "," and _tells(token.head):
        _goes_on(token)
    if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.dep_ == "acl" and _tells(token):
        _tells_too(token)
    if token.dep_ == "conj" and token.tag_ in _FINITE and token.head.dep_ == "ccomp" and _tells(token):
        _tells_apart(token)


def _goes_on(verb: Any) -> None:
    """Give a headline's second verb to its subject: "mayor confirms two killed, | denies the airport was hit"."""
    told, over = child(verb, *_SUBJECTS), verb.head
    if over.tag_ != "VBZ" or verb.i < over.i or not _tells(verb) or any(t.text == "," for t in verb.doc[: verb.i - 1]):
        return
    if told is not None and not over.i < told.left_edge.i < verb.i:
        return
    if told is not None:
        told.dep_, told.head = "dobj", over
    verb.dep_ = "conj"


def _tells_too(verb: Any) -> None:
    """Give a verb of saying to who says, and not to whom an accusation is of."""
    noun = verb.head.head
    over = noun.head if noun.dep_ in {"dobj", "pobj"} else noun
    over = over.head if over.dep_ == "prep" else over
    if _tells(over) and over.tag_ == verb.tag_ and not _tells(verb.head) and child(verb, *_SUBJECTS) is None:
        verb.head = over


def _tells_apart(verb: Any) -> None:
    """Set beside a verb of saying one of somebody else's that tells a clause, where no "that" stands before it."""
    over, who, told = verb.head.head, child(verb, "nsubj"), child(verb, "ccomp")
    if who is None or who.pos_ == "PRON" or told is None or told.i < verb.i or child(verb, "mark", "aux") is not None:
        return
    if _tells(over) and (over.tag_ == "VBD") == (verb.tag_ == "VBD") and over.tag_ in _FINITE and over.i < verb.head.i:
        joint = next((c for c in reversed(list(verb.head.children)) if c.dep_ == "cc" and c.i < verb.i), None)
        if joint is not None and not any(t.dep_ == "mark" for t in verb.doc[joint.i : who.left_edge.i]):
            verb.head = joint.head = over


def _tells(verb: Any) -> bool:
    """Say whether a verb is one by which somebody says, denies, admits or charges something."""
    cues = lexicon("cues")
    kinds = ("neutral", "endorsing", "denial", "conceding", "distancing", "accusing")
    return verb.pos_ == "VERB" and any(verb.lemma_.lower() in cues[kind] for kind in kinds)
