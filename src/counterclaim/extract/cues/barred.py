"""What somebody "cannot deny": who tells so takes it for true, and it is no saying of that somebody's."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.parsed.cue import Cue


def barred(verb: Any, cue: Cue | None) -> bool:
    """Say whether a cue is of what somebody cannot or can no longer deny: "the army cannot deny that it shelled Lom".

    Who "could not deny" something was asked; who can "neither confirm nor deny" it leaves it open.
    """
    if cue is None or cue.lemma != "deny" or child(verb, "conj") is not None:
        return False
    clause = child(verb, "ccomp")
    that = clause is not None and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    can = any(c.dep_ == "aux" and c.lower_ in {"can", "ca"} for c in verb.children)
    words = [t for c in verb.children if c.i < verb.i and c.dep_ in {"neg", "advmod"} for t in c.subtree]
    return that and can and any(t.dep_ == "neg" or t.lower_ in {"never", "no"} for t in words)
