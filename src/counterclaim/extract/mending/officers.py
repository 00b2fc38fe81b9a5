"""Who holds an office of a body, where the parser takes the body for who speaks: "by Order of Mercy head Jorge Vel"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.persons import person_nouns


def mend_officer(name: Any) -> None:
    """Put a person's name for the body whose office stands right before it; any other token stays as it is."""
    body = name.head
    if body.dep_ == "pobj" and body.head.lower_ == "of" and body.head.head.pos_ == "PROPN":
        body = body.head.head
    if name.dep_ != "appos" or name.pos_ != "PROPN" or body.pos_ != "PROPN":
        return
    of = next((c for c in body.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    held = name.left_edge
    named = of is not None and child(of, "pobj") is not None and of.right_edge.i + 1 == held.i
    if not named or held == name or held.dep_ not in {"amod", "compound"} or held.lower_ not in person_nouns():
        return
    name.dep_, name.head = body.dep_, body.head
    body.dep_, body.head = "nmod", name
