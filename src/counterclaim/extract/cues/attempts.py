"""Charges that are only tried, and by that denied: "denounced attempts to link it to the killing"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import acting, child
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed

_SCORNING = frozenset({"condemn", "denounce", "deplore", "decry", "criticise", "criticize", "protest", "slam", "blast"})
_TRIES = frozenset({"attempt", "effort", "bid", "try", "campaign", "manoeuvre", "maneuver", "endeavour"})


def attempted(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read the charge that somebody denounces an attempt to make as one that somebody denies, or give None."""
    scorned = verb.pos_ == "VERB" and (lemma in _SCORNING or effect_of(lemma) == "denial")
    noun = child(verb, "dobj") if scorned else None
    charge = child(noun, "acl", "relcl") if noun is not None and noun.lemma_.lower() in _TRIES else None
    if charge is None or charge.lemma_.lower() not in {*acting()["accusing"], *acting()["linking"]}:
        return None
    source, passive, until = subject_of(verb)
    if source is None or passive or child(verb, "neg") is not None:
        return None
    content = offsets(parsed, list(charge.subtree))
    return Cue(source, *parsed.word(verb), "denial", content, lemma=lemma, until=until)
