"""Whose dead a number counts."""

import pytest
from tests.unit.extract.slots.test_propositions import said

from counterclaim.records.words import Aspect, VictimClass


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Syrian army put the number of Islamic State dead at about 450.", [("ISIS", "combatant")]),
        (
            "The Syrian council counted at least 40 dead fighters on the Islamic State side and about 18 among "
            "government troops.",
            [("ISIS", "combatant"), ("Syrian army", "combatant")],
        ),
        ("Some 30 Hezbollah fighters died in Aleppo.", [("Hezbollah", "combatant")]),
        ("The army said 12 members of a family were killed.", [("members of a family", "unknown")]),
        ("At least 40 people were killed by the Syrian army.", [("people", "unknown")]),
    ],
)
def test_the_side_of_the_dead(text: str, expected: list[tuple[str, str]]) -> None:
    """The party before, after or beside the number is whose people it counts; who killed them is not."""
    found = [(p.target, (p.victim_class or VictimClass.UNKNOWN).value) for p in said(text) if p.aspect is Aspect.COUNT]
    assert found == expected
