"""A denial said again in other words: "denied a part in the raid, calling it an unfounded claim" is one denial."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.parsed.cue import Cue

_BACK = frozenset({"it", "this", "that", "them", "these", "those"})


def denies_again(verb: Any, cue: Cue | None) -> bool:
    """Say whether a verb only calls false what the verb above it denies already: of what else "it" is, it says nothing.

    Takes the verb and the cue read from it.
    """
    if cue is None or cue.effect != "denial" or (verb.dep_, verb.tag_) != ("advcl", "VBG"):
        return False
    what = child(verb, "dobj")
    above = effect_of(verb.head.lemma_.lower()) == "denial" and child(verb.head, "neg") is None
    return above and what is not None and what.lower_ in _BACK and child(verb, "nsubj") is None
