"""Wrongs that no act of the lexicon names, and whose they are: invented texts, what each gives."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of, said

from counterclaim.records.words import Aspect

_BEFORE = "Rebels shelled Karsa. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nine villagers were killed at the hands of the army.", ["army"]),
        ("Nine villagers died at the hands of the army.", ["army"]),
        ("Residents of Karsa have suffered at the hands of rebels.", ["rebels"]),
        ("The team suffered defeat at the hands of the army.", []),
        ("Crimes committed by the army go unpunished.", ["army"]),
        ("The army has committed human rights abuses in Karsa.", ["army"]),
        ("Rebels violated human rights in Karsa.", ["rebels"]),
        ("The police fight crime in Karsa.", []),
        ("Rebels repelled the army at Karsa.", ["rebels"]),
        ("The rebels' attacks killed nine.", ["rebels"]),
        ("The army attack at a market in Karsa killed nine.", ["army"]),
        ("Rebels shelled the bridge after capturing Hill 312.", ["rebels"]),
    ],
)
def test_whose_wrong_it_was(text: str, who: list[str]) -> None:
    """Who committed, violated, repelled or killed with its own hands did it; who loses a match did not."""
    assert [c.value for c in of(text, Aspect.PERPETRATOR)] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor accused the army of cutting the water supply.", ["rebels", "army"]),
        ("The mayor accused the army of lying about the raid.", ["rebels"]),
        ("The mayor accused the minister of wasting money.", ["rebels"]),
        ("The mayor accused the army of planning to leave the town.", ["rebels"]),
    ],
)
def test_what_a_party_is_accused_of_it_is_said_to_have_done(text: str, who: list[str]) -> None:
    """In a report of a conflict, an accusation of a party names who did it, whatever the deed is called."""
    assert [c.value for c in of(_BEFORE + text, Aspect.PERPETRATOR)] == who


def test_who_is_drawn_into_a_killing_denies_its_part_alone() -> None:
    """ "Reports that involve the army in the murder" leave the murder standing."""
    text = "The minister rejected reports that attempt to involve the army in the murder of six priests."
    stances = {c.aspect: c.stance.value for a in (Aspect.OCCURRENCE, Aspect.PERPETRATOR) for c in of(text, a)}
    assert stances == {Aspect.OCCURRENCE: "assert", Aspect.PERPETRATOR: "deny"}


def test_a_hill_keeps_its_number() -> None:
    """Ground that is named by a number is that ground, and its taker holds it."""
    text = "Rebels shelled the bridge after capturing Hill 312."
    assert [(c.value, c.place.name if c.place else None) for c in of(text, Aspect.CONTROL)] == [("rebels", "Hill 312")]


def test_an_open_door_is_no_attack() -> None:
    """What a taken town opens the door for has not happened."""
    text = "The capture of Karsa has left the door wide open for a rebel attack."
    assert not said(text, Aspect.PERPETRATOR)
