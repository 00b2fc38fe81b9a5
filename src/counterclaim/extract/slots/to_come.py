"""What was yet to come: by what means somebody would win, what somebody was to be made to do, what people resort to."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child

_TO_COME = frozenset({"will", "would", "shall", "wo", "'ll", "’ll"})
_MAKING = frozenset({"make", "let"})


def means_to_come(verb: Any) -> bool:
    """Say whether a clause tells by what something would be brought about: "by killing them they would win".

    "Tried to stop them by shelling the town" tells of what was done.
    """
    if resorting(verb):
        return True
    if verb.dep_ != "pcomp" or verb.head.lower_ != "by":
        return False
    aim = verb.head.head
    later = any(c.dep_ == "aux" and c.lower_ in _TO_COME for c in aim.children)
    going = aim if aim.lower_ == "going" else aim.head
    return later or (going.lower_ == "going" and child(going, "xcomp") is not None)


def made_to(verb: Any) -> bool:
    """Say whether a verb tells what somebody was made to do by another: as real as "made them" is."""
    return bool(verb.dep_ == "ccomp" and verb.tag_ == "VB" and verb.head.lemma_.lower() in _MAKING)


def not_made_to(verb: Any) -> bool:
    """Say whether somebody was not made to do a thing: "did not make them leave the town"."""
    return made_to(verb) and child(verb.head, "neg") is not None


def resorting(word: Any) -> bool:
    """Say whether an act is only what people now resort to, again and again: "they are resorting to attacks on"."""
    over = word.head.head if word.dep_ in {"pobj", "pcomp"} and word.head.lower_ == "to" else word
    past = any(c.tag_ == "VBD" or c.lower_ in {"have", "has", "had"} for c in over.children if c.dep_ == "aux")
    return over.lemma_ == "resort" and over.tag_ in {"VBG", "VBZ", "VBP"} and not past
