"""A claim table in columns, sorted by object and value, so that every group is a slice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimTable:
    """Claims as columns, one row a claim, sorted by object, value and source; each row stands once.

    `source`, `value`, `object` and `denied` have one entry a claim; `value_object` one a value, ascending. Names stand
    in `sources`, `objects`, `values`, each sorted, so that ids are a function of the names alone.
    """

    sources: tuple[str, ...]
    objects: tuple[str, ...]
    values: tuple[str, ...]
    source: Ints
    value: Ints
    denied: Bools
    value_object: Ints

    @property
    def object(self) -> Ints:
        """Give each claim's object."""
        return self.value_object[self.value]


def claim_table(rows: Sequence[tuple[str, str, str, bool]]) -> ClaimTable:
    """Give the table of rows (source, object, value, denied); a row given twice counts once."""
    unique = sorted(set(rows), key=lambda r: (r[1], r[2], r[0], r[3]))
    sources = sorted({r[0] for r in unique})
    objects = sorted({r[1] for r in unique})
    pairs = sorted({(r[1], r[2]) for r in unique})
    source_of = {name: n for n, name in enumerate(sources)}
    object_of = {name: n for n, name in enumerate(objects)}
    value_of = {pair: n for n, pair in enumerate(pairs)}
    return ClaimTable(
        tuple(sources),
        tuple(objects),
        tuple(value for _, value in pairs),
        np.array([source_of[r[0]] for r in unique], np.int64),
        np.array([value_of[r[1], r[2]] for r in unique], np.int64),
        np.array([r[3] for r in unique], np.bool_),
        np.array([object_of[o] for o, _ in pairs], np.int64),
    )


def bounds(group: Ints) -> Ints:
    """Give where each run of equal numbers starts in a sorted column, and its length at the end."""
    if not group.size:
        return np.zeros(1, np.int64)
    return np.concatenate(([0], np.flatnonzero(np.diff(group)) + 1, [group.size])).astype(np.int64)


#: Index pairs made at a time; bounds the memory of a step.
PAIRS_AT_ONCE = 4_000_000


def pairs_within(group: Ints, most: int) -> Iterator[tuple[Ints, Ints]]:
    """Give all pairs of positions (first, second) in the same run of a sorted column, in pieces.

    A run longer than `most` gives the pairs of `most` of its members, evenly spread: the work per run is bounded.
    """
    edges = bounds(group)
    sizes = np.diff(edges)
    for size in np.unique(sizes[sizes > 1]).tolist():
        starts = edges[:-1][sizes == size]
        places = np.arange(size) if size <= most else np.linspace(0, size - 1, most).astype(np.int64)
        first, second = np.triu_indices(places.size, 1)
        step = max(1, PAIRS_AT_ONCE // first.size)
        for at in range(0, starts.size, step):
            base = starts[at : at + step, None]
            yield (base + places[first]).ravel(), (base + places[second]).ravel()
