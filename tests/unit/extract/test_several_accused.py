"""Several accused at once, denials without "that", and tolls that nobody says; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Stance

SCHOOL = "Shells hit a school in Tarsk on 10 March 2031, killing six children, the governor said. "


def doers(words: str, stance: Stance) -> set[tuple[str, str]]:
    """Give who says of whom that it did or did not do it, in a sentence after the shelling of a school."""
    return {(c.originator.name, c.value) for c in after(words) if c.aspect is Aspect.PERPETRATOR and c.stance is stance}


def after(words: str) -> list[Claim]:
    """Give the claims of a sentence that stands after the shelling of a school."""
    return [c for c in claims_of(SCHOOL + words) if c.start >= len(SCHOOL)]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The governor accused the Velan Front and its gunners of shelling the school.", {"Velan Front"}),
        ("The governor accused the Velan Front and the army of shelling the school.", {"Velan Front", "army"}),
        ("The governor accused the Velan Front and its allies of the shelling.", {"Velan Front"}),
    ],
)
def test_each_of_several_accused_did_it(words: str, named: set[str]) -> None:
    """The charge hangs on the accusing, not on the last of those accused, who was then no doer at all."""
    assert doers(words, Stance.ASSERT) == {("governor", name) for name in named}


@pytest.mark.parametrize(
    "words",
    [
        "A spokesman for the Velan Front denied the Front and its gunners shelled the school.",
        "A spokesman for the Velan Front denied the Front and its gunners had shelled the school.",
        "The Velan Front denied its rockets and its gunners had hit the school.",
    ],
)
def test_several_who_are_denied_without_that_did_not_do_it(words: str) -> None:
    """It is a denial, and never the report's own word that they did."""
    assert doers(words, Stance.DENY) == {("Velan Front", "Velan Front")}
    assert not doers(words, Stance.ASSERT)


def test_a_second_verb_after_and_is_no_denial() -> None:
    """Who denied the charge and shelled again did shell."""
    assert {name for _, name in doers("The army denied the charge and shelled the school again.", Stance.ASSERT)} == {
        "army"
    }


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The toll from the strike on the market reported that 12 people had died.", "Harbour Post"),
        ("The toll reported that 12 people had died.", "Harbour Post"),
        ("A toll from the ministry showed that 12 people had died.", "ministry"),
    ],
)
def test_neither_a_strike_nor_its_toll_speaks(words: str, who: str) -> None:
    """A toll is the word of whoever made it, and of the report where nobody is named."""
    assert {c.originator.name for c in claims_of(words) if c.aspect is Aspect.COUNT} == {who}
