"""What stands in a forged paper or a doctored film: nobody says it, and it is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterclaim.extract.cue import Cue
from counterclaim.lexicons import lexicon

_FORGED = frozenset(
    {"fake", "faked", "forged", "fabricated", "bogus", "counterfeit", "doctored", "phoney", "phony", "spurious"}
    | {"manipulated", "falsified"}
)


def without_forged(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Give cues, those of whose source the words say that it is forged as nobody's, left open."""
    words = lexicon("cues")
    told = {*words["documents"], *words["imagery_nouns"]}
    for cue in cues:
        source = cue.source
        thing = source is not None and source.lemma_.lower() in told
        forged = thing and any(c.lower_ in _FORGED and c.dep_ in {"amod", "compound"} for c in source.children)
        yield replace(cue, source=None, effect="unverified", accused=None) if forged else cue
