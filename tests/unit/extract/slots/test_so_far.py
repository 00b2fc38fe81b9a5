"""Days that end a number, years of undated reports, times that the parser hangs elsewhere: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect


def days(text: str, aspect: Aspect, value: str) -> list[tuple[str, str] | None]:
    """Give the days of the claims of one aspect whose value has a word."""
    found = [c for c in claims_of(text) if c.aspect is aspect and value in c.value]
    return [(c.time.start, c.time.end) if c.time else None for c in found]


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        (
            "On 9 March 2016 rebels shelled Lom, with 32 soldiers killed by the next day.",
            "32 killed",
            ("2016-03-09", "2016-03-10"),
        ),
        (
            "On 9 March 2016 rebels shelled Lom. As of 14 March, 80 air strikes and 200 rockets had hit the town.",
            "200 rockets",
            ("2016-03-09", "2016-03-14"),
        ),
        ("On 9 March 2016 rebels shelled Lom. On 14 March, 32 soldiers were killed.", "32 killed", ("2016-03-14",) * 2),
        (
            "In May 2015 fighting took place at Lom between 18 and 20 May, leaving 48 soldiers dead.",
            "48 killed",
            ("2015-05-18", "2015-05-20"),
        ),
    ],
)
def test_a_number_reached_by_a_day_is_of_all_days_up_to_it(text: str, value: str, told: tuple[str, str]) -> None:
    """A number "by" or "as of" a day goes back to the day told before it; one "on" a day is of that day."""
    assert days(text, Aspect.COUNT, value) == [told]


def test_a_bare_date_is_of_the_year_named_before_it() -> None:
    """The year that a sentence names after a bare date is another's."""
    text = "On 10 May 2006 rebels shelled Lom. He was kidnapped on 6 May, and had shot two men in October 2005."
    assert days(text, Aspect.OCCURRENCE, "abduction") == [("2006-05-06", "2006-05-06")]
