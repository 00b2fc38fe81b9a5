"""By whom something was done, where the parser hangs "by" on another verb: "wounded in air strikes by the army"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, child

#: What two sides do to each other is no deed of one.
_MUTUAL = frozenset({"fighting", "clash", "battle", "combat"})


def mend_doer(by: Any) -> None:
    """Hang "by" on the deed before it in which people were hurt; any other token stays as it is.

    Of "caused by gas dropped by aircraft" the gas was dropped.
    """
    if by.dep_ != "agent" or not by.i:
        return
    within = next((c for c in by.head.children if c.dep_ == "prep" and c.right_edge.i + 1 == by.i), None)
    verb = by.head
    thing = verb.nbor(-1) if verb.i else verb
    if verb.dep_ == "ccomp" and verb.tag_ == "VBN" and thing.dep_ == "pobj" and verb.left_edge == verb:
        verb.dep_, verb.head = "acl", thing  # "caused by gas dropped by aircraft"
    deed = child(within, "pobj") if within is not None and within.lower_ in {"in", "during"} else None
    if deed is not None and deed.lemma_.lower() in act_nouns() - _MUTUAL:
        by.dep_, by.head = "prep", deed
