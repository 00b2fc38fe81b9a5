"""What stands before a semicolon, where the parser gives it to the verb behind it: put right by the words."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of


def mend_mark(token: Any) -> None:
    """Part in place the two sides of a semicolon; any other token stays as it is.

    Of "nine killed in Lom; army denies role" the parser makes nine who deny; of "it could not be verified; the mayor
    said" a mayor who could not verify it.
    """
    if token.dep_ in SUBJECTS and token.head.i > token.i:
        own = [c for c in token.head.children if c.dep_ in SUBJECTS and token.i < c.i < token.head.i]
        if own and _marked(token, own[-1]):
            token.dep_ = "dep"
    if token.dep_ == "ccomp" and token.head.i > token.i and said_of(token) is not None:
        over = child(token.head, "nsubj")
        if over is not None and over.i > token.i and _marked(token, over):
            token.dep_ = "conj"


def _marked(first: Any, second: Any) -> bool:
    """Say whether a semicolon stands between two tokens, the second with its phrase."""
    return any(t.text == ";" for t in first.doc[first.i : second.left_edge.i])
