"""How surely an entity belongs to an incident of a kind: all that the heads say of its spans, weighed together.

`context.py` weighs it again beside the other entities of the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import Entity
from counterclaim.extract.incidents.nearness import logit, sigmoid
from counterclaim.extract.incidents.phrasing import TELLING, telling
from counterclaim.extract.incidents.spans import DAY, ROLES, Span

#: Names of what is weighed; `KINDS` follow, one of which is 1.
EVIDENCE = (
    *("tagged", "tagged at most", "kind", "kind at most", "report", "times", "first", "words", "beside", "always"),
    *("worded", "worded at most", "worded in any role", "in any role at most", "last word at most", "worded first"),
    *("report worded", "report worded of any kind", *TELLING),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What weighs evidence: of entities, alone and beside the others (a row for each role); of links, days and places.

    `described` weighs which words describe a name.
    """

    judge: Array
    again: Array
    links: Array
    days: Array
    places: Array
    described: Array


def weights(heads: Mapping[str, Array]) -> Weights:
    """Give the weights among the arrays of a crown."""
    return Weights(heads["judge"], heads["again"], heads["links"], heads["days"], heads["places"], heads["described"])


def evidence(entity: Entity, number: int, seen: Seen, found: Sequence[Span], asked: Asked) -> list[float]:
    """Give what is known of an entity and the kind numbered: `EVIDENCE` in order, then the kind as 0s and a 1."""
    rows = list(entity.rows)
    tagged = [found[r].sure for r in rows]
    kinds = asked.kinds[rows, number]
    others = [i for i, s in enumerate(found) if i not in rows and s.role != DAY and asked.kinds[i, number] > 0.5]
    beside = float(asked.pairs["incident"][np.ix_(rows, others)].max()) if others else 0.0
    tag_chances = (logit(sum(tagged) / len(rows)), logit(max(tagged)))
    kind_chances = (logit(float(kinds.mean())), logit(float(kinds.max())), logit(float(seen.kinds[number])))
    sizes = [float(np.log1p(n)) for n in (len(rows), found[rows[0]].first, len(entity.words.split()))]
    told = (*tag_chances, *kind_chances, *sizes, beside, 1.0, *_worded([found[r] for r in rows]))
    told = (*told, logit(float(seen.worded.kinds[number + 1])), logit(float(seen.worded.kinds[0])))
    told = (*told, *telling([found[r] for r in rows], number, seen.phrased))
    return [*told, *(float(i == number) for i in range(len(KINDS)))]


def _worded(mentions: Sequence[Span]) -> tuple[float, ...]:
    """Give what the words tell of an entity's spans: its role and any, mean and most; its role at their end; first."""
    role, every, last = ([logit(m.worded[i]) for m in mentions] for i in range(3))
    return (sum(role) / len(role), max(role), sum(every) / len(every), max(every), max(last), role[0])


def report(number: int, seen: Seen) -> float:
    """Give the chance that a report tells of the kind numbered: the encoder's and the words', logits averaged."""
    mean = (logit(float(seen.kinds[number])) + logit(float(seen.worded.kinds[number + 1]))) / 2
    return sigmoid(mean)


def chance(role: str, told: Sequence[float] | Array, weights: Array) -> float:
    """Give the chance that what is told of an entity speaks of its belonging; `weights` has a row for each role."""
    return sigmoid(float(weights[ROLES.index(role)] @ np.asarray(told, dtype=np.float32)))
