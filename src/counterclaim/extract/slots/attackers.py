"""Names of places that mean who holds them: whoever shelled a market is a party, also under the name of a capital."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counterclaim.extract.grammar.clauses import answers
from counterclaim.extract.named.act import CAUSES, verbs
from counterclaim.extract.named.places import Found

#: What tells who did it behind "was", verbs that lay something on somebody, and verbs that charge their object.
_BEHIND = frozenset({"behind", "responsible", "guilty", "complicit"})
_LAYING = frozenset({"blame", "pin"})
_CHARGING = frozenset({"accuse", "blame", "condemn", "denounce", "fault"})


def but_attackers(doc: Any, where: Iterable[Found]) -> tuple[Found, ...]:
    """Give the places of a sentence without those that its clauses tell as attacking something, or answering for it."""
    acting = [t.idx for t in doc if attacks(t) or answers(t) or blamed(t)]
    return tuple(f for f in where if not any(f.start <= at < f.end for at in acting))


def attacks(name: Any) -> bool:
    """Say whether a name is the subject of a clause in which it attacks something: "Orsk had shelled the market"."""
    verb = name.head
    if name.dep_ != "nsubj" or name.pos_ != "PROPN" or verb.pos_ != "VERB":
        return False
    deps = {c.dep_ for c in verb.children}
    strikes = any(row["family"] in CAUSES for row in verbs().get(verb.lemma_.lower(), ()))
    return strikes and "dobj" in deps and deps.isdisjoint({"auxpass", "nsubjpass"})


def blamed(name: Any) -> bool:
    """Say whether a name is whom somebody blames, or who is behind it: "accused Orsk of it", "Orsk was behind it"."""
    verb = name.head
    if name.pos_ != "PROPN":
        return False
    if name.dep_ == "nsubj" and verb.lemma_ == "be":
        return any(c.lower_ in _BEHIND and c.i > verb.i for c in verb.children)
    # "Blamed the attack on Orsk": the parser often makes one noun of the two.
    over = verb.head.head if verb.head.dep_ == "dobj" else verb.head
    laid = verb.lower_ == "on" and name.dep_ == "pobj" and over.lemma_ in _LAYING
    laid = laid and all(c.lower_ not in {"for", "on"} or c == verb for c in over.children)
    return laid or (name.dep_ == "dobj" and verb.lemma_.lower() in _CHARGING)
