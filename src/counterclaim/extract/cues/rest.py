"""What else the same words of saying give: "P, X said, and Q", "X said that reports that P were false and that Q"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed


def rest(parsed: Parsed, verb: Any, cue: Cue) -> Cue | None:
    """Give the second half of what a verb of saying says, or None; takes the cue that has the first."""
    if cue.effect == "denial" and effect_of(cue.lemma) == "neutral":
        return _beside_denied(parsed, verb, cue)
    if cue.content[1] > cue.start:
        return None
    for extra in verb.children:
        own = extra.dep_ in {"conj", "ccomp"} and said_of(extra) is not None
        if own and extra.i > verb.i and effect_of(extra.lemma_.lower()) is None:
            return replace(cue, content=offsets(parsed, list(extra.subtree)))
    return None


def _beside_denied(parsed: Parsed, verb: Any, cue: Cue) -> Cue | None:
    """Give the clause with "that" of its own beside the one in which something said is called false."""
    judged = child(verb, "ccomp")
    for extra in judged.children if judged is not None else ():
        mark = child(extra, "mark")
        if extra.dep_ == "conj" and mark is not None and mark.lower_ == "that" and said_of(extra) is not None:
            return replace(cue, effect="neutral", content=offsets(parsed, list(extra.subtree)))
    return None
