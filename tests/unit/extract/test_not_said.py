"""Sayings that nobody made, and charges that were wrong, assert nothing; the texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


@pytest.mark.parametrize(
    "text",
    [
        "The army stopped short of admitting that it shelled the school.",
        "The army is far from admitting that it shelled the school.",
        "The UN stopped short of accusing the army of shelling the school.",
        "Nobody believes that the army shelled the school.",
        "Nobody blamed the army for the shelling of the school.",
        "The army was wrongly accused of shelling the school, the UN said.",
        "The army was falsely blamed for the shelling of the school.",
        "The UN pretended that the army had shelled the school, residents said.",
    ],
)
def test_nobody_is_charged(text: str) -> None:
    """Who did it is asserted by nobody, the report least of all."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]
    assert not [c for c in found if c.stance in {Stance.ASSERT, Stance.CONCEDE}]


def test_it_is_out_of_the_question() -> None:
    """Who says so denies it."""
    text = "It is out of the question that the army shelled the school, the ministry said."
    assert {c.stance for c in claims_of(text)} == {Stance.DENY}
