"""Who was inside what was struck, who only wants to accuse, who cannot say; all sentences and names are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of as claims

from counterclaim.records.words import Aspect, Stance

_STRUCK = "The regime's forces shelled the hospital on Monday. "


@pytest.mark.parametrize(
    "words",
    [
        "The rebels deny that any of their fighters were in the hospital.",
        "The rebels denied that their men were inside the hospital.",
        "The rebels said none of their fighters were in the hospital.",
    ],
)
def test_who_was_not_inside_the_building_did_not_deny_shelling_it(words: str) -> None:
    """Fighters inside a hospital are what it is said to have been used for, and no answer to who shelled it."""
    found = claims(_STRUCK + words)
    assert not [c for c in found if c.aspect is Aspect.PERPETRATOR and c.stance is Stance.DENY]


@pytest.mark.parametrize(
    "words",
    [
        "The army denied that its troops were in the town.",
        "The army denied that it had aircraft over the hospital.",
    ],
)
def test_who_was_not_in_the_town_denies_having_done_it(words: str) -> None:
    """Whoever had no troops in the town and no aircraft over it did not do it."""
    found = claims("Planes bombed the hospital on Monday. " + words)
    assert [c for c in found if c.aspect is Aspect.PERPETRATOR and c.stance is Stance.DENY]


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("The rebels wanted to blame the army for the attack, he said.", False),
        ("The rebels planned to blame the army for the attack.", False),
        ("The rebels sought to blame the army for the attack.", True),
        ("The rebels blamed the army for the attack.", True),
    ],
)
def test_who_wants_to_blame_somebody_has_not_done_so(words: str, accused: bool) -> None:
    """A wish to accuse is no accusation, as the words of another tell it."""
    found = claims("Rockets hit the hospital on Monday. " + words)
    said = [c for c in found if c.aspect is Aspect.PERPETRATOR and "rebels" in c.chain[0].agent.name]
    assert bool(said) is accused


@pytest.mark.parametrize(
    ("words", "left_open"),
    [
        ("The network is not in a position to say who fired the rockets.", True),
        ("The network was unable to say who had fired the rockets.", True),
        ("The mission said it was not in a position to tell who had shelled the hospital.", True),
        ("The network is in a position to say who fired the rockets.", False),
    ],
)
def test_who_is_not_in_a_position_to_say_leaves_it_open(words: str, left_open: bool) -> None:
    """Not to be able to say who did it leaves open who did it."""
    found = claims("Rockets hit the hospital on Monday. " + words)
    asked = [c for c in found if c.aspect is Aspect.PERPETRATOR and c.stance is Stance.QUESTION]
    assert bool(asked) is left_open


def test_a_name_between_commas_is_no_second_voice() -> None:
    """One expert speaks, described and named; a second after "and" is another."""
    one = claims(
        "A weapons expert who saw pictures, Piet Lorr of the Hald Institute, said the army shelled the hospital."
    )
    two = claims("A doctor who treated them, Ann Bell, and Samir Odd said the army shelled the hospital.")
    assert {c.chain[0].agent.name for c in one} == {"Piet Lorr"}
    assert {c.chain[0].agent.name for c in two} == {"Ann Bell", "Samir Odd"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army committed a massacre by shelling the school.", True),
        ("The army committed a massacre this morning by firing rockets at the school.", True),
        ("The rebels stopped the convoy by shelling the road.", True),
        ("The army refrained from shelling the school.", False),
        ("The army is committed to shelling the school.", False),
    ],
)
def test_by_what_a_massacre_was_committed_was_done(text: str, told: bool) -> None:
    """A deed behind "by" is how another was done; behind "committed to" it is none."""
    assert any(c.aspect is Aspect.OCCURRENCE and c.value.startswith("shelling") for c in claims(text)) is told
