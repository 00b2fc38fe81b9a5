"""Accuracy, exact and by ancestor, and calibration of a settled table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from counterclaim.weigh.table import ClaimTable, answers, claim_table
from evals.truth.peers import beside
from evals.truth.tables import Question

BINS = 10
#: How often questions are drawn to see what chance makes of a calibration error.
DRAWN = 300


def best_words(table: ClaimTable, best: np.ndarray) -> list[str]:
    """Give each object's best answer in words, empty without one."""
    # The table makes its words anew each time it is asked for them.
    values = table.values
    return [values[b] if b >= 0 else "" for b in best.tolist()]


def score(asked: Question) -> Mapping[str, float]:
    """Settle a table as the product does and score it; a source's second claim on an object counts like its first."""
    table = claim_table(asked.rows)
    wider = asked.generality(table)
    found = answers(table, generality=lambda _: wider)
    place, words = {name: n for n, name in enumerate(table.objects)}, best_words(table, found.best)
    exact, wide, sure, decided = [], [], [], []
    for name, right in asked.gold.items():
        at = place.get(name)
        best = int(found.best[at]) if at is not None else -1
        value = words[at] if at is not None and best >= 0 else None
        exact.append(value is not None and value == (right[0] if right else None))
        wide.append(value is not None and value in right)
        sure.append(float(found.probability[best]) if best >= 0 else 0.0)
        decided.append(at is not None and bool(found.decided[at]))
    if asked.gold and any(len(r) > 1 and asked.kind == "numbers" for r in asked.gold.values()):
        exact = wide
    told = np.array(decided, np.bool_)
    return {
        "exact_accuracy": float(np.mean(exact)),
        "ancestor_accuracy": float(np.mean(wide)),
        "ece": calibration_error(np.array(sure)[told], np.array(exact, np.bool_)[told]),
        "ece_by_chance": by_chance(np.array(sure)[told]),
        "decided": float(told.mean()),
        **beside(table, asked.gold, wider, asked.kind),
    }


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    """Give the expected calibration error: how far apart certainty and accuracy are, over ten bins, weighted."""
    if not sure.size:
        return 0.0
    where = np.minimum((sure * BINS).astype(np.int64), BINS - 1)
    apart = [
        abs(float(sure[where == b].mean()) - float(right[where == b].mean())) * float((where == b).sum())
        for b in range(BINS)
        if (where == b).any()
    ]
    return sum(apart) / sure.size


def by_chance(sure: np.ndarray) -> float:
    """Give the calibration error of who is right exactly as often as it is sure, on as many questions, on average."""
    draw = np.random.default_rng(0)
    return float(np.mean([calibration_error(sure, draw.random(sure.size) < sure) for _ in range(DRAWN)]))
