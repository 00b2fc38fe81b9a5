"""Which outlet passes a document on: "a statement read out on Lom Radio", "the Herald carried a letter by officers"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.parsed.cue import by_agent
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

_CARRYING = frozenset({"read", "broadcast", "carry", "publish", "air", "relay", "transmit", "run", "post", "print"})
_MEANS = frozenset({"on", "over", "through", "via", "by", "in"})


def is_outlet(noun: Any) -> bool:
    """Say whether a noun is an outlet, by its name or by a word of it: "Lom Radio", "state television"."""
    known = agents.known(phrase_words(noun))
    named = [noun, *(c for c in noun.children if c.dep_ == "compound")]
    by_word = any(agents.kind_of_noun(t.lower_) is AgentKind.OUTLET for t in named)
    return known.kind is AgentKind.OUTLET if known is not None else by_word


def carrier(source: Any) -> Any:
    """Give the outlet that passes on the document of a source, or whose document a source's is; None for no outlet."""
    noun = _document(source)
    if noun is None:
        return None
    # "A communiqué by rebels | published by X": the parser may hang it on the rebels.
    by = [p for c in noun.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
    clauses = [c for t in (noun, *by) for c in t.children if c.dep_ in {"acl", "relcl"} and c.tag_ != "VBG"]
    for clause in [c for c in clauses if c.lemma_.lower() in _CARRYING]:
        means = [p for c in clause.children if c.lower_ in _MEANS for p in c.children if p.dep_ == "pobj"]
        found = next((p for p in (by_agent(clause), *means) if p is not None and is_outlet(p)), None)
        if found is not None:
            return found
    verb = noun.head if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _CARRYING else None
    who = child(verb, "nsubj") if verb is not None else None
    return who if who is not None and is_outlet(who) else None


def _document(source: Any) -> Any:
    """Give the document that a source is, or that is by it; None where there is none."""
    documents = lexicon("cues")["documents"]
    if source is None or source.lower_.startswith("spokes"):
        return None
    if source.lemma_.lower() in documents:
        return source
    of = source.head if source.dep_ == "pobj" and source.head.lower_ in {"by", "from", "of"} else None
    return of.head if of is not None and of.head.lemma_.lower() in documents else None
