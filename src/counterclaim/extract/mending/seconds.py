"""A second verb of saying of one speaker, where the parser gives it to somebody whom the first one tells of."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, child
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend_second(token: Any) -> None:
    """Correct in place the tree above a second verb of saying; any other token stays as it is.

    Of "mayor confirms two killed, denies the airport was hit" the parser makes two killed who deny; of "denied
    accusations that its men killed them and suggested it was staged" men who suggested; of "told them that no aircraft
    bombed X and said Y" aircraft that say; of "army denies raid, says depot exploded" an explosion that nobody tells;
    of "police said rebels came and a guard said they fled" a guard whom police tell of.
    """
    if token.tag_ in {"VBD", "VBZ"} and token.lemma_.lower() in saying():
        if token.dep_ == "ccomp":
            _second_saying(token)
        if (token.dep_ == "parataxis" and token.head.i > token.i) or token.dep_ == "ROOT":
            _headline(token)
    if token.dep_ == "ccomp" and token.tag_ == "VBZ" and token.i and token.nbor(-1).text == "," and _tells(token.head):
        _goes_on(token)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.i < token.i:
        _behind_teller(token)
    if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.dep_ == "acl" and _tells(token):
        _tells_too(token)
    if token.dep_ == "conj" and token.tag_ in _FINITE and token.head.dep_ == "ccomp" and _tells(token):
        _tells_apart(token)


def _behind_teller(verb: Any) -> None:
    """Give what stands behind who told P to who told it: "it crashed, the ministry said, | dismissing claims"."""
    told, noun = verb.head, child(verb, "dobj")
    answers = verb.lemma_.lower() in lexicon("cues")["denial"] and noun is not None and verb.nbor(-1).text == ","
    if answers and told.dep_ == "ccomp" and told.head.i < told.i and _tells(told.head) and not _tells(told):
        verb.head = told.head if noun is not None and noun.lemma_.lower() in lexicon("cues")["nouns"] else told
    over = told.head if told.dep_ == "ccomp" else child(told, "parataxis")
    if over is not None and told.i < over.i < verb.i and _tells(over) and _tells(verb):
        verb.head = over


def _goes_on(verb: Any) -> None:
    """Give a headline's second verb to its subject: "mayor confirms two killed, | denies the airport was hit"."""
    told, over = child(verb, *ANY_SUBJECT), verb.head
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
    if _tells(over) and over.tag_ == verb.tag_ and not _tells(verb.head) and child(verb, *ANY_SUBJECT) is None:
        verb.head = over


def _headline(says: Any) -> None:
    """Join "says P" to the verb before the comma, whose subject says it: "army denies raid, says depot exploded"."""
    first = next((c for c in says.children if c.dep_ == "ccomp" and c.i < says.i), None)
    later = next((c for c in says.children if c.dep_ == "ccomp" and c.i > says.i), None)
    clause = later if says.dep_ == "ROOT" else says.head
    bare = child(says, *ANY_SUBJECT) is None and says.i and says.nbor(-1).text == ","
    if first is None or clause is None or not bare or child(first, "nsubj") is None:
        return
    if child(clause, *ANY_SUBJECT) is None or first.tag_ not in {"VBZ", "VBD"}:
        return
    top = says if says.dep_ == "ROOT" else clause
    first.dep_, first.head = top.dep_, top.head if top.head.i != top.i else first
    says.dep_, says.head = "conj", first
    clause.dep_, clause.head = "ccomp", says


def _second_saying(verb: Any) -> None:
    """Give "said" in "told them that no aircraft bombed X and said Y" to who told.

    The parser makes aircraft that say, of which it is told that they bombed. A participle right after its noun takes
    no object, so that one with an object is the noun's verb. A noun that can speak goes on to say what follows, unless
    "no" stands before it: nobody says then.
    """
    over, subject = verb.head, child(verb, "nsubj")
    if subject is None or over.i > subject.left_edge.i or over.pos_ != "VERB" or child(over, *ANY_SUBJECT) is None:
        return
    first, joint = _own_verb(subject), child(subject, "cc")
    if first is None or joint is None or not first.i < joint.i < verb.i:
        return
    none = any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in subject.children)
    goes_on = first if speaks(subject) and not none else over
    for mark in [c for c in verb.children if c.dep_ == "mark" and c.i < subject.i]:
        mark.head = first
    first.dep_, first.head, first.tag_ = "ccomp", over, "VBD"
    subject.head = first
    joint.head = verb.head = goes_on
    verb.dep_ = "conj"


def _own_verb(noun: Any) -> Any | None:
    """Give the past form right after a noun that takes an object, and so is what the noun did; else None."""
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ in {"VBD", "VBN"}), None)
    plain = verb is not None and verb.i == noun.i + 1 and child(verb, "dobj") is not None
    return verb if plain and child(verb, "agent") is None else None


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


@cache
def saying() -> frozenset[str]:
    """Give the verbs by which somebody says, denies or admits something."""
    return frozenset(w for name in ("neutral", "denial", "conceding") for w in lexicon("cues")[name])
