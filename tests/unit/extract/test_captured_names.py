"""Who is captured is somebody, unless the report shows the name to be a place's: no name leaves as a town's."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_voices import claims_of

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers captured Velkuna in a raid on his house in Lomva on 3 March 2026, residents said.",
        "The army captured Brenko, who had led the rebels for ten years, the ministry said.",
    ],
)
def test_a_lone_name_that_was_captured_is_no_town(text: str) -> None:
    assert not [c for c in claims_of(text) if c.aspect is Aspect.CONTROL]
    assert not {c.place.name for c in claims_of(text) if c.place is not None} & {"Velkuna", "Brenko"}


def test_a_name_that_the_report_uses_as_a_place_changed_hands() -> None:
    text = "Fighting raged in Velm. Rebels captured Velm on Monday."
    assert [c.value for c in claims_of(text) if c.aspect is Aspect.CONTROL] == ["rebels"]
