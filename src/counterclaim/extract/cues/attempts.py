"""Denials without words of denial: "denounced attempts to link it to the killing", "asked whether it had, said no"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.answers import answer, asked_first
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


def answering(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "asked whether P, X said no" as X's denial of P, and "said yes" as its word for it; else give None."""
    clause = asked_first(verb) if verb.pos_ == "VERB" else None
    said = answer(verb) if clause is not None else None
    source, passive, until = subject_of(verb)
    if said is None or clause is None or source is None or passive:
        return None
    effect = "neutral" if said else "denial"
    return Cue(source, *parsed.word(verb), effect, offsets(parsed, list(clause.subtree)), lemma=lemma, until=until)
