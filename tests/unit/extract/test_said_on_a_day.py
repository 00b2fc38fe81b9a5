"""The day of a saying is not that of the act, and whom somebody blames is no place. All texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Stance
from counterclaim.settings import Settings

TOLD = "Shells hit the market in Velno on Friday, the mayor said. "


def _claims(text: str) -> tuple[Claim, ...]:
    report = a_report(text, day="2024-05-04")
    return RuleExtractor().claims(report, read.passages(report, Settings()))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Orsk army on Saturday denied shelling the market in Velno.", None),
        ("The army denied on Saturday shelling the market in Velno.", None),
        ("The army denied shelling the market in Velno on Friday.", "2024-05-03"),
        ("The army on Saturday denied it was behind the shelling of the market on Friday.", "2024-05-03"),
    ],
)
def test_a_denial_has_a_day_of_its_own(text: str, day: str | None) -> None:
    """Only a day that the act has dates it; the denial stays one wherever its day stands."""
    claims = _claims(text)
    (one,) = (c for c in claims if c.stance is Stance.DENY)
    # Who denies being behind a shelling takes it for granted: that it was is then the report's own.
    assert {c.originator.name for c in claims if c is not one} == ({"Harbour Post"} if "behind" in text else set())
    assert (one.stance, one.aspect) == (Stance.DENY, Aspect.PERPETRATOR)
    assert (one.time.start if one.time is not None else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "The brigade said Orsk was behind the attack.",
        "The brigade blamed Orsk for the attack.",
        "The brigade blamed the attack on Orsk.",
        "The brigade accused Orsk of firing them from across the river.",
    ],
)
def test_a_town_that_is_blamed_is_a_party(text: str) -> None:
    """It did it, and it is not where it was."""
    (one,) = [c for c in _claims(TOLD + text) if c.aspect is Aspect.PERPETRATOR]
    assert (one.value, one.originator.name) == ("Orsk", "brigade")
    assert (one.place and one.place.name, one.time and one.time.start) == ("Velno", "2024-05-03")


def test_who_fired_the_shells_told_before_is_left_open_of_that_act() -> None:
    """ "The shells" are those told before."""
    text = TOLD + "The monitors could not establish who fired the shells."
    (one,) = [c for c in _claims(text) if c.aspect is Aspect.PERPETRATOR]
    assert (one.stance, one.time is not None and one.time.start) == (Stance.QUESTION, "2024-05-03")
