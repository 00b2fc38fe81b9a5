"""How many of how many, where the parser takes some for all: "two of 20 captives", "12 people, none of them rebels"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child


def mend_share(of: Any) -> None:
    """Make the first number of "two of 20 captives were killed" who was killed: twenty were not.

    Of "twelve people, none of them rebels, were killed" it makes nobody who was killed, of "not only rebels" no people.
    """
    if of.lower_ == "none" and of.dep_ in SUBJECTS:
        _none_of_them(of)
    if of.lower_ == "not" and of.dep_ == "neg" and of.i and of.nbor(-1).text == "," and of.head.i < of.i:
        _not_only(of)
    if of.dep_ != "quantmod" or of.lower_ != "of" or not of.i:
        return
    some, number = of.nbor(-1), of.head
    noun = number.head
    if some.like_num and some.head == number and number.like_num and number.dep_ == "nummod" and number.i > of.i:
        some.dep_, some.head = noun.dep_, noun.head if noun.head != noun else some
        of.dep_, of.head = "prep", some
        noun.dep_, noun.head = "pobj", of


def _none_of_them(none: Any) -> None:
    """Set "none of them rebels" apart from the subject before it."""
    whole = next((c for c in none.head.children if c.dep_ == none.dep_ and c.i < none.i), None)
    if whole is not None and none.nbor(-1).text == "," and child(none, "prep") is not None:
        none.dep_, none.head = "appos", whole


def _not_only(neg: Any) -> None:
    """Give "not" to the "only" right behind it, and not to the people before both."""
    only = child(neg, "advmod")
    if only is not None and only.lower_ in {"only", "just", "all"} and neg.head.dep_ in SUBJECTS:
        neg.dep_, neg.head = "advmod", only
        only.dep_, only.head = "dep", neg.nbor(2) if neg.i + 2 < len(neg.doc) else only.head
