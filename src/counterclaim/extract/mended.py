"""Trees that the parser gets wrong in one way again and again, put right by the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_PAST = frozenset({"VBD", "VBN"})


def mend_trees(docs: Sequence[Any]) -> None:
    """Correct the trees of a report's sentences in place.

    Of "reached the ruins and captured parts of the citadel" the parser often makes ruins and "captured parts": a past
    form right after "and" that would modify the object's fellow is the subject's second verb.
    """
    for doc in docs:
        for token in doc:
            if token.dep_ == "amod" and token.tag_ in _PAST and token.i and token.nbor(-1).dep_ == "cc":
                _second_verb(token)


def _second_verb(token: Any) -> None:
    """Make a verb of a participle between "and" and the plain noun that the parser joined to the verb's object."""
    noun = token.head
    first = noun.head
    verb = first.head
    plain = noun.dep_ == "conj" and noun.i > token.i and not any(c.dep_ in {"det", "poss"} for c in noun.children)
    if not plain or first.dep_ != "dobj" or verb.tag_ != "VBD" or noun.left_edge.i != token.i:
        return
    joint = token.nbor(-1)
    noun.dep_, noun.head = "dobj", token
    token.dep_, token.head, token.tag_, token.pos_ = "conj", verb, "VBD", "VERB"
    joint.head = verb
