"""Numbers joined by "and" without a noun of their own: "nine soldiers were killed and 12 wounded" counts soldiers."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, clause_head


def counts_on(number: Any, trigger: Any, before: Any) -> bool:
    """Say whether a number alone counts on in a clause joined to one that counted before; takes both triggers."""
    verb = clause_head(trigger)
    if number.dep_ == "dobj" and child(verb, *SUBJECTS) is not None:
        return False  # "killed nine soldiers, and the blast hurt 12"
    return bool(number.like_num and verb.dep_ == "conj" and clause_head(before) in verb.conjuncts)
