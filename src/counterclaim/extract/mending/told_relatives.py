"""Relative clauses that tell what somebody says their noun did: "a raid that residents said killed 12"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, act_nouns, child, said_of
from counterclaim.extract.grammar.saying import saying_verbs

_RELATIVE = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PLURAL = frozenset({"NNS", "NNPS"})
_UNDER = frozenset({"relcl", "ccomp", "advcl"})
#: Verbs of saying that the tagger takes for nouns.
_NOUNS = frozenset({"claim", "claims", "report", "reports"})


def mend_told_relative(said: Any) -> None:
    """Give what is told of a noun to the verb of saying between them; takes that verb.

    Of "a raid that residents said killed 12" the parser makes a raid that says, of "a raid residents said killed 12"
    somebody else who killed, of "a raid that the council claims killed 12" claims that killed, and of "a raid
    activists said killed 12" raid activists.
    """
    if said.lower_ in _NOUNS and said.i > 1:
        _no_claims(said)
    if said.lemma_.lower() not in saying_verbs():
        return
    if said.dep_ in {"aux", "ROOT"} and said.tag_ == "VBD":
        _of_first(said)
    if said.dep_ in {"ccomp", "advcl"} and said.tag_ in _FINITE:
        _of_noun(said)
    if said.dep_ != "relcl" or said.tag_ not in _FINITE:
        return
    which = next((c for c in said.children if c.tag_ in _RELATIVE and c.dep_ in SUBJECTS and c.i < said.i), None)
    who = next((c for c in said.children if c.dep_ in SUBJECTS and c != which and c.i < said.i), None)
    if who is None:
        return
    told = _told(said)
    own = said_of(told) if told is not None else None
    if told is None or told.i < said.i or (own is not None and (own.tag_ not in _RELATIVE or own.i > said.i)):
        return
    told.dep_, told.head = "ccomp", said
    if told.tag_ == "VBN" and child(told, "aux", "auxpass") is None:
        told.tag_ = "VBD"  # "which officials said | wounded 12"
    if which is not None and which.i < who.i:
        which.dep_, which.head = "nsubjpass" if child(told, "auxpass") is not None else "nsubj", told
    if said.head.dep_ in {"ROOT", "dep", *SUBJECTS}:
        _main(said, told)


def _told(said: Any) -> Any | None:
    """Give the verb of what is said, none of a deed that is denied: "a statement in which they denied bombing it"."""
    told = child(said, "ccomp", "xcomp")
    if told is None and child(said, "dobj") is None:
        told = _next_verb(said)
    return told if told is None or told.tag_ != "VBG" else None


def _main(said: Any, told: Any) -> None:
    """Give "a raid that X said killed 12 people | hit a bakery" its main verb, of which the parser makes what X said.

    Those killed are then no subject of that verb.
    """
    noun = said.head
    under = noun.dep_ in SUBJECTS
    later = [noun.head] if under else [c for t in (said, told) for c in t.children if c.dep_ in {"ccomp", "conj"}]
    verb = next((c for c in later if c.i > told.i and c.tag_ in _FINITE | {"VBN"}), None)
    own = [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []
    whom = next((c for c in own if told.i < c.i), None)
    if verb is None or whom is None or whom.i > verb.i or child(told, "dobj") is not None:
        return
    for which in [c for c in own if c.tag_ in _RELATIVE and c.i < told.i]:
        which.dep_, which.head = "nsubj", told
    whom.dep_, whom.head = "dobj", told
    if under:
        return
    verb.dep_, verb.head = ("ROOT", verb) if noun.dep_ == "ROOT" else ("ccomp", noun.head)
    noun.dep_, noun.head = "nsubjpass" if child(verb, "auxpass") is not None else "nsubj", verb


def _of_noun(said: Any) -> None:
    """Hang on its noun "a raid on Friday | that residents said killed 12", of which the parser makes what is denied.

    What killed 12 stands nowhere after "that".
    """
    told, up = child(said, "ccomp"), said.head
    who = child(said, "nsubj")
    own = said_of(told) if told is not None else None
    that = own if own is not None else child(said, "mark")
    if told is None or who is None or that is None or that.lower_ not in {"that", "which"}:
        return
    if not up.i < that.i - 1 < who.i < said.i < told.i or that.nbor(-1).pos_ == "VERB":
        return
    if (deed := _deed(up.i + 1, that)) is not None:
        said.dep_, said.head = "relcl", deed
        that.tag_, that.pos_, that.head = "WDT", "PRON", told
        that.dep_ = "nsubjpass" if child(told, "auxpass") is not None else "nsubj"


def _deed(first: int, that: Any) -> Any | None:
    """Give the noun that a relative word is of, from a token on: the last one of an act, or the last one."""
    nouns = [t for t in that.doc[first : that.i] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
    return next((t for t in reversed(nouns) if t.lemma_.lower() in act_nouns()), nouns[-1] if nouns else None)


def _next_verb(said: Any) -> Any | None:
    """Give the finite verb right after a verb of saying, past what helps it; None for one with a subject."""
    if said.i + 1 >= len(said.doc):
        return None
    first = said.nbor()
    verb = first.head if first.dep_ in {"aux", "auxpass"} else first
    bare = first.tag_ in _FINITE and verb.i >= first.i and verb not in said.ancestors
    return verb if bare and verb.left_edge.i == first.i else None


def _no_claims(noun: Any) -> None:
    """Make a verb of "that the council | claims | killed 12": a relative word, who says it, and a verb behind it."""
    verb, who = noun.head, next((c for c in noun.children if c.dep_ in {"compound", "amod"}), None)
    first = noun.left_edge
    opened = first.i and first.nbor(-1).lower_ in {"that", "which", "who"}
    if who is None or who.i + 1 != noun.i or who.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return
    if noun.dep_ == "relcl":
        that = next((c for c in noun.children if c.tag_ in _RELATIVE and c.i < who.i), None)
        opened = that is not None and who.left_edge.nbor(-1) == that
    elif noun.dep_ == "nsubj" and verb.dep_ in _UNDER and verb.tag_ in _FINITE and verb.i == noun.i + 1 and opened:
        that = first.nbor(-1)
        over = verb.head if verb.dep_ == "relcl" else _deed(verb.head.i + 1, that)
        if over is None or that.nbor(-1) == verb.head:
            return
        noun.dep_, noun.head = "relcl", over
        verb.dep_, verb.head = "ccomp", noun
        that.tag_, that.pos_, that.dep_, that.head = "WDT", "PRON", "nsubj", noun
    else:
        return
    if not opened:
        return
    for word in [c for c in noun.children if c.i < who.i and c.tag_ not in _RELATIVE]:
        word.head = who
    who.dep_, noun.pos_ = "nsubj", "VERB"
    noun.tag_ = "VBZ" if noun.lower_.endswith("s") else "VBP"
    noun.lemma_ = noun.lower_.removesuffix("s")


def _of_first(said: Any) -> None:
    """Take apart "a raid | activists said killed 12": with "a" they would not be several."""
    verb = said.head if said.dep_ == "aux" else said.nbor() if said.i + 1 < len(said.doc) else said
    who = said.nbor(-1) if said.i else said
    if said.dep_ == "ROOT" and (who.head != said or verb.head != said or verb.dep_ not in {"xcomp", "ccomp"}):
        return
    noun = next((c for c in who.children if c.dep_ == "compound" and c.i + 1 == who.i), None)
    article = who.left_edge
    if who.tag_ not in _PLURAL or noun is None or article.lower_ not in {"a", "an"} or verb.i != said.i + 1:
        return
    if verb in who.ancestors and said.dep_ == "aux":
        return  # who would hang on what they say
    for word in [c for c in who.children if c.i < noun.i]:
        word.head = noun
    noun.pos_ = "NOUN"
    noun.dep_, noun.head = ("ROOT", noun) if said.dep_ == "ROOT" else (who.dep_, who.head)
    said.dep_, said.head, said.pos_ = "relcl", noun, "VERB"
    who.dep_, who.head = "nsubj", said
    verb.dep_, verb.head = "ccomp", said
