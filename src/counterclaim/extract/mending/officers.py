"""Who holds an office of a body, where the parser takes the body for who speaks: "by Order of Mercy head Jorge Vel"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.named.persons import person_nouns


def mend_officer(name: Any) -> None:
    """Put a person's name for the body whose office stands right before it; any other token stays as it is."""
    held = name.left_edge
    if name.dep_ not in {"appos", "npadvmod"} or name.pos_ != "PROPN" or not held.i or held == name:
        return
    last = held.nbor(-1)
    of = last.head if last.dep_ == "pobj" and last.head.lower_ == "of" else None
    office = held.dep_ in {"amod", "compound"} and held.lower_ in person_nouns()
    if of is None or not office or of.head.pos_ != "PROPN" or of.head.dep_ in {"compound", "nmod"}:
        return
    body = of.head
    name.dep_, name.head = body.dep_, body.head
    body.dep_, body.head = "nmod", name
