"""Who denies, at a sentence's end, what was said before in it: "…, a claim the army denied", "…, which it denies"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.set_apart import denied_after, disputed_claim
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.agreeing import agrees
from counterclaim.extract.named.speaking import speaks
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed


def disputed(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read a denial in a relative clause, of the claim or the clause before it; None for any other verb."""
    if (
        verb.dep_ not in {"relcl", "ccomp"}
        or effect_of(lemma) != "denial"
        or child(verb, "neg", "ccomp", "xcomp") is not None
    ):
        return None
    source, what = child(verb, "nsubj"), denied_after(verb)
    what = what or (disputed_claim(verb.head) if verb.dep_ == "relcl" else None)
    if what is not None and source is not None and source.pos_ == "PRON":
        source = _charged(what, source)
    if what is None or source is None or source.pos_ == "PRON" or source.i > verb.i:
        return None
    return Cue(source, *parsed.word(verb), "denial", offsets(parsed, [what]), lemma=lemma)


def _charged(what: Any, pronoun: Any) -> Any | None:
    """Give who did, by the words before, what "it" denies: "X was accused of the raid, a charge it denies"; or None."""
    for verb in (t for t in what.ancestors if t.pos_ == "VERB" and t.i < what.i):
        accusing = effect_of(verb.lemma_.lower()) == "accusing"
        who = child(verb, "nsubjpass", "dobj") if accusing else child(verb, "nsubj")
        if who is not None and who.pos_ != "PRON" and speaks(who) and agrees(pronoun, who):
            return who
    return None
