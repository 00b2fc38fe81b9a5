"""A group has its whole name, and the place that people are from did nothing: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of


@pytest.mark.parametrize(
    ("words", "doer"),
    [
        ("Lashkar-e-Lom killed two guards.", ()),
        ("Police blamed Lashkar-e-Taiba for the attack on the hotel.", ("Lashkar-e-Taiba",)),
        ("Police said Tehreek-e-Taliban Pakistan killed two guards.", ("Tehrik-i-Taliban Pakistan",)),
        ("Fighters of Ansar al-Sharia attacked a bus.", ("Ansar al-Sharia",)),
        ("The Popular Front for the Liberation of Lom killed a guard.", ("Popular Front for the Liberation of Lom",)),
        ("Two men from Aleppo shot two farmers.", ()),
        ("Men from Russia shot two farmers.", ()),
        ("Soldiers from Russia shot two farmers.", ("Russian army",)),
        ("Gunmen from Aleppo attacked a bus.", ("gunmen",)),
        ("Fighters from Boko Haram attacked a bus.", ("Boko Haram",)),
    ],
)
def test_who_did_it(words: str, doer: tuple[str, ...]) -> None:
    """It is neither a part of the name nor where they are from."""
    assert tuple(r[4] for r in rows_of(words) if r[3] == "perpetrator") == doer


def test_a_group_claims_for_itself_and_not_for_its_land() -> None:
    """The last word of a group's name is no state."""
    found = {
        r[4] for r in rows_of("Tehreek-e-Taliban Pakistan claimed the attack on the school.") if r[3] == "perpetrator"
    }
    assert found == {"Tehrik-i-Taliban Pakistan"}
