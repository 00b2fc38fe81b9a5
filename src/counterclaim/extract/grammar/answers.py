"""A short answer to what somebody was asked: "asked whether P, X said no", "X said it had not"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import says

_NO = frozenset({"no", "never", "not"})
_YES = frozenset({"yes", "yeah"})
_OPENING = frozenset(
    {"absolutely", "certainly", "definitely", "of", "course", "at", "all", ":", ",", ".", '"', "“", "”"}
)


def asked_first(saying: Any) -> Any | None:
    """Give the clause of what whoever speaks was asked before ("asked whether | P, X said"), or None."""
    asked = next((c for c in saying.children if c.dep_ == "advcl" and c.i < saying.i), None)
    if asked is None or (asked.lemma_, asked.tag_) != ("ask", "VBN") or not says(saying):
        return None
    clause = next((c for c in asked.children if c.dep_ in {"ccomp", "advcl"} and c.i > asked.i), None)
    return clause if clause is not None and clause.left_edge.lower_ in {"whether", "if"} else None


def answer(saying: Any) -> bool | None:
    """Give what a short answer says to what was asked: yes or no; None where it says something else, or more."""
    said = child(saying, "ccomp")
    if said is not None and said.i > saying.i and said.lemma_ in {"have", "do", "be"}:
        rest = [c for c in said.children if c.dep_ not in {"nsubj", "neg", "punct", "mark", "advmod"}]
        return None if rest else child(said, "neg") is None
    words = [t for t in saying.doc[saying.i + 1 :] if not t.is_space and t.lower_ not in _OPENING]
    if len(words) != 1:
        return None
    return True if words[0].lower_ in _YES else False if words[0].lower_ in _NO else None
