"""CoNLL F1 of a clustering of gold mentions: the mean of MUC, B-cubed and CEAF-e, singletons kept.

Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF, entity similarity phi4), and the
CoNLL-2012 shared task for the mean of the three. A clustering is a mapping from mention to cluster name; both
clusterings hold the same mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Clustering = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Scored:
    """F1 of the three measures and their mean, 0 to 1."""

    muc: float
    b_cubed: float
    ceaf_e: float

    @property
    def conll(self) -> float:
        """Give the mean of the three."""
        return (self.muc + self.b_cubed + self.ceaf_e) / 3


def score(gold: Clustering, found: Clustering) -> Scored:
    """Score a clustering against gold. Raises ValueError when they do not hold the same mentions."""
    if gold.keys() != found.keys():
        raise ValueError(f"Expected the same mentions in both clusterings; {len(gold.keys() ^ found.keys())} differ.")
    key, response = _sets(gold), _sets(found)
    return Scored(
        muc=_f1(_muc(key, found), _muc(response, gold)),
        b_cubed=_f1(_b_cubed(key, found), _b_cubed(response, gold)),
        ceaf_e=_ceaf_e(key, response, found),
    )


def _sets(clustering: Clustering) -> list[list[str]]:
    out: dict[Hashable, list[str]] = defaultdict(list)
    for mention, cluster in clustering.items():
        out[cluster].append(mention)
    return list(out.values())


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(clusters: list[list[str]], other: Clustering) -> float:
    """Give the share of links that the other clustering keeps; with no link to keep, 0."""
    kept = sum(len(c) - len({other[m] for m in c}) for c in clusters)
    links = sum(len(c) - 1 for c in clusters)
    return kept / links if links else 0.0


def _b_cubed(clusters: list[list[str]], other: Clustering) -> float:
    """Give the mean share of a mention's cluster that the other clustering holds together with it."""
    total = sum(n * n / len(c) for c in clusters for n in Counter(other[m] for m in c).values())
    mentions = sum(len(c) for c in clusters)
    return total / mentions if mentions else 0.0


def _ceaf_e(key: list[list[str]], response: list[list[str]], found: Clustering) -> float:
    """Give the F1 of the one-to-one pairing of clusters that makes the summed phi4 largest."""
    number = {found[c[0]]: i for i, c in enumerate(response)}
    similar: dict[tuple[int, int], float] = {}
    for i, cluster in enumerate(key):
        for name, shared in Counter(found[m] for m in cluster).items():
            j = number[name]
            similar[i, j] = 2 * shared / (len(cluster) + len(response[j]))
    total = sum(_best_pairing(part) for part in _parts(similar))
    return _f1(total / len(key), total / len(response)) if key else 0.0


def _parts(similar: Mapping[tuple[int, int], float]) -> list[NDArray[np.float64]]:
    """Give the similarities as one matrix for each group of clusters that share mentions."""
    of_row: dict[int, list[int]] = defaultdict(list)
    of_column: dict[int, list[int]] = defaultdict(list)
    for i, j in similar:
        of_row[i].append(j)
        of_column[j].append(i)
    seen: set[int] = set()
    out = []
    for start in of_row:
        if start in seen:
            continue
        rows, columns, open_ = {start}, set[int](), [start]
        while open_:
            for j in of_row[open_.pop()]:
                columns.add(j)
                new = set(of_column[j]) - rows
                rows |= new
                open_ += new
        seen |= rows
        out.append(np.array([[similar.get((i, j), 0.0) for j in sorted(columns)] for i in sorted(rows)]))
    return out


def _best_pairing(similar: NDArray[np.float64]) -> float:
    """Give the largest sum of a one-to-one pairing of rows and columns (Hungarian method with potentials)."""
    cost = -(similar if similar.shape[0] <= similar.shape[1] else similar.T)
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, -1)
    for row in range(rows):
        least, came_from = np.full(columns, np.inf), np.full(columns, -1)
        done = np.zeros(columns, dtype=bool)
        at, column = row, -1
        while True:
            reduced = cost[at] - row_price[at] - column_price
            better = ~done & (reduced < least)
            least[better], came_from[better] = reduced[better], column
            column = int(np.argmin(np.where(done, np.inf, least)))
            step = least[column]
            # The prices of everything on the tree move by the step, so that the next edge costs nothing.
            tree = done.copy()
            row_price[row] += step
            row_price[owner[tree]] += step
            column_price[tree] -= step
            least[~tree] -= step
            done[column] = True
            if owner[column] < 0:
                break
            at = int(owner[column])
        while column >= 0:
            before = int(came_from[column])
            owner[column] = owner[before] if before >= 0 else row
            column = before
    taken = np.flatnonzero(owner >= 0)
    return float(-cost[owner[taken], taken].sum())
