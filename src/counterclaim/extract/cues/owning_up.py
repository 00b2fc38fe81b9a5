"""Who owns up to what it did: "took responsibility for P", "apologised for P", "admitted to P", "regrets P"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.slots.counting_verbs import table
from counterclaim.lexicons import lexicon

_LOSSES = frozenset({"death", "loss", "killing", "casualty", "injury"})
_TOLD = frozenset({"neutral", "distancing", "endorsing", "accusing"})
_LINKS = frozenset({"for", "to", "of", "over"})


def owning_up(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read a verb by which its subject owns up to a deed, or None for another verb or where it is not done."""
    if verb.pos_ != "VERB" or _not_done(verb):
        return None
    said = _accepted(verb, lemma) or _regretted(verb, lemma)
    source, passive, until = subject_of(verb) if said is not None else (None, True, None)
    if said is None or passive or source is None:
        return None
    clause = child(said, "ccomp") if effect_of(said.lemma_.lower()) in _TOLD else None
    if clause is not None and lemma != "admit":
        content = offsets(parsed, list(clause.subtree))  # "apologised for reporting that P"
        return Cue(source, *parsed.word(verb), "retracting", content, lemma=lemma, until=until)
    content = offsets(parsed, list(said.subtree))
    return Cue(source, *parsed.word(verb), "conceding", content, lemma=lemma, until=until)


def _not_done(verb: Any) -> bool:
    """Say whether somebody only may, should or does not own up: "refused to apologise for"."""
    return any(c.dep_ == "neg" or c.tag_ in {"MD", "TO"} or c.lower_ == "never" for c in verb.children)


def _accepted(verb: Any, lemma: str) -> Any:
    """Give the "responsibility for P" that somebody accepts, takes or assumes."""
    noun = child(verb, "dobj") if lemma in {"accept", "take", "assume"} else None
    if noun is None or noun.lemma_.lower() not in {"responsibility", "blame", "credit"}:
        return None
    named = any(_deed(link) is not None for t in (noun, verb) for link in t.children)
    return noun if named else None


def _regretted(verb: Any, lemma: str) -> Any:
    """Give the deed that somebody regrets, apologises for or admits to."""
    what = child(verb, "dobj")
    if lemma == "regret":
        return (
            what if what is not None and (happening(what) or what.lemma_.lower() in _LOSSES) else child(verb, "xcomp")
        )
    sorry = (
        what is not None and lemma in {"express", "offer", "issue", "voice"} and what.lemma_ in {"regret", "apology"}
    )
    boasts = effect_of(lemma) == "distancing"  # who boasts of a deed claims it
    if not sorry and (what is not None or boasts or lemma not in lexicon("acting")["owning"]):
        return None
    links = [*(what.children if what is not None else ()), *verb.children]
    return next((deed for link in links if (deed := _deed(link)) is not None), None)


def _deed(link: Any) -> Any:
    """Give the deed or the loss after a preposition, or None."""
    what = child(link, "pcomp", "pobj") if link.dep_ == "prep" and link.lower_ in _LINKS else None
    if what is None:
        return None
    lost = what.lemma_.lower() in _LOSSES or _counted(what)
    tells = what.tag_ == "VBG" and child(what, "ccomp") is not None
    return what if what.dep_ == "pcomp" or tells or happening(what) or lost else None


def _counted(what: Any) -> bool:
    """Say whether a number of the dead or the hurt is owned up to: "admitted to only eight dead"."""
    number = what if what.like_num else child(what, "nummod")
    harmed = [what, *what.children, *(number.children if number is not None else ())]
    return number is not None and any(t.lower_ in table("states") or t.lemma_ in table("nouns") for t in harmed)
