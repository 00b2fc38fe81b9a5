"""Relative clauses that are none, or hold words of saying: "a report by X that it had shelled Lom", "which, X said"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.lexicons import lexicon

_RELATIVE = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: From the first helping verb to its verb.
_HELPING_MAX = 4


def mend_relative(said: Any) -> None:
    """Give the clause after inserted words of saying to its noun; takes the verb of saying.

    Of "which, it was alleged by rebels, was bombed" the parser makes a noun that is alleged, and a new main clause of
    what was alleged; so it does of "…, a claim activists dismissed". The words tell: "which", a comma, "it is said"
    with who says it, a comma, and a verb.
    """
    if said.dep_ == "compound" and said.pos_ == "NOUN":
        _claim(said)
    if said.dep_ != "relcl" or said.tag_ != "VBN":
        return
    it = next((c for c in said.children if c.lower_ == "it" and c.dep_ in SUBJECTS), None)
    which = next((c for c in said.children if c.tag_ in _RELATIVE and c.i < said.i), None)
    if it is None or which is None or which.i + 2 != it.i or which.nbor().text != ",":
        return
    end = next((t.i for t in said.doc[said.i + 1 :] if t.text == ","), None)
    main = _verb(said.doc, end + 1) if end is not None else None
    if main is None or any(t.pos_ == "VERB" for t in said.doc[said.i + 1 : end]) or main in said.subtree:
        return
    _put(said, which, main)


def mend_content(that: Any) -> None:
    """Give a clause with "that" to the noun of saying before who says it; takes the word.

    Of "a report by the rebels that it had shelled Lom" the parser makes rebels that it had shelled; a verb with an
    object of its own has no "that" for one.
    """
    verb = that.head
    own = that.dep_ == "dobj" and verb.dep_ == "relcl" and any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)
    teller = verb.head if own and said_of(verb) is not None else None
    link = teller.head if teller is not None and teller.dep_ == "pobj" and teller.i + 1 == that.i else None
    noun = link.head if link is not None and link.lower_ in {"by", "from", "of"} else None
    if noun is None or noun.lemma_.lower() not in lexicon("cues")["nouns"]:
        return
    that.dep_, that.tag_ = "mark", "IN"
    verb.dep_, verb.head = "acl", noun


def _claim(noun: Any) -> None:
    """Give "…, a claim | activists dismissed" its relative clause; takes the noun of saying.

    The parser makes claim activists who dismissed what stands before; with "a" they would not be several.
    """
    people = next(t for t in (noun, *noun.ancestors) if t.dep_ != "compound")
    verb, article = people.head, next((c for c in people.children if c.dep_ == "det" and c.i < noun.i), None)
    several = people.tag_ in {"NNS", "NNPS"} and people.dep_ == "nsubj" and noun.tag_ == "NN"
    if not several or article is None or article.lower_ not in {"a", "an"} or article.i + 1 != noun.i or not article.i:
        return
    told = verb.head if verb.dep_ == "relcl" else child(verb, "ccomp")
    known = noun.lemma_.lower() in lexicon("cues")["nouns"] and article.nbor(-1).text == ","
    if not known or told is None or told.i > article.i or verb.i < people.i or child(verb, "dobj") is not None:
        return
    if verb.dep_ != "relcl":
        told.dep_, told.head = verb.dep_, told if verb.head == verb else verb.head
    verb.dep_, verb.head = "relcl", noun
    noun.dep_, noun.head = "appos", told
    article.head = noun


def _verb(doc: Any, at: int) -> Any | None:
    """Give the verb that goes on at a token, past what helps it; None where none does."""
    if at >= len(doc) or doc[at].tag_ not in _FINITE:
        return None
    return next((t for t in doc[at : at + _HELPING_MAX] if t.pos_ == "VERB"), doc[at])


def _put(said: Any, which: Any, main: Any) -> None:
    """Hang the verb after the inserted words on the noun, and those words on it."""
    noun, up, whole = said.head, main.head, main.head == main
    later = next((c for c in main.children if c.dep_ == "conj" and c.i > main.i and said_of(c) is None), None)
    taken = [c for c in main.children if c.dep_ in SUBJECTS and c.i < said.i]
    over = later if later is not None else up if not whole and main.dep_ in {"ccomp", "csubj"} else None
    if over is not None:
        if later is not None:
            later.dep_, later.head = main.dep_, later if whole else up
        for subject in taken:
            passive = child(over, "auxpass") is not None
            subject.dep_, subject.head = "nsubjpass" if passive else "nsubj", over
    said.dep_, said.head = "parataxis", main
    if main in noun.ancestors:
        which.dep_, which.head = "dep", main  # nothing follows that the noun could be of
        return
    main.dep_, main.head = "relcl", noun
    which.dep_, which.head = "nsubjpass" if child(main, "auxpass") is not None else "nsubj", main
