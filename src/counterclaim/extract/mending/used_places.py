"""What a place is used for, which the parser makes an attack on it be: "the raid on a college they used to …"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, after, child

_USING = frozenset({"use", "run", "operate", "own", "occupy", "guard", "visit"})


def mend_used_place(verb: Any) -> None:
    """Give to the place what somebody does with it, where the parser hangs that on the attack on it; takes the verb."""
    act = verb.head
    told = verb.dep_ == "relcl" and verb.lemma_ in _USING and act.lemma_.lower() in act_nouns()
    if not told or child(verb, "nsubj") is None or child(verb, "auxpass") is not None:
        return
    place = after(act, "on", "of", "against", "at", "in")
    if place is not None and act.i < place.i < verb.i:
        verb.head = place
