"""What somebody was asked and answers in short: "asked if P, X said no" takes P for what X's answer is to."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.answers import answer, asked_first


def mend_answered(token: Any) -> None:
    """Make of "if" or "whether" after "asked" no condition, where a short answer is given; takes the verb of saying."""
    clause = asked_first(token) if token.pos_ == "VERB" else None
    if clause is not None and answer(token) is not None:
        clause.dep_, clause.left_edge.dep_ = "ccomp", "dep"
