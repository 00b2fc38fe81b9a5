"""The tagger: what the encoder, the parse and the rules know of each token, to the best labels of a window.

A narrow stack of dilated convolutions (Yu and Koltun 2016) over the shared encoder's vectors and over what each column
says, run in NumPy. Its weights are made by `python -m evals.weights`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array, gelu, normalised, read_arrays, unpack
from counterclaim.errors import ModelMismatch
from counterclaim.extract.attribution.columns import COLUMNS, Window
from counterclaim.extract.attribution.labels import LABELS, best
from counterclaim.extract.attribution.vectors import vectors

#: How far to each side each convolution looks, in tokens.
REACH = (1, 3, 9)
#: What a column says falls into one of this many places; place 0 is "nothing".
PLACES = 512
#: What is added to the first label of each role, so that few lessons do not make the tagger too shy of it; chosen on
#: articles of PolNeAR train.
LEANING = (1.5, 1.0, 1.5)
SHIPPED = "attribution.npz"
SHIPPED_SHA256 = "9b758cd49ef146e04a3e510f791bc51c2cde27c8f0dce869332187b7bc1d4115"
#: Names a file with other weights, such as those that `python -m evals.polnear.train` makes.
OTHER = "COUNTERCLAIM_ATTRIBUTION_WEIGHTS"


@dataclass(frozen=True)
class Weights:
    """What training left, by name: of each learner N, which differ only in where they began, `N.` and one of these.

    `columns` (a row for each place of each column), `inward` and `outward` (to the labels) with `*_bias`, `norm`, for
    each convolution `turn.N`, `turn.N_bias`, `turn.N_norm`, and `steps` from label to label (Lample and others 2016).
    """

    arrays: Mapping[str, Array]

    @cached_property
    def learners(self) -> dict[str, Array]:
        """Give what the learners know, by name, one behind the other, so that they are asked together."""
        parted: dict[str, list[Array]] = {}
        for name in sorted(self.arrays):
            parted.setdefault(name.partition(".")[2], []).append(self.arrays[name])
        return {name: np.stack(held) for name, held in parted.items()}

    def scores(self, seen: Array, places: NDArray[np.int64]) -> Array:
        """Give a score for each label of each token, from its vector and the places of its columns.

        It is the mean of what the learners say.
        """
        held = self.learners
        said = held["columns"][:, places].reshape(-1, len(places), held["columns"].shape[-1] * places.shape[1])
        x = np.concatenate([np.broadcast_to(seen, (len(said), *seen.shape)), said], axis=2)
        x = normalised(x @ held["inward"] + held["inward_bias"][:, None], _norm(held["norm"]))
        for n, reach in enumerate(REACH):
            near = np.zeros((*x.shape[:2], 3, x.shape[2]), dtype=np.float32)
            near[:, reach:, 0], near[:, :, 1] = x[:, :-reach], x
            near[:, : max(x.shape[1] - reach, 0), 2] = x[:, reach:]
            turned = near.reshape(*x.shape[:2], -1) @ held[f"turn.{n}"] + held[f"turn.{n}_bias"][:, None]
            x = normalised(x + gelu(turned), _norm(held[f"turn.{n}_norm"]))
        return np.asarray(np.mean(x @ held["outward"] + held["outward_bias"][:, None], axis=0), dtype=np.float32)

    @property
    def steps(self) -> Array:
        """Give a score for each step from a token's label to the next one's: the mean over the learners."""
        return np.asarray(np.mean(self.learners["steps"], axis=0))


def _norm(held: Array) -> Array:
    """Give the scales and shifts of all learners, each a row for all tokens."""
    return held.transpose(1, 0, 2)[:, :, None]


def places(window: Window) -> NDArray[np.int64]:
    """Give where each column of each token stands in the table of columns."""
    found = np.where(window.columns > 0, 1 + window.columns % np.uint64(PLACES - 1), 0).astype(np.int64)
    return found + PLACES * np.arange(len(COLUMNS))


def silent(window: Window) -> bool:
    """Tell whether a window has neither a word of saying nor a quotation mark, so that nothing is said in it."""
    return not window.columns[:, [COLUMNS.index("cue"), COLUMNS.index("mark")]].any()


def tag(text: str, window: Window, weights: Weights) -> list[int]:
    """Give the label of each token of a window; a silent one is not encoded."""
    if silent(window):
        return [0] * len(window.spans)
    scores = weights.scores(vectors(text, window), places(window))
    scores[:, 1::2] += np.array(LEANING, dtype=np.float32)
    return best(np.round(scores, 4), weights.steps)


@cache
def load(path: str | None = None) -> Weights:
    """Load the shipped weights, or those in the file that `path` or COUNTERCLAIM_ATTRIBUTION_WEIGHTS names.

    Raises ModelMismatch when the shipped file is not the recorded one, or the other is not there or of another shape.
    """
    path = path or os.environ.get(OTHER)
    if not path:
        raw = (files(__package__) / SHIPPED).read_bytes()
        return Weights(read_arrays(raw, SHIPPED_SHA256, f"extract/attribution/{SHIPPED}"))
    if not Path(path).is_file():
        raise ModelMismatch(f"weights in the file that {OTHER} names", "no such file", "Unset it, or make the file.")
    made = Weights(unpack(Path(path).read_bytes()))
    fits = {"columns": (PLACES * len(COLUMNS),), "outward_bias": (LABELS,)}
    shape = {rest: held.shape[:1] for name, held in made.arrays.items() if (rest := name.partition(".")[2]) in fits}
    if shape != fits:
        said = f"in {path} {shape or 'no weights of this tagger'}"
        raise ModelMismatch(f"weights for {len(COLUMNS)} columns and {LABELS} labels", said, "Make the file again.")
    return made
