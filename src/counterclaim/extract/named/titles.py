"""Whom a report calls by a noun: "the mayor", "the archbishop of Lom", "the official"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.extract.named.persons import person_nouns
from counterclaim.extract.words.gazetteer import nations
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent
from counterclaim.records.words import AgentKind

#: "The minister" is not the deputy minister, nor a former one.
_LESSER = frozenset({"deputy", "vice", "former", "assistant", "acting", "ex"})
#: What is told of a person without saying which one it is.
_NARROWS_NOT = frozenset(
    {"retired", "senior", "top", "ranking", "high-ranking", "veteran", "prominent", "religious", "the", "a", "of", ""}
)
#: A noun → persons described by it, each with all the words of that description.
Described = dict[str, list[tuple[frozenset[str], Agent]]]


@dataclass(slots=True)
class Titles:
    """By which nouns a report has described its persons (`told`), and by which it will (`coming`)."""

    told: Described = field(default_factory=dict)
    coming: Described = field(default_factory=dict)

    def meant(
        self, noun: str, more: Sequence[str], met: Sequence[Agent], persons: Sequence[Agent], spoke: Collection[Agent]
    ) -> Agent | None:
        """Give the one person whom a report calls by a noun and the words beside it, so far or else later, or None.

        `met` are the sources and `persons` the persons in the order they were met, `spoke` who spoke close by.
        """
        for titles in (self.told, self.coming):
            called = [(words, agent) for words, agent in titles.get(noun, ()) if _fits(more, words)]
            if titles is self.coming and (nameless := _nameless(noun, more, met)) is not None:
                return nameless
            if called:
                fitting = {agent for words, agent in called if not (words & _LESSER) - set(more)}
                return fitting.pop() if len(fitting) == 1 else _last_of(fitting, persons)
        return self._by_wider(noun, more, met, persons, spoke)

    def _by_wider(
        self, noun: str, more: Sequence[str], met: Sequence[Agent], persons: Sequence[Agent], spoke: Collection[Agent]
    ) -> Agent | None:
        """Give whom a wider noun means: who spoke last if nothing tells what he is, or else the minister."""
        narrower = lexicon("agents")["wider"].get(noun, ())
        last = met[-1] if narrower and met else None
        known = any(last == who for told in self.told.values() for _, who in told)
        if last is not None and last in spoke and _fits(more, ()) and not known and _may_be(last, narrower):
            return last
        called = {agent for one in narrower for words, agent in self.told.get(one, ()) if _fits(more, words)}
        nameless = (a for a in (_nameless(one, more, met) for one in narrower) if a is not None)
        return _last_of(called, persons) or next(nameless, None)


def _may_be(person: Agent, narrower: Collection[str]) -> bool:
    """Say whether a person's own name leaves open that he is meant: "the mayor" is no bishop, "Orvan Sel" may be."""
    words = person.name.lower().split()
    noun = next((w for w in words if w in person_nouns()), None)
    return person.kind is AgentKind.PERSON or noun is None or noun in narrower


def _nameless(noun: str, more: Iterable[str], met: Sequence[Agent]) -> Agent | None:
    """Give the one without a name that a report let speak last by a noun: "an army spokesman … the spokesman"."""
    names = ((a, a.name.lower().split()) for a in reversed(met) if a.kind is AgentKind.UNNAMED_GROUP)
    return next((a for a, words in names if words[1:] and words[-1] == noun and set(more) <= {*words}), None)


def _last_of(agents: Collection[Agent], persons: Sequence[Agent]) -> Agent | None:
    """Give the one of some persons who was met last and close by, or None."""
    return next((p for p in reversed(persons) if p in agents), None)


def _fits(more: Iterable[str], words: Collection[str]) -> bool:
    """Say whether words beside a noun narrow it to nobody else than words told of a person: "the Lom bishop".

    "The archbishop of San Salvador" is the Salvadoran one; "the retired colonel" need not have been called so.
    """
    lands = _lands(words)
    return all(w in words or w in _NARROWS_NOT or lands & _lands([w]) for w in more)


def _lands(words: Collection[str]) -> set[str]:
    """Give the lands of some words in small letters: of their names, peoples and capitals."""
    return {nations()[w.title()] for w in words if w.title() in nations()}
