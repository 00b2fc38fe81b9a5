"""Who holds a position, named for a sentence: one agent under one kind, one voice's holder under one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from counterclaim.english import Who, together
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.judgement import Answer, Position
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.words import Take


def alike(claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims with each agent under one kind: an outlet that one report reads as an organisation is one agent.

    The kind most hops give holds; of equals, the first by name.
    """
    kinds: dict[str, Counter[Agent]] = {}
    for hop in (h for c in claims for h in c.chain):
        kinds.setdefault(hop.agent.id, Counter())[hop.agent] += 1
    chosen = {key: min(found, key=lambda a: (-found[a], a)) for key, found in kinds.items()}
    if all(len(found) == 1 for found in kinds.values()):
        return list(claims)
    return [replace(c, chain=tuple(replace(h, agent=chosen[h.agent.id]) for h in c.chain)) for c in claims]


def voice_of(position: Position) -> str:
    """Give the voice a position belongs to; an agent that stands in no origin is its own."""
    return position.origin or position.agent.id


def subject(positions: Iterable[Position], asked: Collection[str] = ()) -> Who:
    """Give who holds some positions as the subject of a sentence; takes at least one position.

    One voice is named once: by one of the names `asked` (normalised), by a name before people without one, by the name
    of most claims, and of equals by the fullest ("Selim Varda", not "Varda"); a body itself before who speaks for it.
    """
    by_voice: dict[str, list[Position]] = {}
    for position in positions:
        by_voice.setdefault(voice_of(position), []).append(position)
    return together(_who(_called(held, asked)) for held in by_voice.values())


def _who(position: Position) -> Who:
    body = replace(position.agent, name=position.speaks_for or position.agent.name)
    return Who(position.called, body.who.plural) if position.speaks_for else body.who


def _called(held: Sequence[Position], asked: Collection[str]) -> Position:
    weight: Counter[Agent] = Counter()
    for position in held:
        weight[position.agent] += len(position.claims)

    def order(p: Position) -> tuple[bool, bool, bool, int, int, Agent]:
        words = len(normal_name(p.agent.name).split())
        other = normal_name(p.speaks_for or p.agent.name) not in asked
        return (other, p.agent.kind in PER_REPORT, bool(p.speaks_for), -weight[p.agent], -words, p.agent)

    return min(held, key=order)


def sayers(answer: Answer) -> list[Position]:
    """Give who says an answer: with reserve only where nobody says it without.

    Who took it back does not say it any more, and who could not confirm it does not say it.
    """
    gone = {p.agent for p in answer.positions if p.taken_back}
    held = [p for p in answer.positions if p.agent not in gone and not p.unverified]
    return [p for p in held if p.take is Take.ASSERTS] or [p for p in held if p.take is Take.HEDGES]
