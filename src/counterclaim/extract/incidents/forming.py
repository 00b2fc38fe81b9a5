"""Spans to incidents: which kinds a report tells of, and which entities belong to which incident of a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from counterclaim.extract.incidents.context import weighed
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import TARGETS, Entity, entities
from counterclaim.extract.incidents.judging import Weights, report
from counterclaim.extract.incidents.linking import Given, groups, together
from counterclaim.extract.incidents.spans import DAY, Span


@dataclass(frozen=True, slots=True)
class Limits:
    """What is sure enough, chosen on documents of dev and tst1 that the weights had not seen (decision 0092)."""

    #: A kind: mean of the report's own chance and of its surest target's.
    kind: float = 0.33
    #: An entity in an incident of a kind, by role.
    name: float = 0.25
    people: float = 0.4
    thing: float = 0.4
    doer: float = 0.2
    organisation: float = 0.2
    tool: float = 0.2
    day: float = 0.3
    #: Two groups of targets are one incident from this mean chance on.
    together: float = 0.4
    #: Who did it, and with what, goes with each group of targets that the heads link with it this surely.
    shared: float = 0.6
    #: A place, and a second one that is wider or narrower.
    place: float = 0.3
    within: float = 0.4
    #: A further incident of the same kind needs a target this sure.
    further: float = 0.35
    #: Most incidents have one of these: a second one, less sure than the first, must be this sure.
    second: Mapping[str, float] = field(default_factory=lambda: {"doer": 0.65, "tool": 0.35, "thing": 0.6})
    #: Words for people describe somebody named.
    described: float = 0.3
    #: How the chance that nothing is said of fate or damage is weighed.
    silent: float = 1.5


@dataclass(frozen=True, slots=True)
class Formed:
    """One incident: its kind, how sure it is, and the entities and rows that belong to it."""

    kind: str
    chance: float
    entities: tuple[Entity, ...]
    rows: tuple[int, ...]


def form(seen: Seen, found: Sequence[Span], asked: Asked, weights: Weights, limits: Limits) -> list[Formed]:
    """Give the incidents, the surest first; `weights` weigh what is told of each entity and of each two targets."""
    given = (seen, found, asked)
    every = entities(found, [i for i, s in enumerate(found) if s.role not in {"place", DAY}], asked, seen.text)
    chances = weighed(every, weights, given)
    out = []
    for number, kind in enumerate(KINDS):
        sure = dict(zip(every, chances[:, number].tolist(), strict=True))
        best = max((p for e, p in sure.items() if e.role in TARGETS), default=0.0)
        total = (report(number, seen) + best) / 2
        if total >= limits.kind:
            wholes = _wholes(number, sure, weights, given, limits)
            out += [Formed(kind, total, whole, tuple(_rows(whole))) for whole in wholes]
    return sorted(out, key=lambda f: -f.chance)


def _wholes(
    number: int, sure: Mapping[Entity, float], weights: Weights, given: Given, limits: Limits
) -> list[tuple[Entity, ...]]:
    """Give the incidents of one kind: groups of targets with what goes with each; the likeliest, if none is sure."""
    chosen = [e for e in sure if sure[e] >= getattr(limits, e.role)]
    targets = [e for e in chosen if e.role in TARGETS]
    targets = targets or sorted((e for e in sure if e.role in TARGETS), key=lambda e: -sure[e])[:1]
    made = groups(targets, together(targets, number, sure, weights.links, given), limits.together)
    made.sort(key=lambda g: (-max(sure[e] for e in g), g[0].rows))
    kept = made[:1] + [g for g in made[1:] if max(sure[e] for e in g) >= limits.further]
    others = [e for e in chosen if e.role not in TARGETS]
    wholes = [(*g, *(e for e in others if _goes_with(e, g, kept, (given[2], limits)))) for g in kept or [[]]]
    return [_thinned(whole, sure, limits) for whole in wholes if whole]


def _thinned(whole: Sequence[Entity], sure: Mapping[Entity, float], limits: Limits) -> tuple[Entity, ...]:
    """Leave out what stands beside a surer entity of its role and is not sure enough for a second one."""
    firsts = {max((e for e in whole if e.role == role), key=lambda e: sure[e]) for role in {e.role for e in whole}}
    return tuple(e for e in whole if e in firsts or sure[e] >= limits.second.get(e.role, 0.0))


def _goes_with(
    one: Entity, group: Sequence[Entity], groups: Sequence[Sequence[Entity]], given: tuple[Asked, Limits]
) -> bool:
    """Tell whether an entity goes with a group of targets: with the only one, else surely enough or best of all."""
    asked, limits = given
    if len(groups) < 2:
        return True
    scores = [linked(asked, one.rows, _rows(g)) for g in groups]
    return scores[[g is group for g in groups].index(True)] >= min(limits.shared, max(scores))


def _rows(group: Sequence[Entity]) -> list[int]:
    return [r for e in group for r in e.rows]


def linked(asked: Asked, rows: Sequence[int], others: Sequence[int]) -> float:
    """Give how surely the heads take two groups of spans for one incident's: the mean over their pairs."""
    return float(asked.pairs["incident"][np.ix_(list(rows), list(others))].mean())
