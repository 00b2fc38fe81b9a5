"""A second verb of saying of one speaker, where the parser gives it to somebody whom the first one tells of."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.clauses import child
from counterclaim.lexicons import lexicon

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def mend_second(token: Any) -> None:
    """Correct in place the tree above a second verb of saying; any other token stays as it is.

    Of "mayor confirms two killed, denies the airport was hit" the parser makes two killed who deny; of "denied
    accusations that its men killed them and suggested it was staged" men who suggested.
    """
    if token.dep_ == "ccomp" and token.tag_ == "VBZ" and token.i and token.nbor(-1).text == "," and _tells(token.head):
        _goes_on(token)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.i < token.i:
        _behind_teller(token)
    if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.dep_ == "acl" and _tells(token):
        _tells_too(token)


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


def _tells(verb: Any) -> bool:
    """Say whether a verb is one by which somebody says, denies, admits or charges something."""
    cues = lexicon("cues")
    kinds = ("neutral", "endorsing", "denial", "conceding", "distancing", "accusing")
    return verb.pos_ == "VERB" and any(verb.lemma_.lower() in cues[kind] for kind in kinds)
