"""Who of those that speak is a party to what happened: it speaks in its own cause, however independent it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.offices import office_of
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.words import NOT_NAMED, AgentKind, Aspect
from counterclaim.weigh.sides import Sides

#: Bodies that are a party where they, and not people of theirs, are what was hit.
_BODIES = frozenset({AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY})


def parties(claims: Sequence[Claim], registry: Registry, spoken: Mapping[str, str]) -> tuple[Agent, ...]:
    """Give those originators of an event's claims that are parties to it, by name.

    Somebody is whom a claim names as who did it, accused or denied, or as who acted; an armed actor; a body of a state
    that was hit; and whoever is of one side with one of these, by the registry or by the words of the names.
    """
    sides = Sides(registry, {}, spoken)
    doers = {c.value for c in claims if c.aspect is Aspect.PERPETRATOR and c.value != NOT_NAMED}
    doers |= {c.actor for c in claims if c.actor and c.act_type}
    hit = {n for c in claims for n in (c.target, c.value if c.aspect is Aspect.TARGET else "") if n}
    speakers = {c.originator for c in claims}
    fighting = {a.name for a in speakers if a.kind is AgentKind.ARMED_ACTOR}
    named = _Named(sides, doers | fighting)
    struck = _Named(sides, {n for n in hit if office_of(n) is not None} | {n for n in hit if n in fighting})
    found = {a for a in speakers if a.name in fighting or named.has(a)}
    found |= {a for a in speakers if a.kind in _BODIES and struck.has(a)}
    return tuple(sorted(found, key=lambda a: (a.name, a.id)))


class _Named:
    """Names of parties, with the side of each that has one."""

    def __init__(self, sides: Sides, names: set[str]) -> None:
        self._sides = sides
        self._names = {normal_name(n) for n in names}
        self._keys = {sides.of(n) for n in names} - {""}

    def has(self, agent: Agent) -> bool:
        """Say whether an agent has one of the names or is of one of their sides: "Karven officials" are of Karven's."""
        if normal_name(agent.name) in self._names:
            return True
        return agent.kind is not AgentKind.GENERIC and self._sides.of(agent.name) in self._keys
