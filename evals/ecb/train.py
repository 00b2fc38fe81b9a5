"""Fits the identity kernel: `python -m evals.ecb.train [DATA]` prints coefficients.

It reads the training topics of ECB+ and the English, Spanish and Italian files of MEANTIME; the development topics of
ECB+ take no part. There are two sets of figures: for documents of which nothing is known, all pairs are learned from;
for documents known to tell of one subject, those inside a subtopic of ECB+ and inside a document of MEANTIME. First it
cross-validates for a few thresholds (four folds: every fourth topic of ECB+ and one part of MEANTIME, in all its
languages, are held out together), then it fits on everything. Deterministic.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.align.fitted import FEATURES
from counterclaim.align.gather import gather
from counterclaim.align.identity import NEGLIGIBLE, Kernel
from counterclaim.align.topics import Topics
from evals import alignment, clusters, ecb, meantime, sets

FOLDS = 4
LANGUAGES = ("en", "es", "it")
#: A pair of MEANTIME counts as this many of ECB+, which has many times its pairs.
WEIGHT = 5.0
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4)
#: Strength of the pull of each coefficient towards nought (ridge); the intercept is free.
RIDGE = 1.0
ROUNDS = 40
#: The setting whose pairs each set of figures is learned from, and those that it serves.
KINDS = {"ANY": ("corpus", ("corpus", "topic")), "ONE_SUBJECT": ("subtopic", ("subtopic",))}


class Fold:
    """One fold: its kernel, its candidate pairs, their features and whether they are one event."""

    def __init__(self, given: alignment.Body, weight: float) -> None:
        self.given, self.weight = given, weight
        self.kernel = Kernel(given.mentions, Topics(given.words, given.words.__getitem__))
        self.pairs = list(self.kernel.pairs())
        self.features = np.array([self.kernel.features(i, j) for i, j in self.pairs]).reshape(-1, len(FEATURES))
        gold = [given.gold[m.id] for m in self.kernel.mentions]
        self.one = np.array([gold[i] == gold[j] for i, j in self.pairs], dtype=bool)

    def inside(self, setting: str) -> NDArray[np.bool_]:
        """Say of each pair whether its documents are of one group."""
        group = [self.given.groups[setting][m.document] for m in self.kernel.mentions]
        return np.array([group[i] == group[j] for i, j in self.pairs], dtype=bool)

    def conll(self, weights: NDArray[np.float64], threshold: float, setting: str) -> float:
        """Score this fold with given weights."""
        chances = 1 / (1 + np.exp(-(self.features @ weights[1:] + weights[0])))
        ids = [m.id for m in self.kernel.mentions]
        kept = {
            pair: float(p)
            for pair, p, inside in zip(self.pairs, chances, self.inside(setting), strict=True)
            if inside and p >= NEGLIGIBLE
        }
        found = {ids[i]: n for n, c in enumerate(gather(len(ids), kept, threshold)) for i in c}
        return 100 * clusters.score(self.given.gold, found).conll


def fit(folds: Sequence[Fold], setting: str) -> NDArray[np.float64]:
    """Give intercept and coefficients of a ridge logistic regression (Newton's method) on the pairs of a setting."""
    kept = [f.inside(setting) for f in folds]
    x = np.concatenate([f.features[k] for f, k in zip(folds, kept, strict=True)])
    x = np.column_stack([np.ones(len(x)), x])
    y = np.concatenate([f.one[k] for f, k in zip(folds, kept, strict=True)]).astype(float)
    weight = np.concatenate([np.full(int(k.sum()), f.weight) for f, k in zip(folds, kept, strict=True)])
    pull = RIDGE * np.diag([0.0] + [1.0] * len(FEATURES))
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (weight * (chance - y)) + pull @ weights
        step = np.linalg.solve((x * (weight * chance * (1 - chance))[:, None]).T @ x + pull, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def part(given: alignment.Body, groups: Sequence[str], weight: float) -> Fold:
    """Give the fold that holds some coarse groups of a body."""
    mine = {d for d, t in given.groups["topic"].items() if t in groups}
    mentions = tuple(m for m in given.mentions if m.document in mine)
    gold = {m.id: given.gold[m.id] for m in mentions}
    return Fold(
        alignment.Body(mentions, gold, {d: given.words[d] for d in given.words if d in mine}, given.groups), weight
    )


def folds_of(given: alignment.Body, weight: float = 1.0) -> list[Fold]:
    """Part a body by its coarse groups, every fourth to one fold."""
    groups = sorted(set(given.groups["topic"].values()))
    return [part(given, groups[number::FOLDS], weight) for number in range(FOLDS)]


def main() -> None:
    """Cross-validate, fit, print."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    bodies = [ecb.read("train", sets.folder("ecb", root))]
    bodies += [meantime.read(lang, sets.folder("meantime", root)) for lang in LANGUAGES]
    parted = [folds_of(b, WEIGHT if n else 1.0) for n, b in enumerate(bodies)]
    for name, (learned, served) in KINDS.items():
        others = [[f for body in parted for n, f in enumerate(body) if n != held] for held in range(FOLDS)]
        weights = [fit(folds, learned) for folds in others]
        for threshold in THRESHOLDS:
            words = [
                f"{body} {setting} {np.mean(_scores(folds, weights, threshold, setting)):.1f}"
                for body, folds in zip(("ecb", *LANGUAGES), parted, strict=True)
                for setting in served
            ]
            print(f"{name}, threshold {threshold}, cross-validated: {', '.join(words)}", flush=True)
        final = fit([f for body in parted for f in body], learned)
        print(f"{name}: intercept {final[0]:.2f}")
        for feature, value in zip(FEATURES, final[1:], strict=True):
            print(f'        "{feature}": {value:.2f},')


def _scores(
    folds: Sequence[Fold], weights: Sequence[NDArray[np.float64]], threshold: float, setting: str
) -> list[float]:
    """Give the score of each fold that has mentions, with the weights that have not seen it."""
    return [f.conll(w, threshold, setting) for f, w in zip(folds, weights, strict=True) if f.given.gold]


if __name__ == "__main__":
    main()
