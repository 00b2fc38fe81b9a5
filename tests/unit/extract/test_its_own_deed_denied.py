"""Who bears arms and denies a deed denies having done it; whose land was hit denies that it was."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import said

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The rebels denied the attack on Velno.", "rebels"),
        ("The army denied the shelling of Velno.", "army"),
        ("Russia denied a missile strike on Velno.", "Russia"),
    ],
)
def test_who_could_have_done_it_denies_its_part(text: str, who: str) -> None:
    """“The rebels denied the attack” leaves open that there was one."""
    assert said(text, Aspect.PERPETRATOR) == [(who, "deny", who)]
    assert said(text, Aspect.OCCURRENCE) == []


@pytest.mark.parametrize(
    "text",
    ["The mayor denied the attack on Velno.", "Syria denied a strike on Aleppo.", "Russia denied any attack on Velno."],
)
def test_who_denies_that_it_happened(text: str) -> None:
    """A mayor, and whoever's own land was hit, denies the attack itself; so does who denies any."""
    assert [s[1] for s in said(text, Aspect.OCCURRENCE)] == ["deny"]


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("The army accused the Front of killings.", {"assert"}),
        ("There was not enough evidence that the army shelled Velno, a panel said.", {"question"}),
        ("Asked whether the army had shelled Velno, a spokesman said no.", {"deny"}),
    ],
)
def test_how_a_charge_is_told(text: str, stances: set[str]) -> None:
    """Charged, left open, denied."""
    assert {s[1] for s in said(text, Aspect.PERPETRATOR)} == stances
