"""What somebody will not talk about: "would not be drawn on whether P", "declined to say who", "no comment on P"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.bidden import kept_back
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed

_TELLING = frozenset({"say", "tell", "comment", "speculate", "disclose", "reveal", "specify", "discuss", "answer"})
_OPEN = frozenset({"who", "whose", "whether", "if", "that", "which"})
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})


def unanswered(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read what its subject will not answer, in a clause: it is left open; None for another verb.

    A deed that only has a name ("declined to comment on the raid") is no clause, and stays as it was told.
    """
    drawn = verb.lemma_ == "draw" and child(verb, "auxpass") is not None
    kept = kept_back(verb) if drawn or lemma in _TELLING else False
    silent = kept or ((drawn or lemma == "comment") and child(verb, "neg") is not None)
    clause = (_asked(verb) if not drawn else None) or _asked_on(verb) if silent else None
    if clause is None:
        return None
    over = verb.head if kept and verb.head.pos_ == "VERB" else verb.head.head if kept else verb
    source = child(over, "nsubj", "nsubjpass") or subject_of(over)[0]
    if source is None:
        return None
    return Cue(source, *parsed.word(verb), "unverified", offsets(parsed, list(clause.subtree)), lemma="say")


def _asked(verb: Any) -> Any:
    """Give the clause that somebody will not say: "who did it", "whether it did", "that it did"; or None."""
    clause = child(verb, "ccomp")
    if clause is None or clause.i < verb.i:
        return None
    return clause if _OPEN & {clause.left_edge.lower_, *(t.lower_ for t in clause.left_edge.subtree)} else None


def _asked_on(verb: Any) -> Any:
    """Give the clause after "on" or "about": "whether P", or that of "reports that P"."""
    links = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _ABOUT and c.i > verb.i]
    for link in links:
        if (clause := child(link, "pcomp")) is not None:
            return clause if clause.left_edge.lower_ in _OPEN else None
        noun = child(link, "pobj")
        told = child(noun, "acl", "ccomp") if noun is not None and noun.lemma_.lower() in saying_nouns() else None
        if told is not None and child(told, "mark") is not None and child(noun, "poss") is None:
            return told
    return None
