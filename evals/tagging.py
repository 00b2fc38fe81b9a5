"""Training of the attribution tagger: an averaged structured perceptron, the same weights for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.features import features
from counterclaim.extract.attribution.model import LABELS, ROLES, Weights, best
from counterclaim.extract.attribution.saying import Saying

ROUNDS = 6
#: A feature seen on fewer tokens than this is left out.
SEEN_MIN = 3
#: An order of the windows for each round; fixed, so that the weights can be made again.
SEED = 20161108
#: The greatest weight is written as this whole number; the least ones become 0.
WHOLE = 127


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window with the labels it should get."""

    window: Window
    labels: NDArray[np.int8]


def labels(spans: NDArray[np.int64], marked: Iterable[Saying]) -> NDArray[np.int8]:
    """Give each token the label of the marked span that it touches, the first of a span its first label."""
    out = np.zeros(len(spans), dtype=np.int8)
    for one in marked:
        for role, name in enumerate(ROLES):
            for start, end in getattr(one, name):
                inside = np.nonzero((spans[:, 0] < end) & (spans[:, 1] > start))[0]
                if len(inside):
                    out[inside] = 2 * role + 2
                    if spans[inside[0], 0] >= start:
                        out[inside[0]] = 2 * role + 1
    return out


def learn(lessons: Sequence[Lesson], rounds: int = ROUNDS, seen_min: int = SEEN_MIN, margin: float = 1.0) -> Weights:
    """Learn weights from lessons; the weights are the average over all steps, cut to whole numbers of 8 bits.

    A wrong label costs `margin` while learning, so that the right sequence wins by a distance.
    """
    found = [features(one.window) for one in lessons]
    keys, counts = np.unique(np.concatenate([f.ravel() for f in found]), return_counts=True)
    keys = keys[counts >= seen_min]
    places = []
    for table in found:
        at = np.searchsorted(keys, table)
        at[at == len(keys)] = 0
        at[keys[at] != table] = -1
        places.append((at + 1).astype(np.int32))
    del found
    rows = np.zeros((len(keys) + 1, LABELS), dtype=np.float32)
    steps = np.zeros((LABELS, LABELS), dtype=np.float32)
    rows_sum, steps_sum, step = np.zeros_like(rows), np.zeros_like(steps), 1
    order = np.random.default_rng(SEED)
    everyone = np.arange(LABELS)
    for _ in range(rounds):
        for n in order.permutation(len(lessons)):
            at, right = places[n], lessons[n].labels
            scores = rows[at].sum(axis=1) + margin * (everyone != right[:, None])
            said = np.array(best(scores.astype(np.float32), steps), dtype=np.int8)
            wrong = np.nonzero(said != right)[0]
            if len(wrong):
                change = np.zeros((len(wrong), LABELS), dtype=np.float32)
                change[np.arange(len(wrong)), right[wrong]] += 1
                change[np.arange(len(wrong)), said[wrong]] -= 1
                spread = np.repeat(change, at.shape[1], axis=0)
                np.add.at(rows, at[wrong].ravel(), spread)
                np.add.at(rows_sum, at[wrong].ravel(), spread * step)
                moved = np.zeros_like(steps)
                np.add.at(moved, (right[:-1], right[1:]), 1)
                np.add.at(moved, (said[:-1], said[1:]), -1)
                steps += moved
                steps_sum += moved * step
                rows[0] = 0
                rows_sum[0] = 0
            step += 1
    return _whole(keys, (rows - rows_sum / np.float32(step))[1:], steps - steps_sum / np.float32(step))


def _whole(keys: NDArray[np.uint64], rows: NDArray[np.float32], steps: NDArray[np.float32]) -> Weights:
    """Cut weights to 8 bits: the largest in a thousand are clipped; features without weight are left out."""
    top = float(np.quantile(np.abs(rows).max(axis=1), 0.999)) or 1.0
    scale = top / WHOLE
    cut = np.clip(np.round(rows / scale), -WHOLE, WHOLE).astype(np.int8)
    kept = (cut != 0).any(axis=1)
    return Weights(keys[kept], cut[kept], steps.astype(np.float32), scale)
