"""Voices that can be one without being shown to be: a short name of two, a state and its body, residents twice.

They stay apart, and are not counted as shown to be independent of one another; a sentence says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product

from counterclaim.canonical import identifier
from counterclaim.english import head, listed
from counterclaim.lexicons import lexicon
from counterclaim.offices import WHOLE, Office, can_be_one, office_of
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.judgement import Perhaps
from counterclaim.records.naming import PER_REPORT, PROTECTED, normal_name
from counterclaim.records.words import AgentKind
from counterclaim.trace import monitors
from counterclaim.trace.belonging import bodies_over

#: Names in one sentence, at most.
NAMED_MAX = 4
#: A doubt that speakers share: what it is about, and how a sentence about one name and the others begins.
Shared = dict[tuple[str, str], set[Agent]]
_CAN = "“{}” can be one body with {}, or speak for it."
_PEOPLE = "people"
_FOLK = "“{}” can be the same people as {}: nothing shows that they are others."
_HIDDEN = "“{}” can be the same person as {}: who is protected is told nowhere."
#: A protected body is nobody's double, but a person who is named can speak for it.
_HIDDEN_BODY = "“{}” can be one source with {}: who is protected is told nowhere."


def doubts(
    groups: Mapping[str, Sequence[Claim]],
    apart: Sequence[tuple[str, str]] = (),
    spoken: Mapping[str, str] | None = None,
) -> dict[str, tuple[Perhaps, ...]]:
    """Give for each voice of an event, by any key, why it is perhaps another one of them; takes its claims.

    Two voices that share the key of a doubt are not shown to be independent. `apart` are pairs of claims that an
    analyst split: their speakers are shown to be two; `spoken` gives by folded name the body for which one speaks.
    """
    voice: dict[Agent, set[str]] = defaultdict(set)
    speaker: dict[str, Agent] = {}
    for key, claims in groups.items():
        for claim in claims:
            voice[claim.originator].add(key)
            speaker[claim.id] = claim.originator
    split = {frozenset((speaker[a], speaker[b])) for a, b in apart if a in speaker and b in speaker}
    found: dict[str, list[Perhaps]] = defaultdict(list)
    for (about, words), agents in sorted(_left(_shared(sorted(voice), spoken or {}), split)):
        doubt = identifier("d", about, *sorted(a.id for a in agents))
        for agent in sorted(agents):
            for key in sorted(voice[agent]):
                others = sorted({_other(agent, a) for a in agents if voice[a] - {key} and a != agent})
                if others:
                    found[key].append(Perhaps(doubt, words.format(agent.name, listed(others, NAMED_MAX))))
    return {key: tuple(sorted(set(those), key=lambda p: (p.doubt, p.words))) for key, those in found.items()}


def _other(agent: Agent, other: Agent) -> str:
    return f"“{other.name}”{' in another report' if other.name == agent.name else ''}"


def _left(shared: Shared, split: Collection[frozenset[Agent]]) -> Iterator[tuple[tuple[str, str], set[Agent]]]:
    """Give the doubts without those that an analyst settled: who is split from one may still be any of the others."""
    for (about, words), agents in shared.items():
        settled = {a for pair in split if pair <= agents for a in pair}
        for a, b in combinations(sorted(agents), 2) if settled else ():
            if {a, b} & settled and frozenset((a, b)) not in split:
                yield (f"{about} {a.id} {b.id}", words), {a, b}
        if len(agents - settled) > 1:
            yield (about, words), agents - settled


def _shared(agents: Sequence[Agent], spoken: Mapping[str, str]) -> Shared:
    """Give the doubts that two speakers or more share, with these."""
    found: Shared = defaultdict(set)
    for agent in agents:
        if agent.kind is AgentKind.UNNAMED_GROUP and (folk := _folk(agent.name)):
            found[f"folk {folk}", _FOLK].add(agent)
        for body in bodies_over(agent, spoken.get(normal_name(agent.name), "")):
            found[f"part {body}", _CAN].add(agent)
    named = [a for a in agents if a.kind not in PER_REPORT]
    # Whoever is protected in one report may be named in another; to say which one would undo the protection.
    hidden = [a for a in named if a.name.startswith(PROTECTED)]
    for a, b in product(hidden, (b for b in named if b.kind is AgentKind.PERSON)):
        if not b.name.startswith(PROTECTED):
            found[f"hidden {a.id} {b.id}", _HIDDEN if a.kind is AgentKind.PERSON else _HIDDEN_BODY] |= {a, b}
    for short, full in _short(named):
        found[f"short {short.id} {full.id}", _CAN] |= {short, full}
    for general, monitor in product(filter(_monitoring, named), (a for a in named if monitors.is_named(a.name))):
        found[f"short {general.id} {monitor.id}", _CAN] |= {general, monitor}
    # "Karven officials" are nobody named, and of Karven all the same.
    official = [a for a in agents if a.kind is AgentKind.UNNAMED_GROUP and (o := office_of(a.name)) and o.state]
    bodies = [(a, office) for a in (*named, *official) if (office := _office(a.name, spoken)) is not None]
    for agent, office in bodies:
        if office.state and office.office != WHOLE:
            found[f"office {office.state} {office.over}", _CAN].add(agent)
    for (a, one), (b, other) in combinations(bodies, 2):
        if _vague(one, other) and can_be_one(one, other):
            found[f"vague {a.id} {b.id}", _CAN] |= {a, b}
    return {key: those for key, those in found.items() if len(those) > 1}


def _office(name: str, spoken: Mapping[str, str]) -> Office | None:
    """Give the office of a name, of the land whose house it names ("the Kremlin"), or of whom somebody speaks for."""
    said = spoken.get(normal_name(name), name)
    return office_of(name) or office_of(lexicon("namesakes")["houses"].get(normal_name(said), said))


def _monitoring(agent: Agent) -> bool:
    return monitors.is_general(agent.name)


def _vague(one: Office, other: Office) -> bool:
    return WHOLE in {one.office, other.office} or not (one.state and other.state)


def _folk(name: str) -> str:
    """Give the noun that people without names are called by: "resident" of "Residents of the old town"."""
    words = normal_name(head(name)).split()
    noun = words[-1].removesuffix("s") if words else ""
    # Residents, locals and witnesses can be the same people of a place.
    return _PEOPLE if {noun, *words[-1:]} & set(lexicon("namesakes")["folk"]) else noun


def _short(agents: Sequence[Agent]) -> Iterator[tuple[Agent, Agent]]:
    """Give each name with those it can be short for: its words are in them, a body's noun or a family name last."""
    by_word: dict[str, list[Agent]] = defaultdict(list)
    for agent in agents:
        for word in set(normal_name(agent.name).split()):
            by_word[word].append(agent)
    for short in agents:
        words, office = normal_name(short.name).split(), office_of(short.name)
        if office is not None and office.state:
            continue  # "Free Karven Army" is no fuller name of the Karven army
        for full in by_word[words[-1]] if words else ():
            other = normal_name(full.name).split()
            family = full.kind is AgentKind.PERSON and words == [other[-1]]
            if set(words) < set(other) and (words[-1] in _nouns() or family):
                yield short, full


@cache
def _nouns() -> frozenset[str]:
    """Give the nouns of bodies: "ministry", "observatory", "army"."""
    roles, kinds = lexicon("agents")["roles"], ("official_body", "organisation", "armed_actor", "outlet")
    listed_too: Iterable[str] = lexicon("namesakes")["short_forms"]
    return frozenset((*(noun for kind in kinds for noun in roles[kind]), *listed_too))
