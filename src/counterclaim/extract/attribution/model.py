"""Weights: load them checked, give each token of a window its best label, and turn labels into spans."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.canonical import digest
from counterclaim.errors import ModelMismatch
from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.features import features

#: A first token of a role has an odd label, the tokens that follow it the next even one; 0 is outside all roles.
ROLES = ("source", "cue", "content")
LABELS = 1 + 2 * len(ROLES)
SHIPPED = "attribution.npz"
SHIPPED_SHA256 = "1ef6cecdbc65d0e0ad60ba45ea8062bbe2bd892d1a75351c8eb8a5a4266aa7cd"
#: Names a file with other weights, such as those that `python -m evals.polnear.train` makes.
OTHER = "COUNTERCLAIM_ATTRIBUTION_WEIGHTS"


@dataclass(frozen=True, slots=True)
class Weights:
    """What training left: `keys` are features in rising order, `rows` their weight for each label, `steps` from label
    to label; weights are whole numbers of one common scale.
    """

    keys: NDArray[np.uint64]
    rows: NDArray[np.int8]
    steps: NDArray[np.float32]
    scale: float
    outside: float = 0.0

    def scores(self, found: NDArray[np.uint64]) -> NDArray[np.float32]:
        """Give a score for each token and label; features that training did not keep count nothing."""
        at = np.searchsorted(self.keys, found)
        at[at == len(self.keys)] = 0
        kept = self.keys[at] == found
        total = (self.rows[at] * kept[..., None]).sum(axis=1, dtype=np.int32)
        scaled: NDArray[np.float32] = (total * self.scale).astype(np.float32)
        return scaled


def best(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> list[int]:
    """Give the best sequence of labels (Viterbi); a token inside a role follows one of the same role."""
    if not len(scores):
        return []
    steps = np.where(_allowed(), steps, np.float32(-1e6))
    now = scores[0] + np.where(_starts(), np.float32(0), np.float32(-1e6))
    back = np.empty((len(scores), LABELS), dtype=np.int8)
    for n in range(1, len(scores)):
        paths = now[:, None] + steps
        back[n] = paths.argmax(axis=0)
        now = paths.max(axis=0) + scores[n]
    labels = [int(now.argmax())]
    for n in range(len(scores) - 1, 0, -1):
        labels.append(int(back[n, labels[-1]]))
    return labels[::-1]


@cache
def _allowed() -> NDArray[np.bool_]:
    """Tell which label may follow which: an even one only its own odd one or itself."""
    ok = np.ones((LABELS, LABELS), dtype=bool)
    for label in range(2, LABELS, 2):
        ok[:, label] = False
        ok[[label - 1, label], label] = True
    return ok


@cache
def _starts() -> NDArray[np.bool_]:
    """Tell which label a window may start with: all, since a quotation may go on from the paragraph before."""
    return np.ones(LABELS, dtype=bool)


def tag(window: Window, weights: Weights) -> list[int]:
    """Give the label of each token of a window; `weights.outside` is taken off the label outside all roles."""
    scores = weights.scores(features(window))
    scores[:, 0] -= weights.outside
    return best(scores, weights.steps)


def pieces(labels: list[int]) -> list[tuple[int, int, int]]:
    """Turn labels into (role, first token, after-last token), in order."""
    found: list[tuple[int, int, int]] = []
    for n, label in enumerate(labels):
        role = (label - 1) // 2
        if label and label % 2 == 0 and found and found[-1][2] == n and found[-1][0] == role:
            found[-1] = (role, found[-1][1], n + 1)
        elif label:
            found.append((role, n, n + 1))
    return found


def dump(weights: Weights) -> bytes:
    """Write weights as one compressed file, the same bytes for the same weights."""
    out = io.BytesIO()
    np.savez_compressed(
        out,
        keys=weights.keys,
        rows=weights.rows,
        steps=weights.steps,
        scale=np.float64(weights.scale),
        outside=np.float64(weights.outside),
    )
    return out.getvalue()


@cache
def load(path: str | None = None) -> Weights:
    """Load the shipped weights, or those in the file that `path` or COUNTERCLAIM_ATTRIBUTION_WEIGHTS names.

    Raises ModelMismatch when the shipped file is not the recorded one, or the other is not there.
    """
    path = path or os.environ.get(OTHER)
    if path:
        if not Path(path).is_file():
            raise ModelMismatch(
                f"weights in the file that {OTHER} names", "no such file", "Unset it, or make the file."
            )
        raw = Path(path).read_bytes()
    else:
        raw = (files("counterclaim.extract.attribution") / SHIPPED).read_bytes()
        if digest(raw) != SHIPPED_SHA256:
            raise ModelMismatch(f"{SHIPPED} with SHA-256 {SHIPPED_SHA256}", digest(raw), "Reinstall counterclaim.")
    held = np.load(io.BytesIO(raw), allow_pickle=False)
    return Weights(held["keys"], held["rows"], held["steps"], float(held["scale"]), float(held["outside"]))
