"""Who is set against whom with "not", where the parser gives the negation, or the deed, to the wrong one of the two."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.clauses import child

_NAMING = frozenset({"NOUN", "PROPN"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
_LEFT_OUT = frozenset({"but", "except", "besides", "than"})


def mend_contrast(token: Any) -> None:
    """Correct in place the tree around two who are set against each other; any other token stays as it is.

    Of "the army, not the rebels, shelled it" the parser makes an army that did not; of "it was the army and not the
    rebels that shelled it" rebels who did; of "it was the army that shelled it, and not rebels" and of "nobody but the
    army shelled it" nobody.
    """
    if token.dep_ == "neg" and token.lower_ == "not" and token.head.i < token.i and token.head.pos_ in _NAMING:
        _not_that_one(token)
    if token.dep_ in {"nsubj", "nsubjpass"} and (token.lower_ in _NOBODY or _no_one(token)):
        _nobody_but(token)
    if token.dep_ in {"relcl", "ccomp"} and child(token, "nsubj", "nsubjpass") is not None:
        _who_it_was(token)


def _not_that_one(neg: Any) -> None:
    """Give a "not" between two names to the one after it."""
    other = next((c for c in neg.head.children if c.dep_ in {"appos", "conj"} and c.left_edge.i >= neg.i), None)
    if other is not None and other.left_edge.i <= neg.i + 1:
        neg.head = other


def _no_one(word: Any) -> bool:
    """Say whether a word is the "one" of "no one", or whom "no" is said of ("no side but the army")."""
    return any(c.dep_ == "det" and c.lower_ == "no" for c in word.children)


def _nobody_but(word: Any) -> None:
    """Make who is left out of "nobody but X", "no one except X", "no one other than X" the one who did it."""
    verb, joint = word.head, child(word, "cc")
    other = child(word, "conj") if joint is not None and joint.lower_ == "but" else None
    links = [t for t in word.subtree if t.lower_ in _LEFT_OUT and t.dep_ == "prep"] if other is None else []
    if links:  # of "no one other than X" the parser makes two subjects
        other = child(links[0], "pobj") or next((c for c in verb.children if c.dep_ == "nsubj" and c.i > word.i), None)
    if other is None or not word.i < other.i < verb.i:
        return
    other.dep_, other.head = word.dep_, verb
    word.dep_ = "dep"


def _who_it_was(verb: Any) -> None:
    """Give the clause after "it was X and not Y that" to X."""
    who = child(verb, "nsubj", "nsubjpass")
    noun = verb.head if verb.dep_ == "relcl" else child(verb.head, "attr")
    first = noun
    while first is not None and first.dep_ in {"conj", "appos"} and child(first, "neg") is not None:
        first = first.head
    if who is None or first is None or first.dep_ != "attr" or first.i > verb.i or first.head.lemma_ != "be":
        return
    it = child(first.head, "nsubj", "expl")
    if who.tag_ in {"WDT", "WP"} and it is not None and it.lower_ == "it":
        verb.dep_, verb.head = "relcl", first
