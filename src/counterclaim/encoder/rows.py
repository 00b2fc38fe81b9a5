"""The likeliest row of labels, where what stands beside what counts too."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def likeliest(scores: NDArray[Any], steps: NDArray[Any]) -> list[int]:
    """Give the row of labels with the greatest sum (Viterbi 1967); of equal ones the first.

    Takes a score for each place (row) and label (column), and one for each label (row) that another (column) follows.
    """
    if not len(scores):
        return []
    now = scores[0]
    back = np.empty(scores.shape, dtype=np.int64)
    for n in range(1, len(scores)):
        ways = now[:, None] + steps
        back[n] = ways.argmax(axis=0)
        now = ways.max(axis=0) + scores[n]
    row = [int(now.argmax())]
    for n in range(len(scores) - 1, 0, -1):
        row.append(int(back[n, row[-1]]))
    return row[::-1]
