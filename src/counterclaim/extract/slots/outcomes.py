"""Acts told as what brought something about: "the blast was the result of an air strike", "was caused by shelling"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, said_of
from counterclaim.lexicons import lexicon

_BROUGHT = frozenset({"cause", "trigger"})
_FOLLOWING = frozenset({"result", "stem"})
_OUTCOMES = frozenset({"result", "consequence", "outcome", "work"})
_HARM = frozenset({"death", "damage", "destruction", "injury", "wound", "casualty", "fire", "crater", "loss"})


def outcome_told(act: Any) -> Any | None:
    """Give the verb that tells what an act brought about, or, with a "not", that it did not; None for no such verb.

    Takes the head of the act's phrase. "The blast was caused by shelling", "could not have been the result of an air
    strike", "the deaths resulted from a raid".
    """
    link = act.head
    if act.dep_ != "pobj" or link.dep_ not in {"prep", "agent"}:
        return None
    verb = link.head
    if verb.pos_ == "VERB":
        brought = verb.lemma_ in _BROUGHT and link.lower_ == "by"
        brought = brought or (verb.lemma_ in _FOLLOWING and link.lower_ == "from")
    else:
        outcome = verb.lemma_ in _OUTCOMES and link.lower_ == "of" and verb.dep_ == "attr"
        verb = verb.head
        brought = outcome and verb.lemma_ == "be"
    what = said_of(verb) if brought else None
    return verb if what is not None and _happened(what) else None


def _happened(noun: Any) -> bool:
    """Say whether a noun or pronoun is of something that happened, or of harm."""
    lemma = noun.lemma_.lower()
    return lemma in {*act_nouns(), *_HARM, *lexicon("matters")["deeds"]} or noun.lower_ in {"it", "this", "that"}
