# ruff: noqa: PLR0913 - compiled functions take columns
"""Sums by key over columns, compiled: rows are spread over short runs by bits of their key, and each run is summed in a
small table, so that millions of keys are summed without sorting them."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
#: Rows in a run: its table stays near the processor.
_RUN_ROWS = 16_384
_BITS_MAX = 10
#: Values of a key that are counted rather than sorted, however few rows there are.
_FEW = 1_024
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@numba.njit(cache=True, nogil=True)
def _spread(key, value, bits, begins, keys, values):  # type: ignore[no-untyped-def]
    """Put rows together by the first bits of their mixed key."""
    shift = np.uint64(64 - bits)
    for at in range(key.size):
        begins[np.int64((key[at] * _GOLDEN) >> shift) + 1] += 1
    for run in range(begins.size - 1):
        begins[run + 1] += begins[run]
    at_run = begins[:-1].copy()
    for at in range(key.size):
        which = np.int64((key[at] * _GOLDEN) >> shift)
        keys[at_run[which]], values[at_run[which]] = key[at], value[at]
        at_run[which] += 1


@numba.njit(cache=True, nogil=True)
def _sum(begins, keys, values, bits, slots, sums):  # type: ignore[no-untyped-def]
    """Sum each run; keys move together in front, with their sums beside. Gives how many there are."""
    count = 0
    for run in range(begins.size - 1):
        low, high = begins[run], begins[run + 1]
        size, shift = 16, 60 - bits
        while size < 2 * (high - low):
            size, shift = 2 * size, shift - 1
        slots[:size] = -1
        mask = np.uint64(size - 1)
        for at in range(low, high):
            key = keys[at]
            slot = ((key * _GOLDEN) >> np.uint64(max(0, shift))) & mask
            while slots[slot] >= 0 and keys[slots[slot]] != key:
                slot = (slot + np.uint64(1)) & mask
            if slots[slot] < 0:
                slots[slot] = count
                keys[count], sums[count] = key, values[at]
                count += 1
            else:
                sums[slots[slot]] += values[at]
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


def in_order(key: npt.NDArray[np.integer[Any]]) -> Ints:
    """Give the rows in order of a key of whole numbers, equal ones as they come; few values are counted, not sorted."""
    least, most = int(key.min()), int(key.max())
    if most - least >= max(_FEW, key.size):
        return np.argsort(key, kind="stable")
    begins, order = np.zeros(most - least + 2, np.int64), np.empty(key.size, np.int64)
    _counted_order(key, least, begins, order)
    return order


def tallied(key: Hashes, value: Ints) -> tuple[Hashes, Ints]:
    """Give each key once with the sum of its values, in an order that depends on the rows alone."""
    bits = min(_BITS_MAX, max(1, int(key.size // _RUN_ROWS).bit_length()))
    begins, keys, values = np.zeros((1 << bits) + 1, np.int64), np.empty_like(key), np.empty_like(value)
    _spread(key, value, bits, begins, keys, values)
    longest = int(np.diff(begins).max())
    slots = np.empty(1 << max(4, (2 * longest).bit_length()), np.int64)
    sums = np.empty(key.size, np.int64)
    count = _sum(begins, keys, values, bits, slots, sums)
    return keys[:count].copy(), sums[:count].copy()
