"""Time words become day ranges; a relative one without a date of publication stays words."""

import pytest

from counterclaim.extract.words.times import times, year_named
from counterclaim.records.extent import TimeRange

DAY = TimeRange("2016-03-30", "2016-03-30", True)
VECTORS = [
    ("last May", "2015-05-01", "2015-05-31"),
    ("12 and 13 March", "2016-03-12", "2016-03-13"),
    ("March 3-5", "2016-03-03", "2016-03-05"),
    ("from 28 December to 3 January", "2015-12-28", "2016-01-03"),
    ("on Tuesday", "2016-03-29", "2016-03-29"),
    ("yesterday", "2016-03-29", "2016-03-29"),
    ("this month", "2016-03-01", "2016-03-30"),
    ("past month", "2016-02-29", "2016-03-30"),
    ("past week", "2016-03-23", "2016-03-30"),
    ("last month", "2016-02-01", "2016-02-29"),
    ("in recent days", "2016-03-23", "2016-03-30"),
    ("late June 2023", "2023-06-01", "2023-06-30"),
    ("between 3 and 5 December", "2015-12-03", "2015-12-05"),
    ("10 March", "2016-03-10", "2016-03-10"),
    ("in 2015", "2015-01-01", "2015-12-31"),
    ("16 NOV 89", "1989-11-16", "1989-11-16"),
    ("earlier this week", "2016-03-28", "2016-03-30"),
    ("since Sunday", "2016-03-27", "2016-03-30"),
]


@pytest.mark.parametrize(("words", "first", "last"), VECTORS)
def test_words_become_days(words: str, first: str, last: str) -> None:
    """The range counts back from publication and is precise only for one day."""
    (found,) = times(words, DAY)
    assert found.range == TimeRange(first, last, first == last)


@pytest.mark.parametrize("words", ["last May", "yesterday", "in recent days", "on Tuesday", "10 March"])
def test_nothing_is_guessed_without_a_date(words: str) -> None:
    """Without a date of publication the words are kept and no range is given."""
    (found,) = times(words, None)
    assert found.range is None
    assert found.words == words


@pytest.mark.parametrize("words", ["it may have been", "they march on", "31 February 2020"])
def test_no_date_is_made_up(words: str) -> None:
    """Modal verbs and impossible dates give no range."""
    assert all(w.range is None for w in times(words, DAY))


def test_the_next_day() -> None:
    """A day told before tells which day "the next day" is, whatever the day of publication."""
    told = TimeRange("2016-03-14", "2016-03-14", True)
    (following,) = times("The next day it returned.", DAY, None, told)
    assert following.range == TimeRange("2016-03-15", "2016-03-15", True)


@pytest.mark.parametrize("words", ["14 March, 80 shells fell", "14 March 80 shells fell", "14 March, 2,000 fled"])
def test_a_number_after_a_day_is_no_year(words: str) -> None:
    (found,) = times(words, DAY)
    assert found.range == TimeRange("2016-03-14", "2016-03-14", True)


def test_an_undated_report_goes_on_in_the_year_it_named() -> None:
    """Only days take the year; relative words stay open, and a day of publication is the better guide."""
    day, word = times("on 12 March, and yesterday", None, 2014)
    assert (day.range, word.range) == (TimeRange("2014-03-12", "2014-03-12", True), None)
    (dated,) = times("on 12 March", DAY, 2014)
    assert dated.range == TimeRange("2016-03-12", "2016-03-12", True)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("On 9 March 2016, and in 2014", 2016),
        ("The siege (May 2015)", 2015),
        ("They built 2016 houses", None),
        ("", None),
    ],
)
def test_the_year_a_text_names_last(text: str, year: int | None) -> None:
    assert year_named(text) == year


def test_a_night_between_two_days_is_both() -> None:
    """ "Between the night of the 1st and the morning of the 2nd" is one time of two days; two dates apart are two."""
    text = "Between the night of 1 May 2016 and the early morning of 2 May 2016 shells fell."
    (one,) = times(text, None)
    assert one.range == TimeRange("2016-05-01", "2016-05-02", False)
    assert len(times("It began on 1 May 2016 and ended on 2 May 2016.", None)) == 2


def test_days_are_counted_from_the_time_named_before_in_the_sentence() -> None:
    """ "The next day" and "two days later" go on from the last day that the sentence named, else the text."""
    text = "On 12 March they came to Lom, the next day to Karsa, and two days later to Orv."
    days = [w.range.start for w in times(text, DAY) if w.range is not None]
    assert days == ["2016-03-12", "2016-03-13", "2016-03-15"]


def test_a_year_named_in_passing_is_not_the_year_told_of() -> None:
    """Only a date, or a year in front, says of which year a text tells."""
    assert year_named("It was the first attack since 2012.") is None
    assert year_named("In 2015 the fort fell.") == 2015
    assert year_named("The fort fell on 3 May 2015, the first since 2012.") == 2015
