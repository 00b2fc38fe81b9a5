"""Who takes an accusation back: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of

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
