"""Who is said to have been wrongly blamed: "were falsely accused of shelling it" denies that they did."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.disbelief import DISBELIEVE, speaker
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed

#: "Was wrongly blamed": who says so does not blame.
WRONGLY = frozenset({"wrongly", "falsely", "mistakenly", "erroneously", "unjustly", "unfairly", "wrongfully"})
_CHARGED = frozenset({"of", "for", "with", "over", "as"})
_EFFECTS = frozenset({"accusing", "neutral", "distancing"})


def wrongly(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read a charge that nobody named made and that is told as wrong: whoever tells so denies it; else None."""
    if verb.pos_ != "VERB" or effect_of(lemma) not in _EFFECTS or not in_error(verb):
        return None
    if child(verb, "nsubjpass") is None or by_agent(verb) is not None or child(verb, "neg") is not None:
        return None
    charge = next((c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ in _CHARGED), None)
    what = child(charge, "pcomp", "pobj") if charge is not None else child(verb, "xcomp")
    if what is None:
        return None
    whom = child(verb, "nsubjpass") if effect_of(lemma) == "accusing" else None
    content = offsets(parsed, list(what.subtree))
    return Cue(speaker(verb), *parsed.word(verb), "denial", content, lemma=DISBELIEVE, accused=whom)


def in_error(verb: Any) -> bool:
    """Say whether a word by a verb says that it was done wrongly."""
    return any(c.dep_ == "advmod" and c.lower_ in WRONGLY for c in verb.children)


def not_so(verb: Any, charge: Cue | None) -> Cue | None:
    """Give the denial beside a charge that is told as wrong ("the army falsely accused X of it"); else None.

    Who made the charge said it; whoever tells that it was wrong says that X did not.
    """
    if charge is None or charge.effect != "accusing" or charge.accused is None or charge.self_denied:
        return None
    if not in_error(verb):
        return None
    return replace(charge, source=speaker(verb), effect="denial", lemma=DISBELIEVE, until=None)
