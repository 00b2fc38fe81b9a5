"""Charges of two against one another: "accused each other of shelling it", "traded blame for the raid"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed

#: Whom those accuse who accuse one another.
EACH = "each other"
_TRADING = frozenset({"trade", "exchange", "swap"})
_BLAME = frozenset({"blame", "accusation", "charge", "allegation", "recrimination", "responsibility"})


def trading(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "X and Y traded blame for the raid", or give None; what is traded stands for whom each accuses."""
    blame = child(verb, "dobj") if verb.pos_ == "VERB" and lemma in _TRADING else None
    if blame is None or blame.lemma_.lower() not in _BLAME:
        return None
    source, passive, until = subject_of(verb)
    links = [
        c for t in (verb, blame) for c in t.children if c.lower_ in {"for", "over", "about", "of"} and c.i > blame.i
    ]
    what = next((p for c in links for p in c.children if p.dep_ in {"pobj", "pcomp"}), None)
    if source is None or passive:
        return None
    content = offsets(parsed, list((what if what is not None else blame).subtree))
    return Cue(source, *parsed.word(verb), "accusing", content, lemma=lemma, until=until, accused=blame)


def one_another(cue: Cue) -> bool:
    """Say whether an accusation is of those who make it against one another."""
    if cue.accused is None:
        return False
    return cue.lemma in _TRADING or phrase_words(cue.accused).lower() in {EACH, "one another"}
