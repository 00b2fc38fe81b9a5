"""Where a sentence's own words begin: dashes in it are no dateline's. All texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.settings import Settings


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 16 November, six priests -- five Velans and one Ostran -- were shot in Lom.", "2019-11-16"),
        ("In Lom on 16 November, soldiers -- twelve of them masked -- killed six priests.", "2019-11-16"),
        ("LOM, 20 NOVEMBER (NORLAND AGENCY) -- Rebels killed 12 people in Orst on 16 November.", "2019-11-16"),
        ("TARN CITY (ORSK), 20 NOV 19 (NAO) -- Rebels killed 12 people in Orst on 16 November.", "2019-11-16"),
    ],
)
def test_a_day_before_dashes_counts_unless_it_dates_the_report(text: str, day: str) -> None:
    """Words before two dashes tell when it was; names and a day alone are where and when it was written."""
    report = a_report(text, day="2019-11-20")
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    assert {c.time.start for c in found if c.time is not None} == {day}
