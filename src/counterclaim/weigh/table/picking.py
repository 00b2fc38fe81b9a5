"""Which answer is the best of an object, and whether it is decided: likely enough, and more than one voice."""

from __future__ import annotations

import numba
import numpy as np

from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints, bounds

#: Below this probability an answer is not decided,
DECIDED_MIN = 0.5
#: nor where fewer origins say it,
ORIGINS_MIN = 2
#: nor where fewer voices are left of them.
VOICES_MIN = 1.5


def origins(table: ClaimTable, root: Ints) -> Ints:
    """Give how many origins assert each value."""
    return np.asarray(_different(table.value_starts, table.denied, root[table.source], root.size))


@numba.njit(cache=True, nogil=True)
def _different(edges: Ints, denied: Bools, root: Ints, count: int) -> Ints:  # pragma: no cover - compiled
    met, out = np.full(count, -1, np.int64), np.zeros(edges.size - 1, np.int64)
    for v in range(out.size):
        for k in range(edges[v], edges[v + 1]):
            if not denied[k] and met[root[k]] != v:
                met[root[k]] = v
                out[v] += 1
    return out


def decided(probability: Floats, heard: Ints, voices: Floats, best: Ints) -> Bools:
    """Tell which objects' best answers are likely enough and more than one voice."""
    if not probability.size:
        return np.zeros(best.size, np.bool_)
    enough = (probability >= DECIDED_MIN) & (heard >= ORIGINS_MIN) & (voices >= VOICES_MIN)
    return (best >= 0) & enough[best]


def pick(table: ClaimTable, probability: Floats, voices: Floats) -> Ints:
    """Give each object's most probable value, -1 without one; ties go to more voices, then to the first by its words.

    Values that are only denied are never picked.
    """
    said = np.zeros(table.name.size, np.bool_)
    said[table.value[~table.denied]] = True
    shown = np.round(np.where(said, probability, -1.0), 12)
    best = np.full(len(table.objects), -1, np.int64)
    if shown.size:
        starts = table.object_starts
        sizes = np.diff(starts)
        top = np.flatnonzero(shown == np.repeat(np.maximum.reduceat(shown, starts[:-1]), sizes))
        top = top[said[top]]
        top = top[np.lexsort((top, -np.round(voices[top], 9), table.value_object[top]))]
        top = top[bounds(table.value_object[top])[:-1]] if top.size else top
        best[table.value_object[top]] = top
    return best
