"""Spans to incidents: which kinds a report tells of, and which spans belong to which incident of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import Entity, entities
from counterclaim.extract.incidents.spans import DAY, Span

TARGETS = ("name", "people", "thing")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is sure enough, chosen on documents of dev that the weights had not seen (decision 0017)."""

    #: A kind: mean of the report's own chance and of its surest span's.
    kind: float = 0.4
    #: A span in an incident of a kind, by role.
    target: float = 0.4
    doer: float = 0.4
    organisation: float = 0.4
    tool: float = 0.4
    day: float = 0.4
    #: Two groups of targets are one incident from this mean chance on.
    together: float = 0.35
    #: A further incident of the same kind needs a target this sure.
    further: float = 0.5
    #: How the chance that nothing is said of fate or damage is weighed.
    silent: float = 1.0


@dataclass(frozen=True, slots=True)
class Formed:
    """One incident: its kind, how sure it is, and the entities and rows that belong to it."""

    kind: str
    chance: float
    entities: tuple[Entity, ...]
    rows: tuple[int, ...]


def form(seen: Seen, found: Sequence[Span], asked: Asked, limits: Limits) -> list[Formed]:
    """Give the incidents, the surest first."""
    core = [i for i, s in enumerate(found) if s.role not in {"place", DAY}]
    out = []
    for number, kind in enumerate(KINDS):
        best = max((float(asked.kinds[i, number]) for i in core), default=0.0)
        chance = (float(seen.kinds[number]) + best) / 2
        if chance >= limits.kind:
            out += _of_kind(kind, chance, asked.kinds[:, number], (found, asked, limits))
    return sorted(out, key=lambda f: -f.chance)


def _of_kind(kind: str, chance: float, sure: Array, given: tuple[Sequence[Span], Asked, Limits]) -> list[Formed]:
    """Give the incidents of one kind: groups of targets, each with what goes with it best."""
    found, asked, limits = given
    rows = [i for i, s in enumerate(found) if s.role in TARGETS and sure[i] >= limits.target]
    if not rows:
        every = [i for i, s in enumerate(found) if s.role in TARGETS]
        rows = [max(every, key=lambda i: (sure[i], -i))] if every else []
    groups = _groups(entities(found, rows, asked), asked, limits)
    groups.sort(key=lambda g: (-max(float(sure[r]) for e in g for r in e.rows), g[0].rows))
    kept = groups[:1] + [g for g in groups[1:] if max(sure[r] for e in g for r in e.rows) >= limits.further]
    return [_whole(kind, chance, group, kept, (sure, *given)) for group in kept or [[]]]


def _groups(targets: list[Entity], asked: Asked, limits: Limits) -> list[list[Entity]]:
    """Join targets to groups, the surest pair of groups first, by the mean chance of their pairs."""
    groups = [[t] for t in targets]
    while len(groups) > 1:
        score, i, j = max(
            (linked(asked, _rows(a), _rows(b)), -i, -j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups)
            if i < j
        )
        if score < limits.together:
            break
        groups[-i] += groups.pop(-j)
    return groups


def _rows(group: Sequence[Entity]) -> list[int]:
    return [r for e in group for r in e.rows]


def linked(asked: Asked, rows: Sequence[int], others: Sequence[int]) -> float:
    """Give how surely two groups of spans belong to one incident: the mean over their pairs."""
    return float(asked.pairs["incident"][np.ix_(list(rows), list(others))].mean())


def _whole(
    kind: str,
    chance: float,
    group: list[Entity],
    groups: Sequence[Sequence[Entity]],
    given: tuple[Array, Sequence[Span], Asked, Limits],
) -> Formed:
    """Add to a group of targets the other entities that are sure enough; of several groups, to those they go with."""
    sure, found, asked, limits = given
    least = {"doer": limits.doer, "organisation": limits.organisation, "tool": limits.tool}
    rows = [i for i, s in enumerate(found) if s.role in least and sure[i] >= least[s.role]]
    others = entities(found, rows, asked)
    if len(groups) > 1:
        scores = {e: [linked(asked, e.rows, _rows(g)) for g in groups] for e in others}
        mine = next(i for i, g in enumerate(groups) if g is group)
        others = [e for e in others if scores[e][mine] >= min(limits.together, max(scores[e]))]
    every = (*group, *others)
    return Formed(kind, chance, every, tuple(_rows(every)))
