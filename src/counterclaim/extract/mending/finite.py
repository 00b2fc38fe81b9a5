"""A clause's own verb, which the parser takes for a word about its subject: put right by the words themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.mending.seconds import saying
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon

#: How what somebody is said to have done is joined to who says it.
_OF_WHAT = {"blame": "for", "accuse": "of"}


def mend_finite(verb: Any) -> None:
    """Correct in place the tree around a verb of saying whose clause the parser loses; takes the verb.

    Of "says jet bombed station" it makes a bombed station, of "denied shelling Lom" a town that shells, and of "the
    mayor, Ann Bell, blamed rebels for it" rebels that are blamed and the mayor.
    """
    if verb.dep_ == "amod" and verb.i and verb.nbor(-1).text == "," and verb.lemma_.lower() in _of_others():
        _after_name(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "ROOT" and verb.lemma_.lower() in _of_others():
        _that(verb)
    if verb.tag_ not in {"VBD", "VBZ"} or verb.lemma_.lower() not in saying():
        return
    if verb.i + 1 < len(verb.doc) and child(verb, "ccomp") is None:
        _bare_clause(verb)
        _deed(verb)


def _after_name(verb: Any) -> None:
    """Make a clause of "the mayor, Ann Bell, | blamed rebels for it", where the parser makes one of them."""
    whom = verb.head
    over = whom.head
    plain = whom.dep_ == "appos" and whom.left_edge.i == verb.i and verb.tag_ in {"VBN", "VBD"}
    named = [over, *over.ancestors] if over.dep_ == "appos" else [over]
    who = next((t for t in named if t.dep_ == "ROOT"), None)
    if not plain or who is None or who.pos_ not in {"NOUN", "PROPN"}:
        return
    verb.tag_, verb.pos_, verb.dep_, verb.head = "VBD", "VERB", "ROOT", verb
    who.dep_, who.head = "nsubj", verb
    whom.dep_, whom.head = "dobj", verb
    for what in [c for c in whom.children if c.dep_ == "prep" and c.lower_ == _OF_WHAT.get(verb.lemma_.lower())][-1:]:
        what.head = verb
    for token in [c for c in who.children if c.i > verb.i]:
        token.head = verb


def _that(verb: Any) -> None:
    """Make a sentence of "a panel | alleged in an interview that the army did it", where the parser has no verb."""
    who, what = verb.head, child(verb, "ccomp")
    mark = child(what, "mark") if what is not None else None
    if mark is None or mark.lower_ != "that" or who.pos_ not in {"NOUN", "PROPN"} or not speaks(who):
        return
    verb.tag_, verb.dep_, verb.head = "VBD", "ROOT", verb
    who.dep_, who.head = "nsubj", verb
    for token in [c for c in who.children if c.i > verb.i]:
        token.head = verb


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
def _of_others() -> frozenset[str]:
    """Give the verbs by which somebody says something, or says it of others."""
    cues = lexicon("cues")
    return saying() | {*cues["accusing"], *cues["endorsing"], *cues["distancing"]}


@cache
def _deeds() -> frozenset[str]:
    return frozenset(verb for row in lexicon("act_types") for verb in row["verbs"])
