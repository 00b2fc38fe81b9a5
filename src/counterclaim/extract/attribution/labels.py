"""Labels of tokens: the best lawful sequence under a score for each, and the spans that a sequence draws."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder.rows import likeliest

#: A first token of a role has an odd label, the tokens that follow it the next even one; 0 is outside all roles.
ROLES = ("source", "cue", "content")
LABELS = 1 + 2 * len(ROLES)


def best(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> list[int]:
    """Give the sequence of labels with the greatest sum (Viterbi); a token inside a role follows one of the same role.

    Takes a score for each token's label, and one for each label (row) that another (column) follows. A window may start
    with any label, since a quotation may go on from the paragraph before.
    """
    return likeliest(scores, np.where(allowed(), steps, np.float32(-1e6)))


@cache
def allowed() -> NDArray[np.bool_]:
    """Tell which label may follow which: an even one only its own odd one or itself."""
    ok = np.ones((LABELS, LABELS), dtype=bool)
    for label in range(2, LABELS, 2):
        ok[:, label] = False
        ok[[label - 1, label], label] = True
    return ok


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
