"""Ranges and how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.extent import NumberRange, written


@given(st.integers(0, 10**7), st.integers(0, 10**4), st.booleans())
def test_what_is_written_is_read_back(low: int, more: int, open_side: bool) -> None:
    """A range that is closed, or open above, comes back from its own words; "at least 0" has none."""
    numbers = NumberRange(low, None if open_side else low + more)
    assert written(numbers.words()) == (None if open_side and not low else numbers)


@pytest.mark.parametrize("words", ["", "many", "5-3", "about 3-5", "at least", "3 people", "-3", "1e5"])
def test_other_words_are_no_range(words: str) -> None:
    """What is not written as a range is none."""
    assert written(words) is None


def test_about_and_up_to() -> None:
    """An approximate number keeps the number; "up to" begins at nothing."""
    assert written("About 450") == NumberRange(405, 495, 450)
    assert written("up to 1,200") == NumberRange(0, 1200, 1200)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("more than 100", 101, None), ("fewer than 20", 0, 19), ("up to 30", 0, 30), ("about 450", 405, 495)],
)
def test_the_words_keep_the_number_that_was_said(words: str, low: int, high: int | None) -> None:
    """Arithmetic counts whole people; the reader sees the number that the source named."""
    numbers = written(words)
    assert numbers is not None
    assert (numbers.low, numbers.high, numbers.words()) == (low, high, words)
