"""A passive that shares its subject: in "was arrested and accused of the raid" nobody who was arrested accuses."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, child
from counterclaim.lexicons import lexicon


def suffers_too(verb: Any) -> Any | None:
    """Give of whom a verb is said that is passive with the verb before it, or None.

    "Was arrested, tried and accused of the raid", "was beaten and threatened with death": whoever accuses or threatens
    somebody has an object, so that without one the verb shares the passive before it.
    """
    helped = child(verb, "auxpass") is not None
    if verb.dep_ != "conj" or not (helped or _bare(verb)) or not (helped or _needs_object(verb)):
        return None
    first = verb.head
    while first.dep_ == "conj" and _bare(first):
        first = first.head
    return child(first, "nsubjpass")


def of_whom(verb: Any) -> Any | None:
    """Give who is accused by a verb without a subject of its own: as above, and in "Dast fled, accused of the raid"."""
    aside = verb.dep_ == "advcl" and verb.tag_ == "VBN" and _bare(verb) and _needs_object(verb)
    return child(verb.head, "nsubjpass", "nsubj") if aside else suffers_too(verb)


def _bare(verb: Any) -> bool:
    """Say whether a verb in the past has neither a subject, nor a helping verb, nor an object of its own."""
    return verb.tag_ in {"VBN", "VBD"} and child(verb, *ANY_SUBJECT, "aux", "auxpass", "dobj", "ccomp") is None


def _needs_object(verb: Any) -> bool:
    """Say whether a verb is one by which somebody accuses or threatens somebody."""
    cues = lexicon("cues")
    return verb.lemma_.lower() in {*cues["accusing"], *cues["threatening"]}
