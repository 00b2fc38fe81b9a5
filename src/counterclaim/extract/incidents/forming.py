"""Spans to incidents: which kinds a report tells of, and which entities belong to which incident of a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import Entity, entities
from counterclaim.extract.incidents.judging import chance, evidence, report
from counterclaim.extract.incidents.spans import DAY, Span

TARGETS = ("name", "people", "thing")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is sure enough, chosen on documents of dev and tst1 that the weights had not seen (decision 0092)."""

    #: A kind: mean of the report's own chance and of its surest target's.
    kind: float = 0.33
    #: An entity in an incident of a kind, by role.
    name: float = 0.2
    people: float = 0.45
    thing: float = 0.4
    doer: float = 0.16
    organisation: float = 0.2
    tool: float = 0.2
    day: float = 0.4
    #: Two groups of targets are one incident from this mean chance on.
    together: float = 0.6
    #: A further incident of the same kind needs a target this sure.
    further: float = 0.35
    #: How the chance that nothing is said of fate or damage is weighed.
    silent: float = 1.5


@dataclass(frozen=True, slots=True)
class Formed:
    """One incident: its kind, how sure it is, and the entities and rows that belong to it."""

    kind: str
    chance: float
    entities: tuple[Entity, ...]
    rows: tuple[int, ...]


def form(seen: Seen, found: Sequence[Span], asked: Asked, judge: Array, limits: Limits) -> list[Formed]:
    """Give the incidents, the surest first; `judge` weighs what is told of each entity."""
    every = entities(found, [i for i, s in enumerate(found) if s.role not in {"place", DAY}], asked, seen.text)
    out = []
    for number, kind in enumerate(KINDS):
        sure = {e: chance(e, evidence(e, number, seen, found, asked), judge) for e in every}
        best = max((p for e, p in sure.items() if e.role in TARGETS), default=0.0)
        total = (report(number, seen) + best) / 2
        if total >= limits.kind:
            out += _of_kind(kind, total, sure, (asked, limits))
    return sorted(out, key=lambda f: -f.chance)


def _of_kind(kind: str, total: float, sure: Mapping[Entity, float], given: tuple[Asked, Limits]) -> list[Formed]:
    """Give the incidents of one kind: groups of targets with what goes with each; the likeliest, if none is sure."""
    asked, limits = given
    every = [e for e in sure if e.role in TARGETS]
    least = {role: getattr(limits, role) for role in (*TARGETS, "doer", "organisation", "tool")}
    targets = [e for e in every if sure[e] >= least[e.role]] or sorted(every, key=lambda e: -sure[e])[:1]
    groups = _groups(targets, asked, limits)
    groups.sort(key=lambda g: (-max(sure[e] for e in g), g[0].rows))
    kept = groups[:1] + [g for g in groups[1:] if max(sure[e] for e in g) >= limits.further]
    others = [e for e in sure if e.role not in TARGETS and sure[e] >= least[e.role]]
    out = []
    for group in kept or [[]]:
        whole = (*group, *(e for e in others if _goes_with(e, group, kept, given)))
        if whole:
            out.append(Formed(kind, total, whole, tuple(_rows(whole))))
    return out


def _goes_with(
    one: Entity, group: Sequence[Entity], groups: Sequence[Sequence[Entity]], given: tuple[Asked, Limits]
) -> bool:
    """Tell whether an entity goes with a group of targets: with the only one, else surely enough or best of all."""
    asked, limits = given
    if len(groups) < 2:
        return True
    scores = [linked(asked, one.rows, _rows(g)) for g in groups]
    return scores[[g is group for g in groups].index(True)] >= min(limits.together, max(scores))


def _groups(targets: Sequence[Entity], asked: Asked, limits: Limits) -> list[list[Entity]]:
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
