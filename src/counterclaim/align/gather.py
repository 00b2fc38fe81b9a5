"""Average-link gathering: the two clusters most alike join, again and again, while nothing speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heapify, heappop, heappush

Refusal = Callable[[list[int], list[int]], bool]


def gather(
    count: int, scores: Mapping[tuple[int, int], float], threshold: float, refuse: Refusal | None = None
) -> list[list[int]]:
    """Give the clusters of items 0 … count-1, each sorted, in the order of their first item.

    `scores` holds the similarity of pairs, 0 for those it lacks; two clusters are as alike as their pairs on average.
    `refuse` says whether two clusters must stay apart whatever their score. Ties go to the lower numbers, so that the
    result depends on the numbering alone.
    """
    members = {i: [i] for i in range(count)}
    links: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), value in scores.items():
        links[i][j] = links[j][i] = value
    heap = [(-v, i, j) for i, row in links.items() for j, v in row.items() if i < j and v >= threshold]
    heapify(heap)
    while heap:
        value, a, b = heappop(heap)
        if b not in links.get(a, {}) or -value != _average(links, members, a, b):
            continue  # One of the two has grown since.
        if refuse and refuse(members[a], members[b]):
            del links[a][b], links[b][a]
            continue
        members[a] = sorted(members[a] + members.pop(b))
        for other, total in links.pop(b).items():
            del links[other][b]
            if other != a:
                links[a][other] = links[other][a] = links[a].get(other, 0.0) + total
        for other in links[a]:
            joined = _average(links, members, a, other)
            if joined >= threshold:
                heappush(heap, (-joined, min(a, other), max(a, other)))
    return sorted(members.values())


def _average(links: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> float:
    return links[a][b] / (len(members[a]) * len(members[b]))
