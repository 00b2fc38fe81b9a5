"""Fits the identity kernel on the training topics of ECB+: `python -m evals.ecb.train [DATA]` prints coefficients.

First it cross-validates over topics (four folds) for a few thresholds, then it fits on all training topics. The
development topics take no part. Deterministic.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.align.gather import gather
from counterclaim.align.identity import FEATURES, NEGLIGIBLE, Kernel
from counterclaim.align.topics import Topics
from evals import alignment, clusters, ecb, sets

FOLDS = 4
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4)
#: Strength of the pull of each coefficient towards nought (ridge); the intercept is free.
RIDGE = 1.0
ROUNDS = 40


class Fold:
    """One fold: its kernel, its candidate pairs, their features and whether they are one event."""

    def __init__(self, given: alignment.Body) -> None:
        self.given = given
        self.kernel = Kernel(given.mentions, Topics(given.words))
        self.pairs = list(self.kernel.pairs())
        self.features = np.array([self.kernel.features(i, j) for i, j in self.pairs])
        gold = [given.gold[m.id] for m in self.kernel.mentions]
        self.one = np.array([gold[i] == gold[j] for i, j in self.pairs])

    def conll(self, weights: NDArray[np.float64], threshold: float, setting: str) -> float:
        """Score this fold with given weights."""
        chances = 1 / (1 + np.exp(-(self.features @ weights[1:] + weights[0])))
        ids = [m.id for m in self.kernel.mentions]
        group = [self.given.groups[setting][m.document] for m in self.kernel.mentions]
        kept = {
            (i, j): float(p)
            for (i, j), p in zip(self.pairs, chances, strict=True)
            if p >= NEGLIGIBLE and group[i] == group[j]
        }
        found = {ids[i]: n for n, c in enumerate(gather(len(ids), kept, threshold)) for i in c}
        return 100 * clusters.score(self.given.gold, found).conll


def fit(folds: list[Fold]) -> NDArray[np.float64]:
    """Give intercept and coefficients of a ridge logistic regression (Newton's method)."""
    x = np.concatenate([f.features for f in folds])
    x = np.column_stack([np.ones(len(x)), x])
    y = np.concatenate([f.one for f in folds]).astype(float)
    pull = RIDGE * np.diag([0.0] + [1.0] * len(FEATURES))
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + pull @ weights
        step = np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + pull, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def folds_of(given: alignment.Body) -> list[Fold]:
    """Part a body by topic, every fourth topic to one fold."""
    topics = sorted(set(given.groups["topic"].values()), key=int)
    out = []
    for number in range(FOLDS):
        mine = {d for d, t in given.groups["topic"].items() if t in topics[number::FOLDS]}
        mentions = tuple(m for m in given.mentions if m.document in mine)
        out.append(
            Fold(
                alignment.Body(
                    mentions,
                    {m.id: given.gold[m.id] for m in mentions},
                    {d: w for d, w in given.words.items() if d in mine},
                    given.groups,
                )
            )
        )
    return out


def main() -> None:
    """Cross-validate, fit, print."""
    data = sets.folder("ecb", Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    folds = folds_of(ecb.read("train", data))
    weights = [fit([f for f in folds if f is not held]) for held in folds]
    for threshold in THRESHOLDS:
        means = [
            float(np.mean([f.conll(w, threshold, setting) for f, w in zip(folds, weights, strict=True)]))
            for setting in ("corpus", "subtopic")
        ]
        print(f"threshold {threshold}: corpus {means[0]:.1f}, subtopic {means[1]:.1f} (cross-validated)")
    final = fit(folds)
    print(f"INTERCEPT = {final[0]:.2f}")
    for name, value in zip(FEATURES, final[1:], strict=True):
        print(f'    "{name}": {value:.2f},')


if __name__ == "__main__":
    main()
