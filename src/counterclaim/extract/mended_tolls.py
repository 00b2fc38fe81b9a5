"""What a deed "claims": the lives and the dead of "a blast hit Lom, claiming eight", which nobody says."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.act import noun_row
from counterclaim.extract.slots.clauses import child
from counterclaim.lexicons import lexicon

_LOST = frozenset({"martyr", "victim", "casualty", "fatality", "civilian", "person", "people"})


def mend_toll(verb: Any) -> None:
    """Make a killing of what a deed claims, so that no place or deed speaks; any other token stays as it is."""
    if verb.lemma_.lower() != "claim" or verb.pos_ != "VERB" or child(verb, "neg") is not None:
        return
    lost = child(verb, "dobj")
    if lost is None or not (lost.lemma_.lower() in _LOST or lost.pos_ == "NUM") or not _deed(verb):
        return
    if lost.pos_ == "NUM" or any(c.dep_ == "nummod" for c in lost.children):
        verb.lemma_ = "kill"
        for hurt in [c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VBN" and c.nbor(-1).pos_ == "NUM"]:
            hurt.dep_, hurt.head = "amod", hurt.nbor(-1)  # "4 martyrs and 13 injured"


def _deed(verb: Any) -> bool:
    """Say whether what claims somebody is a deed or a weapon, or the clause before tells of one."""
    over = verb.head if verb.dep_ in {"advcl", "conj"} and child(verb, "nsubj") is None else verb
    over = verb.head if verb.dep_ in {"acl", "relcl"} else child(over, "nsubj", "nsubjpass")
    if over is not None and over.dep_ == "pobj" and over.head.head.pos_ == "NOUN":
        over = over.head.head  # "the shelling of Lom, which claimed 12 victims"
    return over is not None and over.pos_ == "NOUN" and (noun_row(over) is not None or over.lemma_ in _arms())


def _arms() -> frozenset[str]:
    return frozenset(form.split()[-1] for row in lexicon("weapons") for form in row["forms"])
