"""Who denies that his own men were there denies that they did it: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of

CHARGE = "Residents said Colonel Dor Kal's men killed 12 villagers in Aleppo."


@pytest.mark.parametrize(
    "words",
    [
        "Colonel Dor Kal denied his men had been in the area.",
        "Dor Kal said that his men were not in the village at the time.",
        "Dor Kal denied that his men were in the village.",
    ],
)
def test_a_commander_denies_for_his_men(words: str) -> None:
    """They are named as those who charge them name them."""
    denied = {(r[3], r[4]) for r in rows_of(f"{CHARGE} {words}") if r[2] == "deny"}
    assert denied == {("perpetrator", "Colonel Dor Kal's men")}


def test_who_is_no_soldier_is_no_force() -> None:
    """Somebody's wife is none of those who bear arms."""
    found = rows_of(f"{CHARGE} Dor Kal denied that his wife had been in the area.")
    assert not [r for r in found if r[2] == "deny" and r[3] == "perpetrator"]
