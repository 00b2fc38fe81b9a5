"""Evidence that is there but does not do: "not enough evidence that P", "insufficient evidence to say that P"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.lexicons import lexicon

_ENOUGH = frozenset({"enough", "sufficient", "adequate", "conclusive"})
_SCANT = frozenset({"insufficient", "inconclusive", "inadequate"})
#: What evidence is too little for: "not enough evidence to conclude that".
_TELLING = frozenset({"say", "conclude", "prove", "establish", "determine", "show", "confirm", "claim", "suggest"}) | {
    "support",
    "believe",
    "state",
    "allege",
}


def scant_evidence(verb: Any) -> Any | None:
    """Give of what a verb says that there is not enough evidence, or None: that leaves it open."""
    words = lexicon("disbelief")
    if (said := _too_weak(verb)) is not None:
        return said
    noun = child(verb, "dobj", "nsubjpass", "attr") if verb.lemma_.lower() in words["seeking"] else None
    if noun is None or noun.lemma_.lower() not in words["evidence"]:
        return None
    quality = {c.lower_: c for c in noun.children if c.dep_ in {"amod", "det", "advmod", "nummod"}}
    no = any(c.dep_ == "neg" or c.lower_ in {"no", "not"} for t in (verb, noun, *quality.values()) for c in t.children)
    if _SCANT.isdisjoint(quality) and (_ENOUGH.isdisjoint(quality) or not no):
        return None
    return _open(verb, noun)


def _too_weak(verb: Any) -> Any | None:
    """Give what "the evidence was insufficient to conclude that" leaves open, or None."""
    noun, how = child(verb, "nsubj"), child(verb, "acomp")
    if noun is None or how is None or noun.lemma_.lower() not in lexicon("disbelief")["evidence"]:
        return None
    no = any(c.dep_ == "neg" for t in (verb, how) for c in t.children)
    if how.lower_ not in _SCANT and not (how.lower_ in _ENOUGH and no):
        return None
    said = child(how, "xcomp") or child(verb, "xcomp", "advcl")
    return child(said, "ccomp") if said is not None and said.lemma_.lower() in _TELLING else None


def lacking(noun: Any) -> Any | None:
    """Give what a "lack of evidence that" leaves open, or None."""
    of = child(noun, "prep") if noun.lemma_.lower() in {"lack", "absence", "paucity"} else None
    proof = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    known = proof is not None and proof.lemma_.lower() in lexicon("disbelief")["evidence"]
    return _open(noun, proof) or _open(noun.head, proof) if known else None


def _open(verb: Any, noun: Any) -> Any | None:
    """Give what follows evidence: the clause with "that", what it is too little to say, or the deed after "of"."""
    for one in (*noun.children, *(c for c in verb.children if c.i > noun.i)):
        marked = child(one, "mark") is not None or one.left_edge.lower_ == "that"
        if one.dep_ in {"acl", "ccomp", "relcl"} and marked:
            return one
        if one.dep_ in {"acl", "relcl", "xcomp", "advcl"} and one.lemma_.lower() in _TELLING:
            return child(one, "ccomp", "dobj")
        if one.dep_ == "prep" and one.lower_ in {"of", "for"} and (what := child(one, "pobj", "pcomp")) is not None:
            return what
    return None
