"""What was done to somebody before something else is to be: of "will free the 12 men seized there" they were seized."""

from __future__ import annotations

from typing import Any

_PARTICIPLES = frozenset({"VBN", "VBD"})
_KNOWN = frozenset({"the", "these", "those"})


def only_describes(act: Any) -> bool:
    """Say whether an act only tells which people or things are meant: "hostages | seized in Lom"."""
    return act.dep_ in {"acl", "relcl"} and act.tag_ in _PARTICIPLES


def known_ones(noun: Any) -> bool:
    """Say whether a noun is of some that are counted or known, and not of any that may be so."""
    some = any(c.dep_ in {"nummod", "poss"} or c.lower_ in _KNOWN for c in noun.children)
    return noun.pos_ == "PROPN" or some


def done_before(act: Any) -> bool:
    """Say whether an act only describes known ones to whom more is to be done: "to kill 12 hostages seized"."""
    noun, verb = act.head, act.head.head
    to_do = noun.dep_ == "dobj" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return act.dep_ == "acl" and act.tag_ == "VBN" and to_do and known_ones(noun)
