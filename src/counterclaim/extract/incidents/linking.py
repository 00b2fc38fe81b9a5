"""Which targets belong to one incident: by where a report names them, days and places beside them, and the heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

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
Near = Mapping[Entity, tuple[str, str]]


def evidence(two: tuple[Entity, Entity], number: int, sure: float, near: Near, given: Given) -> list[float]:
    """Give what is known of two targets, the first in the text first: `LINKED`, then the kind as 0s and a 1.

    `sure` is the chance of the less sure one of them to belong to an incident of the kind numbered; `near` has for each
    what `nearest` gives.
    """
    (one, other), (seen, found, asked) = two, given
    pairs: Array = asked.pairs["incident"][np.ix_(one.rows, other.rows)]
    firsts = abs(found[one.rows[0]].first - found[other.rows[0]].first)
    told = [1.0, logit(float(pairs.mean())), logit(float(pairs.max()))]
    told += [*apart(seen, found, one.rows, other.rows), float(np.log1p(firsts))]
    told += [float(one.role == other.role), float("thing" in (one.role, other.role))]
    told += [float(mine != yours) for mine, yours in zip(near[one], near[other], strict=True)]
    told += [sure, float(bool(set(one.words.upper().split()) & set(other.words.upper().split())))]
    return [*told, *(float(i == number) for i in range(len(KINDS)))]


def nearest(one: Entity, given: Given) -> tuple[str, str]:
    """Give the day and the place nearest to an entity, in sentences first, then in pieces; the dateline's is none."""
    seen, found, _ = given

    def far(row: int) -> tuple[float, float]:
        pieces, sentences, *_ = apart(seen, found, one.rows, (row,))
        return (sentences, pieces)

    days = [i for i, s in enumerate(found) if s.role == DAY]
    places = [i for i, s in enumerate(found) if s.role == "place" and s.start >= DATELINE / 2]
    day, place = (found[min(rows, key=far)] if rows else None for rows in (days, places))
    return (day.day or day.words if day else "", place.words if place else "")


def together(
    targets: Sequence[Entity], number: int, sure: Mapping[Entity, float], links: Array, given: Given
) -> NDArray[np.float64]:
    """Give how surely each two targets belong to one incident of the kind numbered."""
    out, near = np.ones((len(targets), len(targets))), {e: nearest(e, given) for e in targets}
    for j, other in enumerate(targets):
        for i, one in enumerate(targets[:j]):
            two = (one, other) if one.rows < other.rows else (other, one)
            told = evidence(two, number, min(sure[one], sure[other]), near, given)
            out[i, j] = out[j, i] = sigmoid(float(links @ np.asarray(told, dtype=np.float32)))
    return out


def groups(targets: Sequence[Entity], chances: NDArray[np.float64], least: float) -> list[list[Entity]]:
    """Join targets to groups, the surest pair of groups first, by the mean chance of their pairs."""
    made, total, sizes = [[t] for t in targets], chances.copy(), np.ones(len(targets))
    while len(made) > 1:
        means = np.triu(total / np.outer(sizes, sizes), k=1)
        i, j = divmod(int(means.argmax()), len(made))
        if means[i, j] < least:
            break
        made[i] += made.pop(j)
        total[i] += total[j]
        total[:, i] += total[:, j]
        sizes[i] += sizes[j]
        total, sizes = np.delete(np.delete(total, j, 0), j, 1), np.delete(sizes, j)
    return made
