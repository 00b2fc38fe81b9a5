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
#: What somebody goes by who gives it to others, and the verbs of that.
_GROUNDS = frozenset(
    {"evidence", "proof", "indication", "sign", "intelligence", "datum", "data", "intercept", "recording", "footage"}
    | {"video", "image", "photograph", "photo", "picture", "imagery", "conversation", "fragment", "material"}
)
_GIVING = frozenset(
    {"cite", "share", "release", "publish", "show", "display", "produce", "provide", "offer", "present", "give"}
    | {"supply", "disclose", "reveal", "invoke", "circulate", "submit"}
)
#: What the tagger may take for a noun: "a video showing that".
_SHOWING = frozenset({"showing", "suggesting", "indicating", "proving", "confirming", "revealing", "depicting"})
_POINTING = frozenset({"point", "refer"})
_DONE = frozenset({"has", "have", "had", "is", "was", "are", "were", "did"})


def evidence_of(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give what a verb's subject found evidence of as that one's saying, or None for another verb."""
    words = lexicon("disbelief")
    noun = child(verb, "dobj") if verb.pos_ == "VERB" and lemma in words["seeking"] else None
    if noun is None or noun.lemma_.lower() not in words["evidence"] or noun.lemma_.lower() in {"support", "basis"}:
        return None
    source, passive, until = subject_of(verb)
    clause = next((c for n in (noun, *noun.conjuncts) if (c := child(n, "acl", "ccomp")) is not None), None)
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
    # "No credible evidence that": where a word stands between, no phrase tells that it is denied.
    effect = "denial" if none and noun.nbor(-1).lower_ != "no" else "neutral"
    return Cue(source, *parsed.word(verb), effect, content, lemma=lemma, until=until)


def grounds_for(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give what somebody shows or cites evidence of as that one's saying, or None for another verb.

    "Pointed to data suggesting that P", "cited intelligence that P". Who "offered no evidence that P" may still say so:
    nobody has shown it.
    """
    if verb.pos_ != "VERB" or (lemma not in _GIVING and verb.lemma_ not in _POINTING):
        return None
    pointed = next((child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    noun = child(verb, "dobj") if lemma in _GIVING else pointed
    before = child(noun, "compound") if noun is not None else None
    # Of "intelligence indicating that" the parser may make one noun.
    joined = before is not None and noun is not None and noun.lower_.endswith("ing") and before.i + 1 == noun.i
    grounds = before if joined else noun
    if noun is None or grounds is None or grounds.lemma_.lower() not in _GROUNDS:
        return None
    source, passive, until = subject_of(verb)
    beside = child(verb, "ccomp")
    beside = beside if beside is not None and beside.left_edge.i == noun.i + 1 else None
    clause = child(noun, "acl", "ccomp", "relcl") or beside
    what = clause if joined else _shown(clause) if clause is not None else _act(noun)
    what = what or _at_it(noun)
    ahead = any(c.dep_ == "aux" and c.lower_ not in _DONE for c in verb.children)
    none = child(verb, "neg") is not None or any(c.lower_ in _LITTLE for c in noun.children)
    if source is None or passive or what is None or ahead or (none and lemma == "produce"):
        return None
    content = offsets(parsed, list(what.subtree))
    if none:
        return Cue(None, *parsed.word(verb), "unverified", content, lemma=lemma)
    return Cue(source, *parsed.word(verb), "neutral", content, lemma=lemma, until=until)


def _at_it(noun: Any) -> Any:
    """Give the deed of "footage of rebels shelling it", or None."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    deed = child(of, "pcomp") if of is not None else None
    return deed if deed is not None and child(deed, "nsubj") is not None else None


def _shown(clause: Any) -> Any:
    """Give the clause that a noun for evidence goes on with: "that P", "showing P"; None for another."""
    mark = child(clause, "mark")
    if mark is not None and (clause.dep_ != "relcl" or mark.lower_ == "that"):
        return clause
    shows = clause.lemma_.lower() in {*lexicon("cues")["depicting"], "prove", "confirm", "demonstrate"}
    shows = shows or clause.lower_ in _SHOWING
    return child(clause, "ccomp") if shows else None


def documenting(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give what a verb's subject is said to have documented as that one's saying, or None for another verb."""
    noun = child(verb, "dobj") if verb.pos_ == "VERB" and lemma in _DOCUMENTING else None
    if noun is None or child(verb, "neg") is not None or any(c.lower_ == "to" or c.tag_ == "MD" for c in verb.children):
        return None
    source, passive, until = subject_of(verb)
    none = any(c.lower_ == "no" for c in noun.children)
    cases = noun.lemma_.lower() in _CASES and (child(noun, "relcl", "acl") or _act(noun)) is not None
    if source is None or passive or not (cases or happening(noun)):
        return None
    effect = "unverified" if none else "neutral"  # "documented no case in which P"
    return Cue(source, *parsed.word(verb), effect, offsets(parsed, list(noun.subtree)), lemma=lemma, until=until)


def _act(noun: Any) -> Any:
    """Give the act after "of" below a noun for evidence, or None."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "for"}), None)
    act = child(of, "pobj") if of is not None else None
    return act if act is not None and happening(act) else None
