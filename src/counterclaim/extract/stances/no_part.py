"""Who says to have had nothing to do with a thing told before: "nothing to do with it", "no part in it", "no role"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.pointing import PART
from counterclaim.extract.grammar.clauses import after, child

_IT = frozenset({"it", "this", "that"})
_HAVING = frozenset({"have", "take", "play", "bear"})


def nothing_to_do(head: Any) -> bool:
    """Say whether a clause says that somebody had nothing to do with, or no part in, a thing told before."""
    nothing = child(head, "dobj") if head.lemma_ in _HAVING else None
    if nothing is None or nothing.lower_ != "nothing":
        return nothing is not None and _no_part(nothing)
    do = child(nothing, "relcl", "acl")
    thing = after(do, "with") if do is not None and do.lemma_ == "do" else None
    return thing is not None and thing.lower_ in _IT


def _no_part(noun: Any) -> bool:
    """Say whether a noun is no part at all, or none in "it": "had no role", "took no part in this"."""
    part = noun.lemma_.lower() in PART | {"hand"} and any(c.lower_ == "no" for c in noun.children)
    near = [c for t in (noun, noun.head) for c in t.children if c.dep_ == "prep" and c.i > noun.i]
    things = [p.lower_ for c in near for p in c.children if p.dep_ in {"pobj", "pcomp"}]
    return part and all(t in _IT for t in things)
