"""What somebody is told, where the parser makes it a clause of who is told: "told a reporter that rockets fell"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child

#: Who listens for an outlet, whose name stands beside.
STAFF = frozenset(
    {"anchor", "cameraman", "camerawoman", "correspondent", "crew", "editor", "interviewer", "journalist"}
    | {"photographer", "reporter", "stringer", "team", "videographer"}
)
_TELLING = frozenset({"tell", "inform"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def mend_hearer(token: Any) -> None:
    """Make what is told of a clause that hangs on the hearer and lacks nothing; any other token stays as it is.

    Of "told a reporter that rockets fell on Lom" no reporter fell there, and of "told a reporter the clinic had counted
    four dead" the clinic counted no reporter. "Told a reporter that rebels had kidnapped" lacks whom, and stays.
    """
    if token.dep_ != "relcl":
        return
    who, verb = token.head, token.head.head
    if who.dep_ not in {"dobj", "dative"} or verb.lemma_.lower() not in _TELLING:
        return
    of_whom = [c for c in token.children if c.tag_ in {"WP", "WDT"} and c.dep_ != "mark"]
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    whole = child(token, *_SUBJECTS) is not None and (marked or child(token, "dobj", "nsubjpass", "attr") is not None)
    if whole and not of_whom and token.left_edge.i == who.i + 1:
        token.dep_, token.head = "ccomp", verb
