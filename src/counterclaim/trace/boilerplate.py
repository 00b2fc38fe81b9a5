"""What an outlet stamps on everything: heads and tails that texts share which share nothing else.

A tail is boilerplate when several texts end in the same words and most of them, compared with one another, have nothing
else in common; a wire copied in full ends alike too, but its carriers share the rest as well.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from counterclaim.trace import kernels
from counterclaim.trace.columns import Columns, Ints

#: Texts alike in this many words at an end are looked at together.
PROBE = 8
#: So many texts make a habit.
CARRIERS_MIN = 4
#: Boilerplate is this long at most, in words.
LONGEST = 200
#: Pairs looked at for each group of texts.
LOOKED_AT = 12
#: The share of the looked-at pairs that must have nothing else in common.
UNRELATED = 0.5
#: Shared shingles outside the end, from which on two texts have something in common.
COMMON_MIN = 3


def heads_and_tails(columns: Columns) -> tuple[Ints, Ints]:
    """Give for each text how many words of boilerplate stand at its head and at its tail."""
    tails = _ends(columns, kernels.shared_tail, at_end=True)
    return _ends(columns, kernels.shared_head, at_end=False), tails


def _ends(columns: Columns, shared: Callable[..., int], *, at_end: bool) -> Ints:
    counts = columns.counts
    out = np.zeros(counts.size, np.int64)
    long = np.flatnonzero(counts >= PROBE)
    if long.size < CARRIERS_MIN:
        return out
    at = columns.first[long + 1] - PROBE if at_end else columns.first[long]
    probe = np.zeros(long.size, np.uint64)
    for step in range(PROBE):
        probe = probe * np.uint64(0x9E3779B97F4A7C15) + columns.word[at + step]
    order = np.argsort(probe, kind="stable")
    edges = np.flatnonzero(np.concatenate(([True], np.diff(probe[order]) != 0, [True])))
    for begin, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if stop - begin >= CARRIERS_MIN:
            _group(columns, np.sort(long[order[begin:stop]]), shared, out, at_end=at_end)
    return out


def _group(columns: Columns, texts: Ints, shared: Callable[..., int], out: Ints, *, at_end: bool) -> None:
    """Set the boilerplate of texts that end (or start) in the same words, where it is a habit."""
    places = np.unique(np.linspace(0, texts.size - 2, LOOKED_AT).astype(np.int64))
    lengths, unrelated = [], 0
    for a, b in zip(texts[places].tolist(), texts[places + 1].tolist(), strict=True):
        length = shared(columns.first, columns.word, a, b, LONGEST + 1)
        if length <= LONGEST and _common(columns, a, b, length, at_end=at_end) < COMMON_MIN:
            unrelated += 1
            lengths.append(length)
    if unrelated < UNRELATED * places.size or not lengths:
        return
    # Between unrelated texts every length would do; the middle one is not misled by a chance agreement.
    length = int(np.median(lengths))
    # What makes up most of its texts is what they say, under headlines of their own.
    if 2 * length > float(np.median(columns.counts[texts])):
        return
    whole = texts[columns.counts[texts] > length]
    out[whole] = length


def _common(columns: Columns, a: int, b: int, length: int, *, at_end: bool) -> int:
    """Give how many shingles two texts share outside their common end, up to `COMMON_MIN`."""
    head, tail = (0, length) if at_end else (length, 0)
    low_a, high_a, low_b, high_b = (int(columns.first[t]) for t in (a, a + 1, b, b + 1))
    return int(kernels.common(columns.word, low_a + head, high_a - tail, low_b + head, high_b - tail, COMMON_MIN))
