"""Compiled steps of text reuse beside their plain meaning."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.trace import kernels, odd, shingles


def quoted_in(flags: list[bool], place: tuple[int, int], text: tuple[int, int]) -> tuple[int, int]:
    """Say it word by word: a quotation that goes on three words beyond a place does not lie there whole."""
    (low, high), (first, last) = place, text
    begin, end = low, high
    if low - 3 >= first and all(flags[low - 3 : low]):
        while begin < high and flags[begin]:
            begin += 1
    if high + 3 <= last and all(flags[high : high + 3]):
        while end > begin and flags[end - 1]:
            end -= 1
    return sum(flags[low:high]), sum(flags[begin:end])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.booleans(), min_size=12, max_size=40), st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_words_in_quotations_are_those_between_their_bounds(flags: list[bool], ends: list[int]) -> None:
    """Counted by bounds as word by word, wherever the place and the text begin and end."""
    first, low, high, last = sorted(min(end, len(flags)) for end in ends)
    bounds, at = [], 0
    for is_quoted, words in groupby(flags):
        size = len(list(words))
        bounds += [at, at + size] if is_quoted else []
        at += size
    found = kernels.quoted_in(np.array(bounds, np.int32), low, high, first, last)
    assert found == quoted_in(flags, (low, high), (first, last))


@pytest.mark.parametrize(("carriers", "ranges"), [(1, 16), (40, 2), (3_000, 64), (3_000, 4_096)])
def test_entries_are_put_in_order(carriers: int, ranges: int) -> None:
    """By shingle and place, with shingles that one carries and such that all do, in any order before."""
    draw = np.random.default_rng(carriers)
    shingle = np.concatenate((draw.integers(0, 2**31, 500), np.repeat(draw.integers(0, 2**31, 2), carriers)))
    entry = (shingle.astype(np.uint64) << np.uint64(32)) | draw.integers(0, 2**32, shingle.size, np.uint64)
    out = np.empty_like(entry)
    shingles.ordered(entry, np.empty(ranges + 1, np.int32), out)
    assert out.tolist() == sorted(entry.tolist())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 6) | st.integers(0, 2**32 - 1), max_size=300), st.sampled_from([1, 4, 64]))
def test_what_occurs_once_is_counted_once(words: list[int], held: int) -> None:
    """However few words are held at once, those whose counts add up to 1 are those that occur once."""
    found, counts = np.empty(len(words) + held, np.uint32), np.empty(len(words) + held, np.uint8)
    room = np.empty(held, np.uint32), np.empty(held, np.uint8)
    count = odd.counted(np.array(words, np.uint32), *room, found, counts)
    sums: Counter[int] = Counter()
    for word, many in zip(found[:count].tolist(), counts[:count].tolist(), strict=True):
        sums[word] += many
    assert set(sums) == set(words)
    assert {w for w, many in sums.items() if many == 1} == {w for w, many in Counter(words).items() if many == 1}
