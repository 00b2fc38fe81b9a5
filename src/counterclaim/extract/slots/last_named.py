"""Whom a sentence names last: what "it" and "the group" mean in the next one."""

from __future__ import annotations

from counterclaim.extract.agents import known
from counterclaim.extract.slots.parties import party
from counterclaim.extract.slots.sentence import Sentence
from counterclaim.records.words import AgentKind

_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})


def last_subject(sentence: Sentence) -> str | None:
    """Give the body or group that a sentence's last subject names: what "it" means in the next sentence."""
    for token in reversed(sentence.doc):
        if token.dep_ in {"nsubj", "nsubjpass"} and token.ent_type_ != "PERSON" and token.pos_ in {"NOUN", "PROPN"}:
            return party(token, sentence, refer=False)
    return None


def last_armed(sentence: Sentence) -> str | None:
    """Give the armed party that a sentence names last: what "the group" means in the next one."""
    named = [k for e in sentence.doc.ents if e.label_ in _NAMED and (k := known(e.text)) is not None]
    armed = [k.name for k in named if k.kind is AgentKind.ARMED_ACTOR]
    return armed[-1] if armed else None
