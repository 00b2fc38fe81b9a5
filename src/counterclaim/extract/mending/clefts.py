"""Who did it, in a clause that says no more: "denied that it was soldiers who fired", "if X were the ones who did"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child, said_of, same_as

_WHO = frozenset({"who", "that", "which"})


def mend_cleft(verb: Any) -> None:
    """Make of "that it was soldiers who fired" a clause of soldiers who fired; takes the verb, any other stays.

    So what is said of the clause is said of the firing. "That it was not soldiers" tells only who did not.
    """
    who, which = verb.head, child(verb, "nsubj")
    be = who.head
    clause = who.dep_ == "attr" and be.lemma_ == "be" and be.dep_ in {"ccomp", "advcl", "acl"}
    if verb.dep_ != "relcl" or not clause or which is None or which.lower_ not in _WHO or who.pos_ == "PRON":
        return
    it = said_of(be)
    if it is None or any(c.dep_ in {"neg", "preconj"} or c.tag_ == "MD" for c in be.children):
        return
    if it.lower_ == "it":
        who.dep_, who.head, it.dep_ = "nsubj", verb, "expl"
    elif (one := same_as(who)) is not None and one.pos_ != "PRON":
        one.dep_, one.head, who.dep_ = "nsubj", verb, "dep"
    else:
        return
    verb.dep_, verb.head, which.dep_ = be.dep_, be.head, "dep"
    for part in [c for c in be.children if c != verb]:
        part.head = verb
    be.dep_, be.head = "aux", verb
