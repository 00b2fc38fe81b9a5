"""Some of many who are found dead count, and what moves has no wings for children. All texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.words import Aspect, Measure
from counterclaim.settings import Settings


@pytest.mark.parametrize(
    "text",
    [
        "Two of the hostages were found dead in Lom.",
        "Two of those taken were found dead near the river on Saturday, relatives said.",
        "Two of them were missing for days and are feared dead; two of the hostages were found dead.",
    ],
)
def test_some_of_many_are_counted_dead(text: str) -> None:
    """The state stands behind whom they are some of."""
    report = a_report(text, day="2024-06-20")
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    assert "2 killed (unknown)" in {c.value for c in found if c.measure is Measure.KILLED}


def test_a_part_of_a_building_is_no_jet() -> None:
    """Of what was told last, a wing for children is none of a jet's."""
    text = (
        "An air strike hit the hospital in Dorn on Monday, the ministry said. A surgeon said he had seen two jets. "
        "The wing for children was destroyed, he added."
    )
    report = a_report(text, day="2024-06-20")
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    assert {c.asset for c in found if c.aspect in {Aspect.DAMAGE, Aspect.OCCURRENCE}} <= {None, "hospital"}
