"""Sums by key: as a dictionary sums them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim import tally


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 2**64 - 1) | st.integers(0, 9), st.integers(-5, 99)), max_size=200))
def test_sums_are_those_of_a_dictionary(rows: list[tuple[int, int]]) -> None:
    """Each key comes once, with the sum of its values; key 0 and the largest are keys like others."""
    expected: dict[int, int] = {}
    for key, value in rows:
        expected[key] = expected.get(key, 0) + value
    columns = np.array([k for k, _ in rows], np.uint64), np.array([v for _, v in rows], np.int64)
    found, sums = tally.tallied([columns])
    assert found.size == len(expected)
    assert dict(zip(found.tolist(), sums.tolist(), strict=True)) == expected


def test_many_runs_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """However rows are spread, the sums are the same."""
    key = np.random.default_rng(3).integers(0, 500, 20_000).astype(np.uint64) << np.uint64(32)
    expected = dict(zip(*(c.tolist() for c in tally.tallied([(key, np.arange(key.size))])), strict=True))
    monkeypatch.setattr(tally, "_RUN_ROWS", 16)
    assert dict(zip(*(c.tolist() for c in tally.tallied([(key, np.arange(key.size))])), strict=True)) == expected


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(-3, 40) | st.integers(-(2**40), 2**40), min_size=1, max_size=200))
def test_rows_are_in_order_and_equal_ones_as_they_came(keys: list[int]) -> None:
    """Counted where values are few and sorted where they are not, the order is the one that Python's sort gives."""
    assert tally.in_order(np.array(keys)).tolist() == sorted(range(len(keys)), key=keys.__getitem__)
