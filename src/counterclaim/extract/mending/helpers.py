"""Who helps what was hit says so: in "the clinic was hit, the group that runs it said" no "it" says anything."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon


def mend_helper(said: Any) -> None:
    """Give what is said to the noun of a relative clause that ends in "it"; any other token stays as it is.

    The sentence ends with the verb of saying and its day ("…, the group that runs it said on Friday") or begins with
    the noun ("The group that runs it said two were killed").
    """
    if said.i < 2 or said.tag_ not in {"VBD", "VBN"} or said.nbor(-1).lower_ != "it" or said.nbor(-1).head != said:
        return
    who, root = _helper(said), next((t for t in (said, *said.ancestors) if t.head.i == t.i), None)
    if who is None or root is None or said.lemma_.lower() not in lexicon("cues")["neutral"]:
        return
    first = who.left_edge.i == 0
    last = all(t.is_punct or t.is_space for t in said.doc[said.right_edge.i + 1 :])
    if not ((first and who == root) or (last and not first and (root == said or root.i < who.i))):
        return
    said.nbor(-1).dep_, said.nbor(-1).head = "dobj", said.nbor(-2)
    said.tag_, said.dep_, said.head = "VBD", "ROOT", said
    who.dep_, who.head = "nsubj", said
    for part in [c for c in root.children if c.is_punct] if root == who else []:
        part.head = said
    if root not in {who, said}:
        root.dep_, root.head = "ccomp", said


def _helper(said: Any) -> Any | None:
    """Give the noun whose relative clause "that runs it" stands right before a verb, or None."""
    runs = said.nbor(-2)
    which = runs.dep_ == "relcl" and any(c.lower_ in {"that", "which"} and c.dep_ == "nsubj" for c in runs.children)
    who = runs.head if which and child(runs, "dobj") is None else None
    return who if who is not None and who.pos_ in {"NOUN", "PROPN"} and speaks(who) else None
