"""Whose aircraft were not there, told in a report of its own: a denial of the strike there; texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.words import Aspect, Stance
from tests.unit.test_several import aligned

STRUCK = "The Karran army said its aircraft had struck a depot in Osmer on 4 May 2031."


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Karran Defence Minister Odo Hask said that no Karran jet had flown over Osmer on 4 May.", "Karran army"),
        ("The Karran army said its jets had not flown over Osmer that day.", "Karran army"),
        ("The Karran army denied that any of its planes had flown over Osmer.", "Karran army"),
        ('"We did not carry out any strike on Osmer on 4 May," Karran Defence Minister Odo Hask said.',
         "Karran Defence Ministry"),
    ],
)  # fmt: skip
def test_who_was_not_there_denies_the_strike_that_another_report_tells(words: str, who: str) -> None:
    """Both words of one camp stand in one event, the second as a denial of who did it."""
    ((event, claims),) = aligned(STRUCK, words)
    assert len(event.reports) == 2
    denied = {c.value for c in claims if c.aspect is Aspect.PERPETRATOR and c.stance is Stance.DENY}
    assert denied == {who}


@pytest.mark.parametrize(
    "words",
    [
        "The Karran army said its jets had not flown over Lunet on 4 May.",
        "The Karran army said its jets had not flown over Osmer on 19 April.",
    ],
)
def test_of_another_place_or_day_it_denies_no_strike(words: str) -> None:
    """Who was not elsewhere, or not then, says nothing of this strike."""
    for _, claims in aligned(STRUCK, words):
        assert not [c for c in claims if c.aspect is Aspect.PERPETRATOR and c.stance is Stance.DENY]
