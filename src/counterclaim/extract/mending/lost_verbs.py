"""A verb of which the parser makes a word about a noun or number beside it: "forces fully secured Jabal Hara hill"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child
from counterclaim.extract.grammar.saying import saying_verbs

_PAST = frozenset({"VBD", "VBN"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def mend_lost_verb(verb: Any) -> None:
    """Make the verb of a sentence that the parser leaves without one; takes the verb before the noun that it governs.

    What is "secured" stands as the head, and who secured it as that word's own subject; or who fired shells as the head
    and the shells as what they are.
    """
    hit = verb.head
    if verb.dep_ != "amod" or verb.tag_ not in _PAST or hit.pos_ not in _NOUNS or hit.i < verb.i:
        return
    who = child(verb, "nsubj")
    if who is None and hit.dep_ == "appos" and hit.head.dep_ == "ROOT" and hit.head.pos_ in _NOUNS:
        who = hit.head if _doer(hit.head, verb) else None
    if who is None or (hit.dep_ != "ROOT" and hit.head != who) or child(hit, "cop", *SUBJECTS) is not None:
        return
    top = hit if hit.dep_ == "ROOT" else who
    aside = [c for c in top.children if c not in (verb, hit) and _aside(c, verb, hit)]
    verb.tag_, verb.dep_, verb.head = "VBD", "ROOT", verb
    hit.dep_, hit.head = "dobj", verb
    who.dep_, who.head = "nsubj", verb
    for token in aside:
        token.head = verb


def mend_lost_object(noun: Any) -> None:
    """Make the object of "the front recaptured Bizar", of which the parser makes a second subject, behind the verb."""
    verb = noun.head
    behind = noun.dep_ == "nsubj" and noun.left_edge.i == verb.i + 1 and verb.tag_ in _PAST and verb.pos_ == "VERB"
    first = behind and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    if first and child(verb, "dobj", "ccomp", "auxpass") is None and verb.lemma_ not in saying_verbs():
        noun.dep_ = "dobj"


def mend_second_toll(verb: Any) -> None:
    """Make a verb of what befell a plain number: of "30 were killed and 100 injured in Lom" the parser makes 100 more.

    Where and when both came to harm stands behind the second verb.
    """
    number, first = verb.head, verb.head.head
    bare = verb.dep_ == "acl" and verb.tag_ == "VBN" and number.like_num and number.dep_ == "conj"
    if not bare or first.tag_ != "VBN" or child(first, "auxpass") is None or number.i + 1 != verb.i:
        return
    verb.dep_, verb.head = "conj", first
    number.dep_, number.head = "nsubjpass", verb


def _doer(noun: Any, verb: Any) -> bool:
    """Say whether a noun in the plural stands with its own words right before a verb: "rebels of the front fired"."""
    own = [t.right_edge.i for t in noun.children if t.i > noun.i and t.right_edge.i < verb.i]
    return bool(noun.tag_ == "NNS" and max([noun.i, *own]) == verb.i - 1)


def _aside(token: Any, verb: Any, hit: Any) -> bool:
    """Say whether a word under the noun is of the whole sentence: before the verb, a mark, or behind a comma."""
    apart = token.i > hit.i and token.left_edge.nbor(-1).text == ","
    return bool(token.right_edge.i < verb.i or (token.is_punct and token.i > hit.i) or apart)
