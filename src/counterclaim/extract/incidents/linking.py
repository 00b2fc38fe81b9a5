"""Which targets belong to one incident: by where a report names them, days and places beside them, and the heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import Entity
from counterclaim.extract.incidents.nearness import APART, apart, logit, sigmoid
from counterclaim.extract.incidents.spans import DATELINE, DAY, Span

#: Names of what is weighed of two targets; `KINDS` follow, one of which is 1.
LINKED = (
    *("always", "incident", "incident at most", *APART, "first pieces", "same role", "a thing"),
    *("another day", "another place", "less sure", "shared word"),
)
Given = tuple[Seen, Sequence[Span], Asked]
Sure = Callable[[Entity, Entity], float]


def evidence(one: Entity, other: Entity, number: int, sure: float, given: Given) -> list[float]:
    """Give what is known of two targets, the first in the text first: `LINKED`, then the kind as 0s and a 1.

    `sure` is the chance of the less sure one of them to belong to an incident of the kind numbered.
    """
    seen, found, asked = given
    pairs: Array = asked.pairs["incident"][np.ix_(one.rows, other.rows)]
    firsts = abs(found[one.rows[0]].first - found[other.rows[0]].first)
    told = [1.0, logit(float(pairs.mean())), logit(float(pairs.max()))]
    told += [*apart(seen, found, one.rows, other.rows), float(np.log1p(firsts))]
    told += [float(one.role == other.role), float("thing" in (one.role, other.role))]
    told += [_differ(one, other, role, given) for role in (DAY, "place")]
    told += [sure, float(bool(set(one.words.upper().split()) & set(other.words.upper().split())))]
    return [*told, *(float(i == number) for i in range(len(KINDS)))]


def _differ(one: Entity, other: Entity, role: str, given: Given) -> float:
    """Tell whether the days, or places, nearest to two entities differ; the dateline's place is none."""
    seen, found, _ = given
    known = [i for i, s in enumerate(found) if s.role == role and (role == DAY or s.start >= DATELINE / 2)]
    if not known:
        return 0.0
    near = [found[min(known, key=lambda i, e=e: _far(seen, found, e, i))] for e in (one, other)]  # type: ignore[misc]
    mine, yours = ((s.day or s.words) for s in near)
    return float(mine != yours)


def _far(seen: Seen, found: Sequence[Span], one: Entity, row: int) -> tuple[float, float]:
    """Give how far a span is from an entity: in sentences first, then in pieces."""
    pieces, sentences, *_ = apart(seen, found, one.rows, (row,))
    return (sentences, pieces)


def together(number: int, sure: dict[Entity, float], links: Array, given: Given) -> Sure:
    """Give the function that tells how surely two targets belong to one incident of the kind numbered."""
    held: dict[tuple[Entity, Entity], float] = {}

    def chance(one: Entity, other: Entity) -> float:
        first, second = sorted((one, other), key=lambda e: e.rows)
        if (first, second) not in held:
            told = evidence(first, second, number, min(sure[first], sure[second]), given)
            held[first, second] = sigmoid(float(links @ np.asarray(told, dtype=np.float32)))
        return held[first, second]

    return chance


def groups(targets: Sequence[Entity], chance: Sure, least: float) -> list[list[Entity]]:
    """Join targets to groups, the surest pair of groups first, by the mean chance of their pairs."""
    made = [[t] for t in targets]
    while len(made) > 1:
        score, i, j = max(
            (float(np.mean([chance(x, y) for x in a for y in b])), -i, -j)
            for i, a in enumerate(made)
            for j, b in enumerate(made)
            if i < j
        )
        if score < least:
            break
        made[-i] += made.pop(-j)
    return made
