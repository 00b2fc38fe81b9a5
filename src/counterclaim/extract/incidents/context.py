"""An entity weighed again beside the others of its report: rivals of its role, the surest target, who stands near."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import KINDS, Asked, Seen
from counterclaim.extract.incidents.entities import TARGETS, Entity
from counterclaim.extract.incidents.judging import EVIDENCE, Weights, chance, evidence, report
from counterclaim.extract.incidents.nearness import CLIP, logit
from counterclaim.extract.incidents.spans import SENTENCE_END, Span

#: Names of what is weighed beside the evidence of the entity itself, which follows.
CONTEXT = (
    *("sure", "best rival", "surer rivals", "best target", "pieces to it", "sentences to it", "one incident with it"),
    *("targets in the sentence", "best other in the sentence", "report", "report against other kinds"),
    *("against other kinds", "all targets", "first sentence", "first three sentences"),
)
#: How many sentences apart count as far; logits where there is nobody else, and no link.
_SENTENCES, _NONE, _UNLINKED = 4.0, -5.0, -4.0


def weighed(
    every: Sequence[Entity], weights: Weights, given: tuple[Seen, Sequence[Span], Asked]
) -> NDArray[np.float64]:
    """Give how surely each entity (row) belongs to an incident of each kind (column)."""
    told = evidences(every, given)
    both = np.concatenate([context(every, chances(every, told, weights.judge), given), told], axis=-1)
    return chances(every, both, weights.again)


def evidences(every: Sequence[Entity], given: tuple[Seen, Sequence[Span], Asked]) -> NDArray[np.float64]:
    """Give what is told of each entity (row) with each kind (column)."""
    told = [[evidence(e, n, *given) for n in range(len(KINDS))] for e in every]
    return np.array(told, dtype=np.float64).reshape(len(every), len(KINDS), len(EVIDENCE) + len(KINDS))


def chances(every: Sequence[Entity], told: NDArray[np.float64], weights: Array) -> NDArray[np.float64]:
    """Weigh what is told of each entity with each kind."""
    out = [[chance(e.role, t, weights) for t in rows] for e, rows in zip(every, told, strict=True)]
    return np.array(out, dtype=np.float64).reshape(len(every), len(KINDS))


def context(
    every: Sequence[Entity], sure: NDArray[np.float64], given: tuple[Seen, Sequence[Span], Asked]
) -> NDArray[np.float64]:
    """Give `CONTEXT` of each entity with each kind; `sure` has the chances of a first weighing, kinds in columns."""
    seen, found, asked = given
    clipped = np.clip(sure, 1e-6, 1 - 1e-6)
    logits = np.clip(np.log(clipped / (1 - clipped)), -CLIP, CLIP)
    pieces, sentences, opening = _distances(every, seen, found)
    told = np.array([logit(report(n, seen)) for n in range(len(KINDS))])
    out = np.zeros((len(every), len(KINDS), len(CONTEXT)))
    aimed = [i for i, e in enumerate(every) if e.role in TARGETS]
    for at, one in enumerate(every):
        rivals = [i for i, e in enumerate(every) if i != at and e.role == one.role]
        targets = [i for i in aimed if i != at]
        here = [i for i in range(len(every)) if i != at and sentences[at, i] == 0]
        for n in range(len(KINDS)):
            best = max(targets, key=lambda i, n=n: sure[i, n], default=None)  # type: ignore[misc]
            with_best: tuple[float, ...] = (_NONE, 0.0, 0.0, _UNLINKED)
            if best is not None:
                linked = asked.pairs["incident"][np.ix_(one.rows, every[best].rows)].mean()
                far = (np.log1p(pieces[at, best]), min(_SENTENCES, sentences[at, best]))
                with_best = (logits[best, n], *far, logit(float(linked)))
            out[at, n] = (
                *(logits[at, n], max((logits[i, n] for i in rivals), default=_NONE)),
                *(np.log1p(sum(sure[i, n] > sure[at, n] for i in rivals)), *with_best),
                sum(sure[i, n] for i in here if i in targets),
                max((sure[i, n] for i in here if i not in targets), default=0.0),
                *(told[n], told[n] - np.delete(told, n).max(), logits[at, n] - np.delete(logits[at], n).max()),
                *(np.log1p(sum(sure[i, n] for i in aimed)), opening[at] == 0, opening[at] <= 2),
            )
    return np.clip(out, -CLIP, CLIP)


def _distances(
    every: Sequence[Entity], seen: Seen, found: Sequence[Span]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[int]]:
    """Give the pieces and sentences between the nearest mentions of each two, and the first sentence of each."""
    ends = [m.end() for m in SENTENCE_END.finditer(seen.text)]
    firsts = [np.array([found[r].first for r in e.rows]) for e in every]
    numbers = [np.searchsorted(ends, [found[r].start for r in e.rows], side="right") for e in every]
    pieces, sentences = (
        np.array([[np.abs(np.subtract.outer(a, b)).min() for b in rows] for a in rows], dtype=np.float64)
        for rows in (firsts, numbers)
    )
    return pieces, sentences, [int(n.min()) for n in numbers]
