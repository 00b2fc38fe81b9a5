"""Parties that a sentence lays an act to, whom "the group" may mean next: "killed in Front attacks"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.words.wide_nouns import ANY
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent
from counterclaim.records.words import BODIES, AgentKind

#: By these somebody goes on who spoke before.
_ADDING = frozenset({"add", "continue"})
_OWNS = frozenset({"compound", "nmod", "poss", "amod"})


def charged(name: Any) -> bool:
    """Say whether a name's last word stands for who did an act, or is accused of one; takes that word."""
    over = name.head
    if name.dep_ in _OWNS:
        return over.lemma_.lower() in act_nouns()
    by = name.dep_ == "pobj" and over.lower_ == "by" and over.head.lemma_.lower() in act_nouns()
    accused = name.dep_ in {"dobj", "nsubjpass"} and over.lemma_.lower() in lexicon("cues")["accusing"]
    return by or accused or over.dep_ == "agent"


def leads_on(name: Any) -> bool:
    """Say whether a name's last word is the subject of its sentence's main verb, one of saying.

    Another body may be named behind it, and speak within: "it added" in the next sentence is of the first.
    """
    verb = name.head
    told = verb.dep_ == "ROOT" and name.dep_ == "nsubj" and name.i < verb.i
    return told and verb.pos_ == "VERB" and verb.lemma_.lower() in saying_verbs()


def goes_on(it: Any, led: Sequence[Agent]) -> list[Agent]:
    """Give who the main clause of the sentence before says spoke, where "it added" goes on; else nobody."""
    return [*reversed(led)] if it.head.lemma_ in _ADDING else []


def body_meant(
    it: Any, here: Sequence[Agent], parties: Sequence[Agent], spoke: Sequence[Agent], accused: Sequence[Agent]
) -> Agent | None:
    """Give the body that "it" means: one named before in its sentence, else the one met last.

    Who was only accused in the sentence before denies or admits, but does not go on to tell; "it added" is of a body
    that spoke. Takes the word; those before it in its sentence; parties and those who spoke, latest last; whom the
    sentence before only accused.
    """
    cues, verb = lexicon("cues"), it.head
    answers = verb.lemma_.lower() in {*cues["denial"], *cues["conceding"]}
    later = [*reversed(parties), *reversed(spoke)]
    if verb.lemma_ in _ADDING:
        later = [*(a for a in reversed(spoke) if a.kind is not AgentKind.OUTLET), *later]
    elif not answers:
        later = [*(a for a in later if a not in accused), *later]
    return next((a for a in [*here, *later] if a.kind in BODIES), None)


def answering(noun: Any, parties: Sequence[Agent]) -> Agent | None:
    """Give the armed party met last that "the group" is where it denies or admits something; None elsewhere.

    A rights group that counted the dead denies no raid.
    """
    cues, verb = lexicon("cues"), noun.head
    answers = verb.lemma_.lower() in {*cues["denial"], *cues["conceding"]} and noun.dep_ == "nsubj"
    if not answers or AgentKind.ARMED_ACTOR not in ANY.get(noun.lower_, ()) or any(noun.rights):
        return None
    plain = all(t.dep_ in {"det", "amod"} and t.lower_ in {"the", "rebel", "armed", "militant"} for t in noun.lefts)
    armed = (a for a in reversed(parties) if a.kind is AgentKind.ARMED_ACTOR)
    return next(armed, None) if plain else None
