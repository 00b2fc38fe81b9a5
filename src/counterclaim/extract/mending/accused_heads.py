"""Headlines in which somebody is accused: "Army accused of Lom massacre" tells of no army that accuses."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child

_CHARGED = frozenset({"accuse", "blame", "suspect", "charge", "implicate", "fault"})
_OF = frozenset({"of", "for", "over", "in", "with"})


def mend_accused(token: Any) -> None:
    """Make a passive of "accused" and "blamed" without an object and without "was"; any other verb stays as it is."""
    if token.lemma_.lower() not in _CHARGED or token.tag_ not in {"VBD", "VBN"} or token.dep_ in {"relcl", "acl"}:
        return
    who, link = child(token, "nsubj"), child(token, "prep")
    if who is None or who.i > token.i or link is None or link.i != token.i + 1 or link.lower_ not in _OF:
        return
    first = who.left_edge
    if first.i and not first.nbor(-1).is_punct and first.nbor(-1).dep_ not in {"mark", "cc"}:
        return  # "rebels the army accused of shelling it"
    if child(token, "aux", "auxpass", "nsubjpass", "dobj", "ccomp", "xcomp", "dative") is None:
        who.dep_, token.tag_ = "nsubjpass", "VBN"
        for more in token.children:
            # "Front accused of killing 12, denies it": who is accused denies.
            if more.dep_ in {"dep", "ccomp", "advcl"} and more.tag_ == "VBZ" and child(more, "nsubj", "mark") is None:
                more.dep_ = "conj"
