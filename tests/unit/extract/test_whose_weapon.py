"""Whose weapon it was, and whose the ground that it fired from: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of

BEFORE = "On 3 March two shells hit the market in Aleppo."


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("The shells were fired by the army's own artillery.", "Syrian army"),
        ("The shells were fired by the rebels' own artillery at the Dorn base.", "rebels"),
        ("The shells were launched by the rebels' guns.", "rebels"),
        ("Shells fired by the artillery of the rebels hit a mill.", "rebels"),
        ("It was the rebels' own guns that shelled the market.", "rebels"),
        ("The shells came from the south, from the side of the army base.", "Syrian army"),
        ("The shells came from the north, where the army has a base.", "Syrian army"),
        ("The fire came from the side of the army barracks, Ann Bell said.", "Syrian army"),
    ],
)
def test_whose_weapon(words: str, party: str) -> None:
    """What a party's own weapon did, or one on its ground, that party did."""
    assert party in {r[4] for r in rows_of(f"{BEFORE} {words}") if r[3] == "perpetrator"}


@pytest.mark.parametrize("words", ["The shells came from the south.", "The smoke came from the army base."])
def test_nobodys_ground(words: str) -> None:
    """A direction that nobody holds, and smoke, tell of no doer."""
    assert not [r for r in rows_of(f"{BEFORE} {words}") if r[3] == "perpetrator"]
