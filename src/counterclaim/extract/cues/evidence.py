"""What somebody found or kept a record of: "found evidence that P", "documented 45 cases in which P"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

#: Words beside evidence by which there is none, or not enough.
_LITTLE = frozenset({"no", "little", "insufficient", "scant", "not", "inconclusive", "weak"})
_DOCUMENTING = frozenset({"document", "record", "register", "log", "chronicle", "catalogue", "catalog"})
_CASES = frozenset({"case", "incident", "instance", "episode", "occasion"})


def evidence_of(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give what a verb's subject found evidence of as that one's saying, or None for another verb."""
    words = lexicon("disbelief")
    noun = child(verb, "dobj") if verb.pos_ == "VERB" and lemma in words["seeking"] else None
    if noun is None or noun.lemma_.lower() not in words["evidence"] or noun.lemma_.lower() in {"support", "basis"}:
        return None
    source, passive, until = subject_of(verb)
    clause = child(noun, "acl", "ccomp")
    clause = clause if clause is not None and child(clause, "mark") is not None else None
    what = clause if clause is not None else _act(noun)
    # "No evidence that" denies what follows wherever it stands; whose finding it is, only the subject tells.
    none = clause is not None and any(c.lower_ == "no" for c in noun.children)
    none = none and f"no {noun.lower_} that" in lexicon("denial")
    little = any(c.lower_ in _LITTLE for t in (verb, noun) for c in t.children)
    if (little or child(verb, "neg") is not None) and not none:
        return None
    if any(c.tag_ == "MD" or c.lower_ == "to" for c in verb.children):
        return None  # "would find evidence that"
    if source is None or passive or what is None:
        return None
    content = offsets(parsed, list(what.subtree))
    return Cue(source, *parsed.word(verb), "neutral", content, lemma=lemma, until=until)


def documenting(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give what a verb's subject is said to have documented as that one's saying, or None for another verb."""
    noun = child(verb, "dobj") if verb.pos_ == "VERB" and lemma in _DOCUMENTING else None
    if noun is None or child(verb, "neg") is not None or any(c.lower_ == "to" for c in verb.children):
        return None
    source, passive, until = subject_of(verb)
    cases = noun.lemma_.lower() in _CASES and (child(noun, "relcl", "acl") or _act(noun)) is not None
    if source is None or passive or not (cases or happening(noun)):
        return None
    return Cue(source, *parsed.word(verb), "neutral", offsets(parsed, list(noun.subtree)), lemma=lemma, until=until)


def _act(noun: Any) -> Any:
    """Give the act after "of" below a noun for evidence, or None."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "for"}), None)
    act = child(of, "pobj") if of is not None else None
    return act if act is not None and happening(act) else None
