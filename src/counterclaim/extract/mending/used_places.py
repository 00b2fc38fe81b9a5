"""What a place is used for, which the parser makes an attack on it be: "the raid on a college they used to …"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, after, child

_USING = frozenset({"use", "run", "operate", "own", "occupy", "guard", "visit"})


def mend_used_place(verb: Any) -> None:
    """Give to the place what somebody does with it, where the parser hangs that on the attack on it; takes the verb."""
    act = child(verb.head, "dobj") if verb.dep_ == "ccomp" and child(verb, "xcomp") is not None else verb.head
    told = verb.dep_ in {"relcl", "ccomp"} and verb.lemma_ in _USING and act is not None
    if (
        not told
        or act is None
        or act.lemma_.lower() not in act_nouns()
        or child(verb, "nsubj") is None
        or child(verb, "auxpass") is not None
    ):
        return
    place = after(act, "on", "of", "against", "at", "in")
    if place is not None and act.i < place.i < verb.i:
        verb.dep_, verb.head = "relcl", place
