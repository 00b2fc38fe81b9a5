"""Connected components over columns: the kernel inside each engine's verb of that name."""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@numba.njit(cache=True, nogil=True)
def _join(parent, a, b):  # type: ignore[no-untyped-def]
    for edge in range(a.size):
        one, other = a[edge], b[edge]
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        while parent[other] != other:
            parent[other] = parent[parent[other]]
            other = parent[other]
        # The least member names a component, so that the order of edges does not matter.
        if one < other:
            parent[other] = one
        else:
            parent[one] = other
    for node in range(parent.size):
        root = node
        while parent[root] != root:
            root = parent[root]
        parent[node] = root


def components(a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Give every number that stands in an edge, and for each the least number that edges join it with."""
    nodes = np.unique(np.concatenate((a, b)))
    parent = np.arange(nodes.size)
    _join(parent, np.searchsorted(nodes, a), np.searchsorted(nodes, b))
    return nodes, nodes[parent]
