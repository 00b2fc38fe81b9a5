"""Who left a place or was driven from it, in what state a thing is; all sentences are made up for this project."""

from __future__ import annotations

import pytest
from tests.unit.extract.slots.test_propositions import values

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The army drove rebels out of the town of Lom.", ["army"]),
        ("Rebels were driven out of the town of Lom by the army.", ["army"]),
        ("The army was in full control of the town of Lom.", ["army"]),
        ("Most of the town of Lom was held by rebels.", ["rebels"]),
        ("The army drove villagers out of the town of Lom.", []),
        ("Rebels pulled out of the town of Lom.", []),
    ],
)
def test_who_holds_a_place(text: str, holders: list[str]) -> None:
    """Who drives fighters from a place took it; villagers who are driven out lose their homes, not the town."""
    assert values(text, Aspect.CONTROL) == holders


def test_a_town_no_list_knows_is_one_where_its_report_says_so() -> None:
    """ "In Lom" makes Lom a place for "captured Lom"."""
    assert values("There was fighting in Lom. The army captured Lom.", Aspect.OCCURRENCE)[-1] == "taking of Lom"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The church in Lom sustained heavy damage.", "damaged"),
        ("Shelling caused damage to the church in Lom.", "damaged"),
        ("The army shelled the citadel, damaging its walls.", "damaged"),
        ("The strike destroyed the roof of the church.", "damaged"),
        ("The roof of the church collapsed.", "damaged"),
        ("The school in Lom collapsed.", "destroyed"),
        ("The hospital in Lom was out of service.", "out of service"),
        ("There was no damage to the church.", "no damage"),
    ],
)
def test_in_what_state_a_thing_is(text: str, state: str) -> None:
    """A part that is destroyed is damage to the whole."""
    assert values(text, Aspect.DAMAGE) == [state]


def test_a_term_that_nobody_will_use_is_not_used() -> None:
    """Who stops short of a word, or finds it too early, has not said it; who rejects a charge of it denies it."""
    kept = ["They stopped short of calling the killings genocide.", "It is too early to call the killings genocide."]
    assert [values(text, Aspect.CHARACTERISATION) for text in kept] == [[], []]
    assert values("Activists accused the army of war crimes.", Aspect.CHARACTERISATION) == ["war crime"]


def test_a_reason_is_a_motive() -> None:
    """A clause with "because", and a noun that calls the act a reprisal."""
    assert values("The army bombed Lom because rebels hid there.", Aspect.MOTIVE) == ["because rebels hid there"]
    assert values("The shelling of Lom was a reprisal for an ambush.", Aspect.MOTIVE) == ["a reprisal for an ambush"]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The army killed 12 people in an air strike on Lom.", ["army"], ["air strike on Lom"]),
        ("Rebels killed 12 people in clashes in Lom.", ["rebels"], ["fighting"]),
        ("Rebels took 12 people hostage in Lom.", ["rebels"], ["detention"]),
        ("The army forced residents to leave Lom.", ["army"], ["displacement"]),
        ("Soldiers raped women in Lom.", ["soldiers"], ["sexual violence"]),
    ],
)
def test_who_did_what(text: str, who: list[str], what: list[str]) -> None:
    """Acts that several words name, and whoever kills in one did it."""
    assert (values(text, Aspect.PERPETRATOR), values(text, Aspect.OCCURRENCE)) == (who, what)
