"""At what an act is said to have been: "the explosion was at a depot", "the blast occurred in a garage"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.things import asset_of

_BEING = frozenset({"be", "occur", "happen", "take"})
_AT = ("at", "in", "inside", "on", "against")


def seat(deed: Any) -> Any | None:
    """Give the thing at which an act's noun is said to have been or taken place; None where no thing is named.

    "The strike was not on a school" says where it was not, and so gives none.
    """
    verb = deed.head
    if deed.dep_ != "nsubj" or verb.lemma_ not in _BEING or child(verb, "attr", "acomp", "neg") is not None:
        return None
    spot = after(verb, *_AT)
    return spot if spot is not None and asset_of(spot) is not None else None
