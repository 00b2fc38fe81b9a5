"""A likelihood told by an adjective with an infinitive: "the raid was likely to have been carried out by rebels"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child

_LIKELY = frozenset({"likely", "unlikely", "certain", "sure"})


def mend_likely(token: Any) -> None:
    """Make an adverb of the adjective before what is over: "was likely to have been done" is "was likely done".

    Without "have" it is foretold ("the toll is likely to rise") and stays as it is.
    """
    if token.lower_ not in _LIKELY or token.dep_ != "acomp":
        return
    be, verb = token.head, child(token, "xcomp")
    if be.lemma_ != "be" or verb is None:
        return
    to, have = (next((c for c in verb.children if c.lower_ == word), None) for word in ("to", "have"))
    if to is None or have is None:
        return
    own = child(verb, "auxpass") is not None
    for part in [c for c in be.children if c != token]:
        part.head = verb
        part.dep_ = "nsubjpass" if own and part.dep_ == "nsubj" else part.dep_
    verb.dep_, verb.head = be.dep_, be.head if be.head != be else verb
    for part, name in ((be, "aux"), (token, "advmod"), (to, "dep")):
        part.dep_, part.head = name, verb
