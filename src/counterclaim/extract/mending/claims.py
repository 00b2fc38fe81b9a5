"""Claims that the parser takes for who makes them, or for the verb: "Army claims that P are false", "X claims P"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.lexicons import lexicon

#: What is claimed where somebody owns up to a deed.
_TAKEN_ON = frozenset({"responsibility", "credit"})


def mend_claims(verb: Any) -> None:
    """Correct in place the tree around a verb that is the noun of the verb after its clause; takes the verb.

    Of "army claims that rebels shelled Lom are false" the parser makes an army that claims two things, of which the
    second has no subject: it is the claims that are false. Of "the army claims rebels shelled Lom" it makes an army and
    some claims rebels who shelled it; of the headline "Front claims responsibility for Lom raid" a front of claims.
    """
    noun = verb.lower_.removesuffix("s")
    if verb.dep_ == "compound" and noun != verb.lower_:
        _told(verb, noun)
        _taken_on(verb, noun)
    if verb.tag_ != "VBZ" or noun == verb.lower_ or noun not in lexicon("cues")["nouns"]:
        return
    _said_of_them(verb, noun)
    who = child(verb, "nsubj")
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    if who is None or who.i + 1 != verb.i or len(clauses) != 2:
        return
    told, judged = clauses
    if child(told, "mark") is None or judged.lemma_ != "be" or child(judged, "nsubj", "mark") is not None:
        return
    what = child(judged, "acomp", "attr")
    if judged.lower_ not in {"are", "were"} or what is None or what.lower_ not in lexicon("dismissal")["predicates"]:
        return
    top = verb.head if verb.dep_ != "ROOT" else judged
    for one in [c for c in verb.children if c.i > judged.i or (c.i < who.i and c != who)]:
        one.head = judged
    judged.head, judged.dep_ = top, verb.dep_
    verb.head, verb.dep_, verb.tag_, verb.pos_, verb.lemma_ = judged, "nsubj", "NNS", "NOUN", noun
    # "Said that claims that P were false": nobody's claims, and "that" opens the clause.
    who.head, who.dep_ = (judged, "mark") if who.lower_ == "that" else (verb, "compound")
    told.head, told.dep_ = verb, "acl"


def _told(word: Any, lemma: str) -> None:
    """Make a verb of saying of what stands between who says it and the doer, on whom the parser hangs it."""
    doer, who = word.head, child(word, "nsubj")
    told = doer.head
    plural = doer.dep_ in SUBJECTS and doer.tag_ in {"NNS", "NNPS"} and told.pos_ == "VERB" and told.i > doer.i
    if who is None or who.i + 1 != word.i or not plural or lemma not in saying_verbs():
        return
    word.pos_, word.tag_, word.lemma_ = "VERB", "VBZ", lemma
    word.dep_, word.head = told.dep_, word if told.head == told else told.head
    told.dep_, told.head = "ccomp", word


def _said_of_them(verb: Any, noun: str) -> None:
    """Make a noun of the claims of "said | claims it shelled Lom | were made up", of which somebody says that."""
    over, told = verb.head, child(verb, "ccomp")
    if verb.dep_ != "ccomp" or told is None or over.i + 1 != verb.i or child(verb, *SUBJECTS) is not None:
        return
    near = [*over.children, *verb.children]
    judged = next((c for c in near if c.dep_ in {"ccomp", "conj"} and c.i > told.i), None)
    judged = judged or _of_its_object(told)
    be = child(judged, "auxpass") or judged if judged is not None else None
    if judged is None or be is None or be.lower_ not in {"are", "were"} or child(judged, *SUBJECTS) is not None:
        return
    verb.tag_, verb.pos_, verb.lemma_ = "NNS", "NOUN", noun
    verb.dep_, verb.head = "nsubjpass" if be != judged else "nsubj", judged
    told.dep_, judged.dep_, judged.head = "acl", "ccomp", over


def _of_its_object(told: Any) -> Any | None:
    """Give the "are" of "said claims it killed villagers | are untrue", and villagers to who killed them."""
    judged = next((c for c in told.children if c.dep_ == "ccomp" and c.lower_ in {"are", "were"}), None)
    what = child(judged, "nsubj") if judged is not None else None
    false = child(judged, "acomp", "attr") if judged is not None else None
    if what is None or false is None or false.lower_ not in lexicon("dismissal")["predicates"]:
        return None
    if what.left_edge.i == told.i + 1:
        what.dep_, what.head = "dobj", told
    return judged


def _taken_on(word: Any, lemma: str) -> None:
    """Make the verb of a headline of "claims" between who claims and "responsibility"."""
    blame, who = word.head, child(word, "nsubj")
    if who is None or who.i + 1 != word.i or blame.lower_ not in _TAKEN_ON or lemma not in saying_verbs():
        return
    word.pos_, word.tag_, word.lemma_ = "VERB", "VBZ", lemma
    word.dep_, word.head = blame.dep_, word if blame.head == blame else blame.head
    blame.dep_, blame.head = "dobj", word
