"""Who is set against whom with "not", where the parser gives the negation, or the deed, to the wrong one of the two."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.clauses import child

_NAMING = frozenset({"NOUN", "PROPN"})


def mend_contrast(token: Any) -> None:
    """Correct in place the tree around two who are set against each other; any other token stays as it is.

    Of "the army, not the rebels, shelled it" the parser makes an army that did not; of "it was the army and not the
    rebels that shelled it" rebels who did; of "it was the army that shelled it, and not rebels" nobody.
    """
    if token.dep_ == "neg" and token.lower_ == "not" and token.head.i < token.i and token.head.pos_ in _NAMING:
        _not_that_one(token)
    if token.dep_ in {"relcl", "ccomp"} and child(token, "nsubj", "nsubjpass") is not None:
        _who_it_was(token)


def _not_that_one(neg: Any) -> None:
    """Give a "not" between two names to the one after it."""
    other = next((c for c in neg.head.children if c.dep_ in {"appos", "conj"} and c.left_edge.i >= neg.i), None)
    if other is not None and other.left_edge.i <= neg.i + 1:
        neg.head = other


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
