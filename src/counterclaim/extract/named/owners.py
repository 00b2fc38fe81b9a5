"""To whom words say that weapons or machines belong: "the rockets that hit the mill belonged to the rebels"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child


def belonging(noun: Any) -> Any | None:
    """Give to whom the clause that a noun is the subject of says it belongs, or None."""
    whose = said_to_own(noun)
    return whose if whose is not None and child(noun.head, "neg") is None else None


def said_to_own(noun: Any) -> Any | None:
    """Give to whom a clause says a noun does or does not belong, or None."""
    return after(noun.head, "to") if noun.dep_ == "nsubj" and noun.head.lemma_ == "belong" else None
