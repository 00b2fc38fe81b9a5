"""What was hit and where, and whose work it was, in common forms; all made up for this project."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_whose_words import claims_of, told


@pytest.mark.parametrize(
    "words",
    [
        "Residents said four people were killed in Dorn on 12 May 2025.",
        "Residents said there was heavy shelling in Dorn on Friday.",
        "Residents said artillery shells struck a bus station in Dorn.",
        "Residents said rockets fired from Velno hit Dorn on Friday, killing four people.",
        "Residents said a bomb went off in a market in Dorn.",
        "Residents said a missile struck near the school in Dorn.",
        "Residents said the town of Dorn came under heavy shelling overnight.",
    ],
)
def test_a_place_that_no_list_knows_is_met_where_one_stands(words: str) -> None:
    """Whatever the tagger takes it for."""
    found = claims_of(words)
    assert found
    assert {c.place.name if c.place else "" for c in found} == {"Dorn"}


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("Residents said the hospital in Dorn was destroyed in an air strike.", {"hospital"}),
        ("Residents said two schools and a clinic were hit in Dorn.", {"schools", "clinic"}),
        ("Residents said a school in the village of Dorn, north of Velno, was shelled overnight.", {"school"}),
    ],
)
def test_what_was_hit(words: str, hit: set[str]) -> None:
    """The act's subject, and each thing beside it."""
    assert {c.value for c in claims_of(words) if c.aspect.value == "target"} == hit


def test_a_thing_damaged_by_shelling_did_not_shell() -> None:
    """A gerund after "by" is a noun."""
    assert not [c for c in claims_of("Residents said the mill was damaged by shelling.") if c.aspect == "perpetrator"]


def test_people_shot_dead_are_counted() -> None:
    """The state that a verb leaves them in says what became of them."""
    assert "4 killed (unknown)" in {c.value for c in claims_of("Residents said snipers shot dead four people.")}


@pytest.mark.parametrize(
    "words",
    [
        "The attack on the mill was claimed by the army.",
        "The attack on the mill was claimed on Friday by the army in a statement.",
        "The attack on the mill, claimed by the army, killed four people.",
        "Responsibility for the attack on the mill was claimed by the army.",
        "The army took credit for the attack on the mill.",
        "A spokesman for the army said it had bombed the mill.",
    ],
)
def test_who_claims_a_deed_says_it_did_it(words: str) -> None:
    """In the passive as in the active."""
    assert ("army", "perpetrator") in {(who, aspect) for who, _, aspect in told(words)}


@pytest.mark.parametrize(
    "words",
    [
        "The attack on the mill in Dorn, which activists blamed on the army, killed four people.",
        "An attack activists attributed to the army killed four people.",
        "Activists blamed the attack on the mill on the army.",
        "Activists named the army as responsible for the attack on the mill.",
        "Activists identified the army as the perpetrator of the attack on the mill.",
        "Activists said the attack on the market in Lom bore the hallmarks of the army.",
        "The army, accused by activists of attacking the mill, denied it.",
    ],
)
def test_who_lays_a_deed_to_somebody(words: str) -> None:
    """The charge is theirs, not the report's."""
    found = told(words)
    assert ("activists", "assert", "perpetrator") in found
    assert ("", "assert", "perpetrator") not in found


@pytest.mark.parametrize(
    "words",
    [
        "The attack on the mill is believed to have been carried out by the army.",
        "The attack on the mill has been widely blamed on the army.",
    ],
)
def test_what_nobody_named_believes_the_report_does_not_say(words: str) -> None:
    """Somebody unnamed does."""
    assert {who for who, _, aspect in told(words) if aspect == "perpetrator"} not in ({""}, set())


def test_the_opposition_can_have_done_it() -> None:
    """It is a party."""
    assert ("residents", "assert", "perpetrator") in told("The opposition shelled the mill, residents said.")
