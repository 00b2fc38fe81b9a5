"""Whether a pronoun can mean a noun: by number, and by who can be meant."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS
from counterclaim.extract.named.agents import kind_of_noun


def agrees(pronoun: Any, noun: Any) -> bool:
    """Say whether a pronoun agrees with a noun: "he" with a person, "they" with several or a body, "it" with one."""
    person = noun.ent_type_ == "PERSON"
    if pronoun.lower_ in {"he", "she", "his"}:
        return bool(person)
    # At the head of a sentence the tagger takes "Rebels" for a name.
    several = noun.tag_ in {"NNS", "NNPS"} or (noun.lower_.endswith("s") and kind_of_noun(noun.lower_) is not None)
    if pronoun.lower_ in {"they", "their"}:
        return bool(not person and (several or noun.ent_type_ in {"ORG", "NORP"}))
    return bool(not person and noun.tag_ not in {"NNS", "NNPS"})


def subject_like(noun: Any) -> bool:
    """Say whether a noun is who does what is told: a subject, whom "by" names, or whom a spokesman speaks for."""
    spoken = noun.head.lower_ in {"for", "of"} and noun.head.head.lower_.startswith("spokes")
    return noun.dep_ in SUBJECTS or noun.head.dep_ == "agent" or spoken
