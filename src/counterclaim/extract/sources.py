"""Source words to agents: names, descriptions and pronouns, with the last source in focus remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from counterclaim.extract import agents
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind

_LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj"})
_SHE, _HE = frozenset({"she", "her", "herself"}), frozenset({"he", "his", "him", "himself"})
_SINGULAR = _SHE | _HE | {"who"}


@dataclass(slots=True)
class Focus:
    """Sources met so far in one report, the latest last, with the pronoun each was called by."""

    report: Report
    met: list[Agent] = field(default_factory=list)
    persons: list[Agent] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)

    def note(self, doc: Any) -> None:
        """Remember the persons a sentence names, so that a later "she" can mean them."""
        for ent in doc.ents:
            if ent.label_ == "PERSON" and len(ent) > 1 and agents.known(ent.text) is None:
                self.persons.append(agents.resolve(ent.text, self.report, "PERSON"))

    def sources(self, token: Any) -> tuple[Agent, ...]:
        """Give the agents a source token names; a co-ordination or a bracket of outlets gives each of them."""
        heads = [token, *(t for t in token.conjuncts if t.i > token.i)]
        outlets = [t for t in token.subtree if t.dep_ in {"appos", "conj"} and _outlet(t)]
        named = outlets if outlets and token.lower_ == "media" else heads
        found = tuple(dict.fromkeys(a for a in (self._one(t) for t in named) if a is not None))
        self.met.extend(found)
        return found

    def _one(self, token: Any) -> Agent | None:
        if token.pos_ == "PRON" or token.lower_ in _SINGULAR:
            return self._pronoun(token.lower_)
        entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        if entity is not None and entity.label_ in {"PERSON", "ORG", "NORP", "GPE"} and token.i == entity.root.i:
            return agents.resolve(_extended(token, entity), self.report, entity.label_)
        words = " ".join(t.text for t in sorted(_phrase(token), key=lambda t: t.i))
        words = words.replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-").replace(" ,", ",")
        person = next((e for e in token.doc.ents if e.label_ == "PERSON" and _names(e, token)), None)
        if person is not None:
            return agents.resolve(person.text, self.report, "PERSON")
        if agents.known(words) is None and token.pos_ == "NOUN" and words.lower().startswith(("the ", "this ")):
            earlier = self._described(token.lower_, words)
            if earlier is not None:
                return earlier
        return self._unlisted(token, words)

    def _unlisted(self, token: Any, words: str) -> Agent:
        """Give the agent of a noun phrase that holds no recognised entity at its head."""
        if agents.known(words) is not None:
            return agents.resolve(words, self.report)
        kind = agents.kind_of_noun(token.text)
        if token.pos_ == "PROPN" and kind is None:
            return agents.resolve(words, self.report, "PERSON" if len(words.split()) < 3 else "ORG")
        return naming.agent(agents.canonical(words), kind or AgentKind.UNNAMED_GROUP, self.report.id)

    def _pronoun(self, word: str) -> Agent | None:
        """Give the last source in focus that a pronoun's gender and number allow."""
        if word in {"i", "we", "you", "there", "this", "that", "what"}:
            return None
        if word in _SINGULAR:
            other = _HE if word in _SHE else _SHE
            for agent in [*reversed(self.met), *reversed(self.persons)]:
                if agent.kind is AgentKind.PERSON and self.called.get(agent.id, word) not in other:
                    self.called[agent.id] = word
                    return agent
            return None
        return next((a for a in reversed(self.met) if a.kind is not AgentKind.PERSON), None)

    def _described(self, noun: str, words: str) -> Agent | None:
        """Give the last named source that "the ministry" or "the group" can mean."""
        if len(words.split()) > 2:
            return None
        kind = agents.kind_of_noun(noun)
        for agent in reversed(self.met):
            if noun in agent.name.lower().split():
                return agent
        if kind in {None, AgentKind.UNNAMED_GROUP, AgentKind.GENERIC}:
            return None
        return next((a for a in reversed(self.met) if a.kind is kind), None)


def _outlet(token: Any) -> bool:
    """Tell whether a token alone names an outlet."""
    found = agents.known(str(token.text))
    return found is not None and found.kind is AgentKind.OUTLET


def _names(entity: Any, token: Any) -> bool:
    """Tell whether a person's name stands in apposition to a description ("the minister, Ann Bell")."""
    return bool(entity.root.head.i == token.i and entity.root.dep_ == "appos")


def _phrase(token: Any) -> list[Any]:
    """Give the tokens of a noun phrase without clauses, appositions and co-ordinated phrases."""
    kept = [token]
    for child in token.children:
        if child.dep_ not in _LEFT_OUT:
            kept.extend(_phrase(child) if child.dep_ != "punct" else [])
    return kept


def _extended(token: Any, entity: Any) -> str:
    """Give an entity's words, or the longer noun phrase when the lexicon knows that one."""
    phrase = (
        " ".join(t.text for t in sorted(_phrase(token), key=lambda t: t.i)).replace(" 's", "'s").replace(" ’s", "’s")
    )
    return phrase if agents.known(phrase) is not None or entity.label_ in {"GPE", "NORP"} else str(entity.text)
