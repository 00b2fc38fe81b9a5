"""Whom a sentence names last: what "it" and "the group" mean in the next one."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.act import noun_row
from counterclaim.extract.named.agents import known
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.extract.named.parties import party
from counterclaim.extract.named.sentence import Sentence
from counterclaim.records.words import AgentKind

_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})


def last_subject(sentence: Sentence) -> str | None:
    """Give the body or group that a sentence's last subject names: what "it" means in the next sentence.

    After an act or a weapon that is its own subject "it" means that, and no body named before.
    """
    for token in reversed(sentence.doc):
        named = token.dep_ in SUBJECTS and token.ent_type_ != "PERSON" and token.pos_ in {"NOUN", "PROPN"}
        if not named or _only_says(token):
            continue
        happened = noun_row(token) is not None or weapon_row(token) is not None
        return party(token, sentence, refer=False) or (None if happened else sentence.memory.party)
    return sentence.memory.party


def _only_says(subject: Any) -> bool:
    """Say whether somebody is named after what it says: "the army struck Lom, the ministry said"."""
    verb = subject.head
    return verb.lemma_ in saying_verbs() and any(c.dep_ == "ccomp" and c.i < subject.i for c in verb.children)


def last_armed(sentence: Sentence) -> str | None:
    """Give the armed party that a sentence names last: what "the group" means in the next one."""
    named = [k for e in sentence.doc.ents if e.label_ in _NAMED and (k := known(e.text)) is not None]
    armed = [k.name for k in named if k.kind is AgentKind.ARMED_ACTOR]
    return armed[-1] if armed else None
