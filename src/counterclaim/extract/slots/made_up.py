"""Acts that words call made up, and truces that are only offered: neither happened."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, child
from counterclaim.extract.named.act import noun_row


def offered(token: Any) -> bool:
    """Say whether a truce is only offered, asked for or refused: "rejected the truce proposed by the bishops"."""
    row = noun_row(token)
    if row is None or row["family"] != "ceasefire":
        return False
    near = [c for c in token.children if c.dep_ in {"acl", "amod"}]
    near += [token.head] if token.dep_ in {"dobj", "nsubjpass"} else []
    return any(t.lemma_.lower() in acting()["offering"] for t in near)


def supposed(token: Any) -> bool:
    """Say whether a change of hands is only supposed: "the fall of Lom would not matter", "taking it would allow"."""
    verb = token.head
    told = token.dep_ == "csubj" or (token.dep_ in SUBJECTS and (noun_row(token) or {}).get("family") == "territory")
    if not told or verb.pos_ not in {"VERB", "AUX"}:
        return False
    would = any(c.dep_ == "aux" and c.lower_ in {"would", "'d"} for c in verb.children)
    what = child(verb, "acomp")
    return would or (verb.lemma_ == "be" and what is not None and what.lower_ == "unlikely")


def invented(noun: Any) -> bool:
    """Say whether an act is called made up: "the attack was a hoax", "was staged"; "staged by rebels" was done."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS or noun.i > verb.i or child(verb, "agent", "prep") is not None:
        return False
    called = verb if noun.dep_ == "nsubjpass" else child(verb, "attr", "acomp") if verb.lemma_ == "be" else None
    known_one = any(c.lower_ in {"the", "this", "that", "whole", "alleged"} for c in noun.children)
    if called is None or not known_one or called.lower_ not in acting()["invented"]:
        return False
    return not any(c.dep_ == "neg" or c.lower_ == "no" for t in (verb, called) for c in t.children)
