"""Drones: what is shot down is a thing, what strikes is a weapon; all texts are invented."""

from tests.unit.extract.test_prose import rows_of


def test_drones_that_are_shot_down_are_what_was_hit() -> None:
    """They are counted, and are no weapon of whoever shot them down."""
    found = {(r[3], r[4]) for r in rows_of("The navy said it had shot down four drones over Aleppo.")}
    assert {("occurrence", "downing of drones"), ("target", "drones"), ("count", "4 drones")} <= found
    assert not [r for r in found if r[0] == "weapon"]


def test_a_drone_that_strikes_is_a_weapon() -> None:
    """Nothing was done to it."""
    found = {(r[3], r[4]) for r in rows_of("Residents said a drone hit the market in Aleppo.")}
    assert {("weapon", "drone"), ("target", "market")} <= found
    assert ("target", "drone") not in found
