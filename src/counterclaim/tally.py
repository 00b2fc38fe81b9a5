# ruff: noqa: PLR0913 - compiled functions take columns
"""Sums by key over columns, compiled: rows are spread over short runs by bits of their key, and each run is summed in a
small table, so that millions of keys are summed without sorting them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.integer[Any]]
Ints = npt.NDArray[np.int64]
#: Rows in a run: its table stays near the processor.
_RUN_ROWS = 16_384
_BITS_MAX = 10
#: Values of a key that are counted rather than sorted, however few rows there are.
_FEW = 1_024
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@numba.njit(cache=True, nogil=True)
def _sizes(key, bits, size):  # type: ignore[no-untyped-def]
    """Add to how many rows each run has: those whose mixed key begins with the same bits."""
    shift = np.uint64(64 - bits)
    for one in key:
        size[np.int64((np.uint64(one) * _GOLDEN) >> shift)] += 1


@numba.njit(cache=True, nogil=True)
def _spread(key, value, bits, at_run, keys, values):  # type: ignore[no-untyped-def]
    """Put rows into their runs, each after those that stand there."""
    shift = np.uint64(64 - bits)
    for at in range(key.size):
        which = np.int64((np.uint64(key[at]) * _GOLDEN) >> shift)
        keys[at_run[which]], values[at_run[which]] = key[at], value[at]
        at_run[which] += 1


@numba.njit(cache=True, nogil=True)
def _sum(begins, keys, values, bits, slots):  # type: ignore[no-untyped-def]
    """Sum each run; keys and their sums move together in front. Gives how many there are."""
    count = 0
    for run in range(begins.size - 1):
        low, high = begins[run], begins[run + 1]
        size, shift = 16, 60 - bits
        while size < 2 * (high - low):
            size, shift = 2 * size, shift - 1
        slots[:size] = -1
        mask = np.uint64(size - 1)
        for at in range(low, high):
            key, value = keys[at], values[at]
            slot = ((np.uint64(key) * _GOLDEN) >> np.uint64(max(0, shift))) & mask
            while slots[slot] >= 0 and keys[slots[slot]] != key:
                slot = (slot + np.uint64(1)) & mask
            if slots[slot] < 0:
                slots[slot] = count
                keys[count], values[count] = key, value
                count += 1
            else:
                values[slots[slot]] += value
    return count


@numba.njit(cache=True, nogil=True)
def _counted_order(key, least, begins, order):  # type: ignore[no-untyped-def]
    """Fill where rows stand once they are in order of a key whose values are few; equal ones stay as they come."""
    for at in range(key.size):
        begins[np.int64(key[at]) - least + 1] += 1
    for value in range(begins.size - 1):
        begins[value + 1] += begins[value]
    for at in range(key.size):
        value = np.int64(key[at]) - least
        order[begins[value]] = at
        begins[value] += 1


def in_order(key: Whole) -> Ints:
    """Give the rows in order of a key of whole numbers, equal ones as they come; few values are counted, not sorted."""
    least, most = int(key.min()), int(key.max())
    if most - least >= max(_FEW, key.size):
        return np.argsort(key, kind="stable")
    begins, order = np.zeros(most - least + 2, np.int64), np.empty(key.size, np.int64)
    _counted_order(key, least, begins, order)
    return order


def tallied(parts: Sequence[tuple[Whole, Whole]]) -> tuple[Whole, Ints]:
    """Give each key once with the sum of its values, in an order that depends on the rows alone.

    Takes whole numbers in parts, which are read where they stand.
    """
    rows = sum(key.size for key, _ in parts)
    bits = min(_BITS_MAX, max(1, int(rows // _RUN_ROWS).bit_length()))
    size = np.zeros(1 << bits, np.int64)
    for key, _ in parts:
        _sizes(key, bits, size)
    begins = np.concatenate(([0], np.cumsum(size)))
    keys, values, at_run = np.empty(rows, parts[0][0].dtype), np.empty(rows, np.int64), begins[:-1].copy()
    for key, value in parts:
        _spread(key, value, bits, at_run, keys, values)
    slots = np.empty(1 << max(4, (2 * int(size.max())).bit_length()), np.int64)
    count = _sum(begins, keys, values, bits, slots)
    return keys[:count].copy(), values[:count].copy()
