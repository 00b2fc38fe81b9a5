"""Who has evidence that something is so: "the mission found ample evidence that the army had shelled it"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cue import Cue, child, offsets
from counterclaim.extract.parse import Parsed
from counterclaim.extract.speaking import speaks
from counterclaim.extract.subjects import subject_of
from counterclaim.lexicons import lexicon

_EVIDENCE = frozenset({"evidence", "proof", "confirmation"})
_NOT = frozenset({"no", "little", "any", "insufficient", "scant", "enough"})


def proven(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read what somebody found or has evidence of as its word; None where there is none, or nobody has it."""
    noun = child(verb, {"dobj"}) if lemma in lexicon("disbelief")["seeking"] and verb.pos_ == "VERB" else None
    if noun is None or noun.lemma_.lower() not in _EVIDENCE or any(c.lower_ in _NOT for c in noun.children):
        return None
    if any(c.dep_ == "neg" or c.tag_ == "MD" or c.lower_ == "to" for c in verb.children):
        return None
    clause = child(noun, {"acl", "ccomp", "relcl"}) or child(verb, {"ccomp"})
    source, passive, until = subject_of(verb)
    told = clause is not None and clause.i > noun.i and child(clause, {"mark"}) is not None
    if not told or passive or source is None or not (speaks(source) or source.pos_ == "PRON"):
        return None
    return Cue(source, *parsed.word(verb), "neutral", offsets(parsed, list(clause.subtree)), lemma="find", until=until)
