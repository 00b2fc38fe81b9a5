"""What a deed "claims" and brings: the dead of "a blast claiming eight", "seven more", gas that somebody dropped."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.named.act import noun_row
from counterclaim.lexicons import lexicon

#: What is done with a weapon.
_SENT = frozenset({"drop", "fire", "launch", "plant", "lob", "release"})
_LOST = frozenset({"martyr", "victim", "casualty", "fatality", "civilian", "person", "people"})


def mend_toll(token: Any) -> None:
    """Correct in place the tree around a word that tells a toll; any other token stays as it is.

    What a deed claims it kills, so that no place or deed speaks; "wounded seven more" wounded seven; of "killed by gas
    dropped by jets" the parser makes people who were dropped by jets.
    """
    if token.lower_ == "more" and token.dep_ == "dobj" and child(token, "nummod") is not None:
        token.pos_ = "NOUN"
    if token.lower_ in {"dead", "wounded"} and token.dep_ == "conj" and token.head.lemma_ == "leave":
        _left(token)
    if token.dep_ == "conj" and token.tag_ == "VBN" and token.lemma_ in _SENT and token.i:
        _dropped(token)
    if token.lower_ == "to" and token.dep_ == "quantmod" and token.i > 1:
        _changed(token)
    if token.lemma_.lower() == "claim" and token.pos_ == "VERB" and child(token, "neg") is None:
        _claimed(token)


def _left(dead: Any) -> None:
    """Join to the first those who were "left 40 fighters, two of them officers, and 29 militants dead", as such."""
    more, verb = child(dead, "nsubj"), dead.head
    first = child(verb, "dobj")
    if more is None or first is None or not all(child(t, "nummod") for t in (more, first)):
        return
    if first.i < more.i < dead.i and child(dead, "cop", "aux", "auxpass") is None:
        more.dep_, more.head = "conj", first
        dead.dep_, dead.head = "oprd", verb


def _changed(to: Any) -> None:
    """Make two numbers of the one that the parser makes of "revised it from 15 to 12"."""
    new, old = to.head, to.nbor(-1)
    source = new.head
    between = old.dep_ == "quantmod" and old.head == new and old.like_num and new.dep_ == "pobj"
    if between and source.lower_ == "from" and source.head.lemma_.lower() in lexicon("measures")["revising"]:
        old.dep_, old.head = "pobj", source
        to.dep_, to.head = "prep", source.head
        new.head = to


def _dropped(verb: Any) -> None:
    """Hang "dropped by jets" on the weapon right before it, by which somebody was killed."""
    weapon = verb.nbor(-1)
    if weapon.dep_ == "pobj" and weapon.head.dep_ == "agent" and weapon.head.head.i == verb.head.i:
        verb.dep_, verb.head = "acl", weapon


def _claimed(verb: Any) -> None:
    """Make a killing of what a deed claims."""
    lost, deed = child(verb, "dobj"), _deed(verb)
    if lost is None or deed is None or not (lost.lemma_.lower() in _LOST or lost.pos_ == "NUM"):
        return
    if lost.pos_ == "NUM" or any(c.dep_ == "nummod" for c in lost.children):
        verb.lemma_ = "kill"
        if deed.dep_ == "nsubj" and verb.dep_ == "acl":  # "hit the bridge claiming 12": the bridge claims nobody
            verb.dep_, verb.head = "advcl", deed.head


def _deed(verb: Any) -> Any | None:
    """Give the deed or weapon that claims somebody, or that the clause before tells of, or None."""
    near = [said_of(verb)]
    if verb.dep_ in {"acl", "relcl"}:
        # "The shelling of Lom, which claimed 12 victims"
        near = [verb.head, *(t for t in verb.head.ancestors if t.pos_ == "NOUN" and t.i < verb.i)]
    over = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
    if (verb.tag_ == "VBG" and near[0] is None) or verb.dep_ in {"acl", "conj"}:
        near.append(said_of(over) if over is not None else None)
    return next((t for t in near if t is not None and t.pos_ == "NOUN" and _harms(t)), None)


def _harms(noun: Any) -> bool:
    return noun_row(noun) is not None or noun.lemma_ in _arms()


def _arms() -> frozenset[str]:
    return frozenset(form.split()[-1] for row in lexicon("weapons") for form in row["forms"])
