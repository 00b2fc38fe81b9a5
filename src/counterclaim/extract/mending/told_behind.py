"""What is said behind whose saying it is: "rejected claims by rebels | that the army shelled it"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.lexicons import lexicon

_WHOSE = frozenset({"by", "from", "of"})


def mend_told_behind(verb: Any) -> None:
    """Hang on what somebody denies the clause behind whose it is, which the parser hangs on the verb of denial."""
    noun = child(verb, "dobj") if verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("cues")["denial"] else None
    clause = told_behind(verb, noun) if noun is not None and noun.lemma_.lower() in lexicon("cues")["nouns"] else None
    if clause is not None:
        clause.dep_, clause.head = "acl", noun


def told_behind(verb: Any, noun: Any) -> Any | None:
    """Give the clause with "that" which hangs on a verb, right behind a noun and whose it is, or None."""
    clause, by = child(verb, "ccomp", "advcl"), child(noun, "prep")
    if clause is None or by is None or by.lower_ not in _WHOSE or by.i < noun.i:
        return None
    return clause if clause.left_edge.lower_ == "that" and clause.left_edge.i == by.right_edge.i + 1 else None
