"""Tokens to vectors: each gets the mean of what the shared encoder makes of its pieces in their paragraph."""

from __future__ import annotations

import numpy as np

from counterclaim.encoder import LONGEST, WIDTH, Array, embedded, pieces, trunk
from counterclaim.encoder.wordpiece import END, START
from counterclaim.extract.attribution.columns import Window


def vectors(text: str, window: Window) -> Array:
    """Give a vector for each token of a window: a row of zeros where the encoder has no piece of it.

    A window of more pieces than the encoder takes is encoded part by part.
    """
    held = trunk()
    start, end = int(window.spans[0, 0]), int(window.spans[-1, 1])
    cut = pieces(text[start:end], held.vocabulary)
    marks = held.vocabulary[START], held.vocabulary[END]
    room = LONGEST - len(marks)
    rows = [
        embedded((marks[0], *cut.ids[at : at + room], marks[1]))[1:-1] for at in range(0, len(cut.ids), room)
    ]  # fmt: skip
    if not rows:
        return np.zeros((len(window.spans), WIDTH), dtype=np.float32)
    sums = np.concatenate([np.zeros((1, WIDTH)), np.cumsum(np.concatenate(rows), axis=0, dtype=np.float64)])
    spans = window.spans - start
    first = np.searchsorted(np.array(cut.ends), spans[:, 0], side="right")
    after = np.maximum(np.searchsorted(np.array(cut.starts), spans[:, 1], side="left"), first)
    count = np.maximum(after - first, 1)[:, None]
    return np.asarray((sums[after] - sums[first]) / count, dtype=np.float32)
