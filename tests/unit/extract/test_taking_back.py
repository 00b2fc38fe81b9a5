"""Who takes an accusation back: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import claims_of, rows_of

from counterclaim.records.words import Aspect

BEFORE = "On Monday shells hit the market in Aleppo."


@pytest.mark.parametrize(
    "words",
    [
        "The Orvan Monitor withdraws its attribution of the shelling to the Syrian army.",
        "The Orvan Monitor withdrew its attribution to the Syrian army; who fired is disputed.",
        "The Orvan Monitor retracted its accusation against the Syrian army over the shelling.",
        "The Orvan Monitor rescinded its charge against the Syrian army.",
        "The Orvan Monitor no longer attributes the shelling to the Syrian army.",
        "The Orvan Monitor no longer blames the Syrian army for the shelling.",
        "The Orvan Monitor no longer holds the Syrian army responsible for the shelling.",
        "The Orvan Monitor no longer says that the Syrian army fired the shells.",
        "The Orvan Monitor took back its charge that the Syrian army shelled the market.",
        "The attribution of the shelling to the Syrian army was withdrawn by the Orvan Monitor.",
        "The Orvan Monitor said the Syrian army shelled it. On Friday the Orvan Monitor withdrew the accusation.",
    ],
)
def test_an_accusation_is_taken_back(words: str) -> None:
    """Who takes back an accusation retracts who did it, and not that it was done."""
    found = [r[1:] for r in rows_of(f"{BEFORE} {words}")]
    assert ("Orvan Monitor", "retract", "perpetrator", "Syrian army") in found
    assert not (
        "no longer attributes" in words and ("Orvan Monitor", "retract", "occurrence") in {r[:3] for r in found}
    )


@pytest.mark.parametrize(
    "words",
    [
        "The Orvan Monitor did not withdraw its attribution of the shelling to the Syrian army.",
        "The Orvan Monitor no longer says who fired.",
    ],
)
def test_what_stands_is_not_taken_back(words: str) -> None:
    """Who keeps an accusation, or leaves open who did it, takes nothing back."""
    assert not [r for r in rows_of(f"{BEFORE} {words}") if r[2] == "retract"]


NOTICE = "Correction: An earlier version of this article said that 17 people were killed in the shelling of Dessin."


@pytest.mark.parametrize(
    "text",
    [
        NOTICE + " The correct number is 14.",
        "An earlier version of this story said that 17 people were killed in the shelling of Dessin. "
        "The right toll is 14.",
        "Clarification: A previous version of this report said that 17 people were killed in the shelling of Dessin. "
        "The correct figure is 14.",
    ],
)
def test_a_correction_puts_the_outlets_own_number_right(text: str) -> None:
    """The header is nobody; the outlet takes back its number and gives another, and the shelling stays told."""
    found = claims_of(text)
    assert {len(c.chain) for c in found} == {1}
    numbers = {(c.range.low, c.stance.value) for c in found if c.range is not None}
    assert numbers == {(17, "retract"), (14, "assert")}
    assert {c.stance.value for c in found if c.aspect is Aspect.OCCURRENCE} == {"assert"}


def test_a_number_of_an_earlier_version_is_taken_back_whoever_gives_the_new_one() -> None:
    """The outlet takes its number back, and the new one is the ministry's."""
    found = claims_of(NOTICE + " The Orvan Health Ministry has since revised the toll to 14.")
    numbers = {(c.range.low, c.stance.value, len(c.chain)) for c in found if c.range is not None}
    assert numbers == {(17, "retract", 1), (14, "assert", 2)}


def test_an_earlier_version_without_a_right_number_is_taken_back() -> None:
    """What an earlier version said is no assertion of the outlet any more."""
    found = claims_of("Correction: An earlier version of this article said that the army shelled Dessin.")
    assert {(len(c.chain), c.stance.value) for c in found} == {(1, "retract")}


def test_the_right_number_does_not_take_back_what_another_said() -> None:
    """A number that is put right by the outlet is no revision by the ministry."""
    found = claims_of("The Health Ministry said that 17 people were killed in Dessin. The correct number is 14.")
    assert {(c.range.low, c.stance.value) for c in found if c.range} == {(17, "assert"), (14, "assert")}
