"""Number words become ranges by the conventions of standards 6.6 and 13.4."""

import pytest

from counterclaim.extract.words.numbers import quantities

VECTORS = [
    ("at least 6 people", 6, None),
    ("up to 6 people", 0, 6),
    ("more than 400 men", 401, None),
    ("around 50 fighters", 45, 55),
    ("between 200 and 300 people", 200, 300),
    ("10 to 12 men", 10, 12),
    ("dozens killed", 12, None),
    ("scores hurt", 20, None),
    ("half a million people", 500_000, 500_000),
    ("a quarter of a million people", 250_000, 250_000),
    ("at least three quarters of a million people", 750_000, None),
    ("a third of a million people", 330_000, 340_000),
    ("half a dozen people", 6, 6),
    ("between a quarter of a million and half a million people", 250_000, 500_000),
    ("1.5 million people", 1_500_000, 1_500_000),
    ("two hundred and five men", 205, 205),
    ("two to three thousand", 2000, 3000),
    ("no civilians", 0, 0),
    ("30 or more", 30, None),
    ("2,015 people", 2015, 2015),
]


@pytest.mark.parametrize(("words", "low", "high"), VECTORS)
def test_words_become_a_range(words: str, low: float, high: float | None) -> None:
    """Each phrase gives exactly one range with the bounds of its cue."""
    found = quantities(words)
    assert [(q.range.low, q.range.high) for q in found] == [(low, high)]


@pytest.mark.parametrize("words", ["50% of the houses", "25 per cent of homes", "two-thirds of the town"])
def test_shares_are_percent(words: str) -> None:
    """A share is told from a count by its unit."""
    assert quantities(words)[0].unit == "percent"


@pytest.mark.parametrize("words", ["in 2015", "A-10 aircraft", "at $300"])
def test_what_counts_nothing_is_refused(words: str) -> None:
    """Years, names with digits and money are not counts."""
    assert quantities(words) == ()


def test_offsets_are_exact() -> None:
    """The words of a quantity are the slice of the text."""
    text = "They said at least 12 died."
    (found,) = quantities(text)
    assert text[found.start : found.end] == found.words == "at least 12"


def test_about_a_number_keeps_the_number() -> None:
    """ "About 450" is reckoned with as a range and shown as it was said."""
    (one,) = quantities("about 450 fighters")
    assert (one.range.low, one.range.high, one.range.words()) == (405, 495, "about 450")
