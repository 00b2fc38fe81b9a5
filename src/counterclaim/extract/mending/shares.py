"""How many of how many, where the parser makes one number of the two: "two of 20 captives were killed"."""

from __future__ import annotations

from typing import Any


def mend_share(of: Any) -> None:
    """Make the first number of "two of 20 captives were killed" who was killed: twenty were not."""
    if of.dep_ != "quantmod" or of.lower_ != "of" or not of.i:
        return
    some, number = of.nbor(-1), of.head
    noun = number.head
    if some.like_num and some.head == number and number.like_num and number.dep_ == "nummod" and number.i > of.i:
        some.dep_, some.head = noun.dep_, noun.head if noun.head != noun else some
        of.dep_, of.head = "prep", some
        noun.dep_, noun.head = "pobj", of
