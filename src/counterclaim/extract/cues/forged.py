"""What stands in a forged paper or a doctored film: nobody says it, and it is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from counterclaim.extract.parsed.cue import Cue
from counterclaim.lexicons import lexicon

_FORGED = frozenset(
    {"fake", "faked", "forged", "fabricated", "bogus", "counterfeit", "doctored", "phoney", "phony", "spurious"}
    | {"manipulated", "falsified"}
)


def without_forged(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Give cues, those of whose source the words say that it is forged as nobody's, left open."""
    for cue in cues:
        false = cue.source is not None and forged(cue.source)
        yield replace(cue, source=None, effect="unverified", accused=None) if false else cue


def forged(thing: Any) -> bool:
    """Say whether a noun is of a paper or a film that its words say is forged."""
    words = lexicon("cues")
    told = {*words["documents"], *words["imagery_nouns"]}
    false = any(c.lower_ in _FORGED and c.dep_ in {"amod", "compound"} for c in thing.children)
    return false and thing.lemma_.lower() in told
