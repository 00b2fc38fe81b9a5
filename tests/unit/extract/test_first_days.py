"""A report of the first days that a calendar has: no arithmetic of days goes past them. The text is invented."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.extent import TimeRange
from counterclaim.settings import Settings


def test_days_before_the_first_are_none() -> None:
    report = replace(a_report("Rebels shelled Lom yesterday."), published=TimeRange("0001-01-01", "0001-01-01", True))
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    assert found
    assert all(claim.time is None for claim in found)
