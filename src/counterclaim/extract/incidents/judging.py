"""How surely an entity belongs to an incident of a kind: all that the heads say of its spans, weighed together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import Entity
from counterclaim.extract.incidents.spans import DAY, ROLES, Span

#: Names of what is weighed; `KINDS` follow, one of which is 1.
EVIDENCE = (
    *("tagged", "tagged at most", "kind", "kind at most", "report", "times", "first", "words", "beside", "always"),
    *("worded", "worded at most", "worded in any role", "in any role at most", "last word at most", "worded first"),
    *("report worded", "report worded of any kind"),
)
_CLIP = 7.0


def evidence(entity: Entity, number: int, seen: Seen, found: Sequence[Span], asked: Asked) -> list[float]:
    """Give what is known of an entity and the kind numbered: `EVIDENCE` in order, then the kind as 0s and a 1."""
    rows = list(entity.rows)
    tagged = [found[r].sure for r in rows]
    kinds = asked.kinds[rows, number]
    others = [i for i, s in enumerate(found) if i not in rows and s.role != DAY and asked.kinds[i, number] > 0.5]
    beside = float(asked.pairs["incident"][np.ix_(rows, others)].max()) if others else 0.0
    tag_chances = (_logit(sum(tagged) / len(rows)), _logit(max(tagged)))
    kind_chances = (_logit(float(kinds.mean())), _logit(float(kinds.max())), _logit(float(seen.kinds[number])))
    sizes = [float(np.log1p(n)) for n in (len(rows), found[rows[0]].first, len(entity.words.split()))]
    told = (*tag_chances, *kind_chances, *sizes, beside, 1.0, *_worded([found[r] for r in rows]))
    told = (*told, _logit(float(seen.worded.kinds[number + 1])), _logit(float(seen.worded.kinds[0])))
    return [*told, *(float(i == number) for i in range(len(KINDS)))]


def _worded(mentions: Sequence[Span]) -> tuple[float, ...]:
    """Give what the words tell of an entity's spans: its role and any, mean and most; its role at their end; first."""
    role, every, last = ([_logit(m.worded[i]) for m in mentions] for i in range(3))
    return (sum(role) / len(role), max(role), sum(every) / len(every), max(every), max(last), role[0])


def report(number: int, seen: Seen) -> float:
    """Give the chance that a report tells of the kind numbered: the encoder's and the words', logits averaged."""
    mean = (_logit(float(seen.kinds[number])) + _logit(float(seen.worded.kinds[number + 1]))) / 2
    return 1 / (1 + float(np.exp(-mean)))


def _logit(chance: float) -> float:
    clipped = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.clip(np.log(clipped / (1 - clipped)), -_CLIP, _CLIP))


def chance(entity: Entity, told: Sequence[float], judge: Array) -> float:
    """Give the chance that what is told of an entity speaks of its belonging; `judge` has a row for each role."""
    total = float(judge[ROLES.index(entity.role)] @ np.asarray(told, dtype=np.float32))
    return 1 / (1 + float(np.exp(-total)))
