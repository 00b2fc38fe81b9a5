"""A verb of saying that the parser takes for a noun in a name's row: "a “Dawn Command” states that P"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.lexicons import lexicon

_OF_NAME = frozenset({"det", "amod", "compound", "nmod", "poss"})


def mend_stating(noun: Any) -> None:
    """Make a verb of a sentence's head that names a saying and has a clause with "that" right after it.

    Takes the head; any other token stays as it is. Who says so stands right before it, in the singular.
    """
    lemma = noun.lower_.removesuffix("s")
    clause = child(noun, "ccomp", "acl", "relcl")
    if noun.dep_ != "ROOT" or noun.tag_ != "NNS" or lemma == noun.lower_ or lemma not in saying_verbs():
        return
    if lemma in lexicon("cues")["nouns"]:
        return  # "army claims that P" may be a heading's noun
    mark = child(clause, "mark") if clause is not None else None
    before = [t for t in noun.doc[: noun.i] if not (t.is_punct or t.is_space)]
    who = before[-1] if before else None
    if mark is None or mark.lower_ != "that" or mark.i != noun.i + 1 or who is None:
        return
    if who.head != noun or who.dep_ not in {"nmod", "compound", "nsubj"} or who.tag_ not in {"NN", "NNP"}:
        return
    noun.tag_, noun.pos_, noun.lemma_ = "VBZ", "VERB", lemma
    clause.dep_, who.dep_ = "ccomp", "nsubj"
    for part in [c for c in noun.children if c.i < who.i and c.dep_ in _OF_NAME]:
        part.head = who
