"""Words to days: clear forms are read, forms with two readings never."""

from __future__ import annotations

import pytest

from counterclaim.errors import UsageError
from counterclaim.receive import supplied
from counterclaim.receive.dates import period, reading
from counterclaim.records.extent import TimeRange

DAY = TimeRange("2016-03-27", "2016-03-27", True)


@pytest.mark.parametrize(
    "words",
    ["2016-03-27", "2016-03-27T10:00Z", "2016-3-27 10:00", "2016-03-27T23:30:00.5-05:00", "2016/03/27", "20160327",
     "27 March 2016", "March 27, 2016", "27.03.2016", "03/27/2016", "27-March-2016",
     "Sun, 27 Mar 2016 23:30:00 -0500",
     "27th of March, 2016", "2016 March 27", "27 марта 2016 г.",
     "27 de marzo de 2016", "٢٧ مارس ٢٠١٦", "2016年3月27日"],
)  # fmt: skip
def test_one_day_written_in_many_ways(words: str) -> None:
    """A day that can be read one way only is read, as the day written there."""
    assert period(words) == DAY


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [("2016", "2016-01-01", "2016-12-31"), ("2016-02", "2016-02-01", "2016-02-29"),
     ("March 2016", "2016-03-01", "2016-03-31")],
)  # fmt: skip
def test_months_and_years_are_ranges(words: str, start: str, end: str) -> None:
    """A month or a year is all its days, and not precise."""
    assert period(words) == TimeRange(start, end, False)


@pytest.mark.parametrize("words", ["03/04/2016", "3.4.2016", "Sun 03/04/2016 10:00", "27/03/16"])
def test_two_readings_are_none(words: str) -> None:
    """A day that could be another day is not guessed, and the reason is given."""
    when, why = reading(words)
    assert when is None
    assert "may be" in why
    assert words in why


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "31.02.2016", "2016-13-40", "0000-01-01", "1459036800", "27-28 March 2016",
     "2016-03-27 to 2016-03-29", "27.03.2016 - 29.03.2016", "in 2016", "27 March", "x" * 9_999],
)  # fmt: skip
def test_other_words_name_no_day(words: str) -> None:
    """Impossible days, ranges and words without a year give none."""
    assert period(words) is None


def test_supplied_values_are_checked() -> None:
    """The user's own date and language are read in the same way, and refused when they cannot be told."""
    given = supplied("27 March 2016", None, None, "Arabic")
    assert (given.published, given.language) == (DAY, "ar")
    with pytest.raises(UsageError, match="day or month first"):
        supplied("03/04/2016", None, None, None)
    with pytest.raises(UsageError, match="Klingon"):
        supplied(None, None, None, "Klingon")


@pytest.mark.parametrize("words", ["0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31"])
def test_what_programs_write_for_no_day_is_no_day(words: str) -> None:
    """Days are counted back from it, and one report must not stop a case."""
    found, why = reading(words)
    assert found is None
    assert "programs write" in why
