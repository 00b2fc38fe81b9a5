"""Who was killed as the result of an attack, told in its sentence, is that attack's toll: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect


def acts(text: str) -> set[str | None]:
    """Give the acts that a text's numbers are told of, and those that it tells as done."""
    return {c.act_type for c in claims_of(text) if c.aspect in {Aspect.COUNT, Aspect.OCCURRENCE}}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Karran army shelled the market hall of Velno on 12 May 2031 and killed 20 civilians.", "shelling"),
        ("Rebels said that the Karran army shelled the market hall in Velno and killed 20 civilians.", "shelling"),
        ("The army bombed the bridge in Velno on Monday and killed six people and wounded ten.", "air_strike"),
        ("The army bombed the clinic in Velno on Monday, wounding nine and killing four people.", "air_strike"),
        ("The army killed four people when it shelled the clinic in Velno on Monday.", "shelling"),
        ("Rebels attacked the village of Velno on Monday and killed nine villagers.", "other"),
        ("Aid workers said that four people were killed and nine wounded when the clinic in Velno was bombed.",
         "air_strike"),
        ("Nine people were killed and 12 wounded after shells hit the school in Velno.", "shelling"),
    ],
)  # fmt: skip
def test_a_killing_joined_to_an_attack_is_its_toll(text: str, act: str) -> None:
    """By "and", by "killing" or by "when": one event, and no killing beside it."""
    assert acts(text) == {act}


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled the market hall in Velno on Monday and the rebels killed 20 civilians.",
        "The army shelled Velno on Monday and killed 20 civilians in Tarsk.",
        "The army shelled the village on Monday and on Tuesday killed four people.",
        "The army shelled the village and later killed four people.",
        "The army shelled the village on Monday and executed 20 prisoners.",
    ],
)
def test_what_others_did_or_was_done_later_or_elsewhere_is_an_act_of_its_own(text: str) -> None:
    """Another doer, day or place, a word of time, or a word of deliberate killing."""
    assert acts(text) == {"shelling", "massacre_execution"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("An air strike hit the clinic in Velno, killing three patients and the doctor Emil Sorren.", "4 civilian"),
        ("Three patients and a doctor were killed in Velno on Monday.", "4 civilian"),
        ("Three patients and Emil Sorren were killed in Velno on Monday.", "at least 3 civilian"),
        ("Three people and the mayor were killed in Velno on Monday.", "4 unknown"),
        ("At least three people and a child were killed in Velno on Monday.", "at least 4 unknown"),
        ("Three soldiers and a nurse were killed in Velno on Monday.", "3 combatant"),
        ("Nine people were killed and the doctor Emil Sorren was wounded.", "9 unknown"),
        ("The strike killed 12 people and a house burned down.", "12 unknown"),
    ],
)
def test_one_person_beside_a_number_is_one_more(text: str, told: str) -> None:
    """By name or by a noun; of another class, or in another clause, they are none of those counted."""
    found = [f"{c.range.words()} {c.victim_class}" for c in claims_of(text) if c.range and c.measure == "killed"]
    assert found == [told]


def test_what_stands_beside_two_numbers_is_added_to_neither() -> None:
    """Three and two stay three and two."""
    found = [c.range.words() for c in claims_of("Three patients and two nurses were killed in Velno.") if c.range]
    assert sorted(found) == ["2", "3"]
