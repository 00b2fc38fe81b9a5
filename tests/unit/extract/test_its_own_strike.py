"""What a party's own strike was aimed at, wherever the words hang it, and who admits it; the texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    "words",
    [
        "The Karran army apologised on Friday for the deaths of 14 civilians in its air strike on the market of Osmer.",
        "The Karran army said it was responsible for the deaths of 14 people in its air strike on the market of Osmer.",
        "The Karran army accepted responsibility for civilian deaths in its air strike on the market of Osmer.",
        "Its air strike on the market of Osmer on 4 March killed 14 civilians, the Karran army admitted.",
    ],
)
def test_an_admitted_strike_keeps_its_target_and_its_doer(words: str) -> None:
    """The deaths are in a strike on the market, and not on the market in a strike."""
    told = [c for c in claims_of(words) if c.aspect is Aspect.OCCURRENCE]
    assert {(c.actor, c.target) for c in told} == {("Karran army", "market")}


def test_the_day_of_a_strike_is_no_target() -> None:
    """"On Friday" stays a day."""  # fmt: skip
    found = claims_of("The Karran army apologised for the deaths of 14 civilians in its air strike on Friday.")
    assert not [c for c in found if c.aspect is Aspect.TARGET]
