"""Whose members did it, whom a number beside another counts, and where what somebody is charged with was done."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.extract.named import agents
from counterclaim.records.words import Aspect


def _counts(text: str) -> set[tuple[str, str | None]]:
    """Give each number of a text with those it counts."""
    return {(c.value, c.target) for c in claims_of(text) if c.aspect is Aspect.COUNT}


def _doers(text: str) -> set[str]:
    return {c.value for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR}


def test_a_number_before_those_killed_counts_its_own_people() -> None:
    told = _counts("The army reported 37 guerrillas and 12 soldiers killed.")
    assert told == {("37 killed (combatant)", "guerrillas"), ("12 killed (combatant)", "soldiers")}


def test_members_are_of_their_party_and_former_ones_of_none() -> None:
    assert _doers("Two nurses were arrested by army members.") == {"army"}
    assert _doers("Rebel elements killed two nurses.") == {"rebels"}
    assert _doers("Two former army members killed the nurses.") == set()
    assert _doers("Two nurses were killed by family members.") == set()


def test_what_people_are_charged_with_has_no_place_and_day_of_their_release() -> None:
    told = claims_of("Two men accused of shelling the market in Velno were freed in Dorn on Friday.")
    assert told
    assert {(c.place.name if c.place else None, c.time_words) for c in told} == {("Velno", None)}


def test_a_suicide_bomber_flies_no_strike() -> None:
    told = claims_of("A suicide bomber attacked a checkpoint in Velno.")
    assert "suicide bombing at checkpoint" in {c.value for c in told}
    assert not any("air strike" in c.value for c in told)


@pytest.mark.parametrize(
    ("words", "doer"),
    [
        ("Syria's rebels shelled Idlib, officials said.", "Syria's rebels"),
        ("The ambush in Idlib was committed by Syria's largest guerrilla force, officials said.", None),
        ("Soldiers from Syria shelled Idlib, officials said.", "Syrian army"),
    ],
)
def test_rebels_of_a_land_are_not_its_state(words: str, doer: str | None) -> None:
    doers = {c.value for c in claims_of(words) if c.aspect is Aspect.PERPETRATOR}
    assert doers
    assert "Syria" not in doers
    assert doer is None or doers == {doer}


def test_a_state_and_its_rebels_are_no_side() -> None:
    assert not agents.one_side("Syrian rebels", "Syrian government")
    assert agents.one_side("Syrian army", "Syrian government")
