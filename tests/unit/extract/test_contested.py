"""What reports of contested events say of gas, weapons, tolls and blame: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import claims_of, rows_of


@pytest.mark.parametrize(
    ("text", "speaker", "stance", "aspect", "value"),
    [
        # An act's own noun names the weapon.
        ("A nerve gas attack on Karsa killed 30 people, the council said.", "council", "assert", "weapon", "chemical weapon"),
        ("A rocket attack on the market killed nine people.", "", "assert", "weapon", "rocket"),
        # What a vessel held was dropped or fell.
        ("Residents of Karsa said a helicopter dropped containers of toxic gas on the town.", "Residents of Karsa", "assert", "weapon", "chemical weapon"),
        ("Activists said planes dropped barrels filled with chlorine on Lom.", "Activists", "assert", "weapon", "chlorine"),
        ("Barrels containing toxic gases fell on the town of Lom, a nurse said.", "nurse", "assert", "target", "Lom"),
        ("The rescuers said the gas used in the attack was chlorine.", "rescuers", "assert", "weapon", "chlorine"),
        # Weapons and attacks are counted, and a day is no target.
        ("On Thursday night the navy launched 59 cruise missiles at the hospital in Lom.", "", "assert", "count", "59 missiles"),
        ("On Thursday night the navy launched 59 cruise missiles at the hospital in Lom.", "", "assert", "target", "hospital"),
        ("Three air strikes hit the market in Lom on Monday, the monitor said.", "monitor", "assert", "count", "3 air strikes"),
        ("Dozens of barrel bombs were dropped on Lom.", "", "assert", "weapon", "barrel bomb"),
        ("The rescue service said 33 people were affected by the gas.", "rescue service", "assert", "count", "33 other (unknown)"),
        ("The ministry said the attack on the base was a response to the shelling of Lom.", "ministry", "assert", "motive", "a response to the shelling of lom"),
        ("Karvan described the strike on Lom as an act of aggression.", "Karvan", "assert", "characterisation", "aggression"),
    ],
)  # fmt: skip
def test_is_read(text: str, speaker: str, stance: str, aspect: str, value: str) -> None:
    """Each text gives its claim, whatever span it is anchored to."""
    assert (speaker, stance, aspect, value) in {row[1:] for row in rows_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Two rockets were destroyed in the strike on the depot.",
        "Rebels seized 20 rockets in the attack on Lom.",
        "The army has 40 tanks.",
    ],
)
def test_weapons_not_used_are_not_counted(text: str) -> None:
    """A weapon that was destroyed, seized or owned is none that was fired."""
    assert not [c for c in claims_of(text) if c.unit in {"rockets", "tanks"}]
