"""Blame that is laid on somebody: "placed blame for the raid on the army", "laid responsibility for it on X"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child

#: Who does this lays blame on somebody; who trades or takes it does not.
LAYING = frozenset({"lay", "put", "place", "pin", "cast", "heap", "fix"})
LAID = frozenset({"blame", "responsibility"})


def laid_for(deed: Any) -> Any | None:
    """Give the verb by which blame for a deed is laid on somebody, or None."""
    blame = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ in {"for", "over"} else None
    verb = blame.head if blame is not None and blame.lower_ in LAID else blame
    laying = verb is not None and verb.lemma_.lower() in LAYING
    laid = child(verb, "dobj", "nsubjpass") if laying else None
    return verb if laid is not None and laid.lower_ in LAID else None
