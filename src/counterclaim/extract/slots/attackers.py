"""Names of places that mean who holds them: whoever shelled a market is a party, also under the name of a capital."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counterclaim.extract.grammar.clauses import answers
from counterclaim.extract.named.act import CAUSES, verbs
from counterclaim.extract.named.places import Found


def but_attackers(doc: Any, where: Iterable[Found]) -> tuple[Found, ...]:
    """Give the places of a sentence without those that its clauses tell as attacking something, or answering for it."""
    acting = [t.idx for t in doc if attacks(t) or answers(t)]
    return tuple(f for f in where if not any(f.start <= at < f.end for at in acting))


def attacks(name: Any) -> bool:
    """Say whether a name is the subject of a clause in which it attacks something: "Orsk had shelled the market"."""
    verb = name.head
    if name.dep_ != "nsubj" or name.pos_ != "PROPN" or verb.pos_ != "VERB":
        return False
    deps = {c.dep_ for c in verb.children}
    strikes = any(row["family"] in CAUSES for row in verbs().get(verb.lemma_.lower(), ()))
    return strikes and "dobj" in deps and deps.isdisjoint({"auxpass", "nsubjpass"})
