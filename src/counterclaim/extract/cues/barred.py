"""What somebody "cannot deny" or "cannot claim": who tells so takes it for true, or for false; nobody else says it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.disbelief import DISBELIEVE, speaker
from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.parsed.cue import Cue

#: What nobody can say against better knowledge; who "cannot say that" something is so may only not know.
_CLAIMING = frozenset({"claim", "pretend", "argue", "maintain", "assert", "insist"})
_THEY = frozenset({"he", "she", "it", "they"})
#: Marks, as a cue's lemma, what somebody cannot claim of oneself: nobody says it, nor who did it.
BARRED = "barred"


def barred(verb: Any, cue: Cue | None) -> bool:
    """Say whether a cue is of what somebody cannot or can no longer deny: "the army cannot deny that it shelled Lom".

    Who "could not deny" something was asked; who can "neither confirm nor deny" it leaves it open.
    """
    if cue is None or cue.lemma != "deny" or child(verb, "conj") is not None:
        return False
    return _that(verb) is not None and _cannot(verb)


def rebuked(verb: Any, cue: Cue) -> Cue:
    """Turn what somebody "cannot claim" into a denial of who tells so; any other cue stays.

    Who "cannot say that" something was done may not know; of oneself ("cannot say that he had no part") one does.
    """
    clause = _that(verb)
    if clause is None or cue.lemma not in {*_CLAIMING, "say"} or not _cannot(verb) or cue.source is None:
        return cue
    about = said_of(clause)
    own = about is not None and about.lower_ in _THEY and clause.lemma_ != "know"
    if cue.source.pos_ == "PRON" or not (own or cue.lemma in _CLAIMING):
        return cue
    none = any(t.dep_ == "neg" or t.lower_ == "no" for c in (clause, *clause.children) for t in c.children)
    lemma = BARRED if own or none else DISBELIEVE
    return replace(cue, source=speaker(verb), effect="denial", self_denied=False, lemma=lemma)


def _that(verb: Any) -> Any:
    """Give the clause with "that" below a verb, or None."""
    clause = child(verb, "ccomp")
    marked = clause is not None and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return clause if marked else None


def _cannot(verb: Any) -> bool:
    """Say whether a verb is of what cannot be: "cannot claim", "can no longer claim"."""
    can = any(c.dep_ == "aux" and c.lower_ in {"can", "ca"} for c in verb.children)
    words = [t for c in verb.children if c.i < verb.i and c.dep_ in {"neg", "advmod"} for t in c.subtree]
    return can and any(t.dep_ == "neg" or t.lower_ in {"never", "no"} for t in words)
