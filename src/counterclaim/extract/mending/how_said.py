"""How something is said, before it is: of "admitted for the first time that P" the parser makes a time that P."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.lexicons import lexicon

#: What tells how or for which time something is said; no clause with "that" is of it.
_HOW = frozenset({"term", "word", "language", "tone"})
_DOCUMENTS = frozenset({"interview", "conference", "speech", "address", "facebook", "telegram", "television", "radio"})
_COUNTED = frozenset({"first", "second", "third", "last"})
#: What stands before a subject and tells when it spoke.
_WHEN = frozenset({"earlier", "later", "previously", "afterwards", "now", "then", "initially"})
_SAYING = ("neutral", "endorsing", "distancing", "conceding", "denial")


def mend_how_said(verb: Any) -> None:
    """Give a clause with "that" to the verb of saying over the phrase that tells how it was said.

    "Admitted for the first time that it shelled Lom", "denied in the strongest terms that it had", "claimed in a
    statement that rebels did"; "at the same time that", and the first time that somebody did it, stay.
    """
    if verb.dep_ == "nummod" and verb.head.i + 1 == verb.i:
        _some_of(verb)
    if verb.dep_ == "advmod" and verb.lower_ in _WHEN and verb.head.dep_ == "nsubj":
        _when_said(verb)
    if verb.dep_ == "ccomp" and verb.head.dep_ == "advmod" and verb.head.i < verb.i:
        _after_adverb(verb)
    noun = verb.head if verb.dep_ in {"relcl", "acl"} else None
    link = noun.head if noun is not None and noun.dep_ == "pobj" and noun.i < verb.i else None
    if link is None:
        return
    that = next((c for c in verb.children if c.lower_ == "that" and c.dep_ in {"advmod", "mark"}), None)
    if that is None or that.i != verb.left_edge.i or said_of(verb) is None or not _how(noun):
        return
    over = link.head
    known = any(over.lemma_.lower() in lexicon("cues")[name] for name in _SAYING)
    if known and over.pos_ == "VERB" and over.i < link.i and child(over, "ccomp", "dobj") is None:
        that.dep_, that.tag_ = "mark", "IN"
        verb.dep_, verb.head = "ccomp", over


def _after_adverb(verb: Any) -> None:
    """Give a clause with "that" to the verb over the adverb of "said earlier | that it shelled Lom"."""
    over, mark = verb.head.head, child(verb, "mark")
    if over.pos_ == "VERB" and over.i < verb.head.i and mark is not None:
        verb.head = over


def _when_said(word: Any) -> None:
    """Give "Earlier | the coalition denied it" its word to the verb: no coalition is earlier."""
    subject = word.head
    if subject.left_edge == word and word.nbor().tag_ in {"DT", "PRP$", "NNP"}:
        word.head = subject.head


def _some_of(number: Any) -> None:
    """Give "said on Twitter | one of its clinics was hit" its subject, which the parser hangs on the outlet."""
    link = number.head.head
    over = link.head if number.head.dep_ == "pobj" and link.dep_ == "prep" else number
    told = child(over, "ccomp")
    of = any(c.lower_ == "of" and c.i == number.i + 1 for c in number.children)
    if of and told is not None and told.i > number.i and said_of(told) is None:
        number.dep_, number.head = "nsubjpass" if child(told, "auxpass") is not None else "nsubj", told


def _how(noun: Any) -> bool:
    """Say whether a noun is of how something is said ("in no uncertain terms") or for which time."""
    if noun.lemma_.lower() in _HOW:
        return any(c.dep_ in {"amod", "poss"} for c in noun.children)
    if noun.lemma_.lower() in _DOCUMENTS or noun.lemma_.lower() in lexicon("cues")["documents"]:
        return noun.head.lower_ in {"in", "on", "during", "at"}
    return noun.lemma_ == "time" and any(c.lower_ in _COUNTED for c in noun.children)
