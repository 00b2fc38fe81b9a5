"""Sums of shared shingles by pair of texts, and the numbers that name pairs and shingles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterclaim.trace import reuse
from counterclaim.trace.columns import Hashes, Ints

#: Kept shingles: their hash, and the number of a text.
SEGMENT = pa.schema({"key": pa.int64(), "n": pa.int64()})


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sorted pairs, and how many kept shingles each shares."""

    pair: Hashes
    hits: Ints


def added_up(parts: Sequence[tuple[Hashes, Ints]]) -> Sums:
    """Give each pair of all parts once, with the sum of its hits."""
    pair = np.concatenate([np.zeros(0, np.uint64), *(p for p, _ in parts)])
    hits = np.concatenate([np.zeros(0, np.int64), *(h for _, h in parts)])
    order = np.argsort(pair, kind="stable")
    return Sums(*reuse.summed(pair[order], hits[order]))


def among(items: npt.NDArray[Any], known: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Say of each item whether it is among known ones, sorted; the nearer to sorted the items are, the faster."""
    if not known.size:
        return np.zeros(items.size, np.bool_)
    found: npt.NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, items), known.size - 1)] == items
    return found


def hits_of(pair: Hashes, sums: Sums) -> Ints:
    """Give what sums say of some pairs, 0 of those they do not hold."""
    if not sums.pair.size:
        return np.zeros(pair.size, np.int64)
    at = np.minimum(np.searchsorted(sums.pair, pair), sums.pair.size - 1)
    return np.where(sums.pair[at] == pair, sums.hits[at], 0)


def holds(pair: Hashes, texts: Ints) -> npt.NDArray[np.bool_]:
    """Say of each pair whether one of some texts, sorted, is in it."""
    a, b = reuse.split(pair)
    return among(a, texts) | among(b, texts)


def moved(pair: Hashes, at: Ints) -> Hashes:
    """Give pairs of places as pairs of numbers; the later one stays in front."""
    a, b = reuse.split(pair)
    moved: Hashes = (at[b].astype(np.uint64) << np.uint64(32)) | at[a].astype(np.uint64)
    return moved


def keys_of(part: Ints, entry: Hashes) -> Ints:
    """Give one number for each entry of some parts, in the order of shingles."""
    return (part.astype(np.int64) << 31) | (entry >> np.uint64(32)).astype(np.int64)


def keyed(table: pa.Table, at: Ints) -> pa.Table:
    """Give the entries of a table, in places, by shingle and number of text, `SEGMENT`."""
    part, entry = table["part"].to_numpy(), table["entry"].to_numpy().view(np.uint64)
    entry = (entry & ~reuse.PLACE) | at[(entry & reuse.PLACE).astype(np.int64)].astype(np.uint64)
    # Parts stand in order: one number is sorted in each, where the library is quickest.
    for low, high in pairwise([0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), part.size]):
        entry[low:high].sort()
    return pa.table([keys_of(part, entry), (entry & reuse.PLACE).astype(np.int64)], schema=SEGMENT)


def duplicates_of(key: Hashes, at: Ints) -> Hashes:
    """Pair every text with the first of the same words, in numbers; `at` gives the number at each place."""
    return moved(reuse.duplicates(key[at]), at)


def pair_of(table: pa.Table) -> Hashes:
    """Give the pairs of a table with the columns `a` and `b`."""
    a, b = (table[name].to_numpy().astype(np.uint64) for name in ("a", "b"))
    pair: Hashes = (b << np.uint64(32)) | a
    return pair


def only(lists: Any, words: npt.NDArray[np.uint32]) -> Any:
    """Give lists of words with only those that are among some, sorted."""
    offsets = lists.offsets.to_numpy()
    values = lists.values.to_numpy()
    keep = among(values, words)
    before = np.concatenate(([0], np.cumsum(keep)))
    return pa.ListArray.from_arrays(pa.array(before[offsets].astype(np.int32)), pa.array(values[keep]))
