"""Lists of victims, who gave an order, and whose words those beside them are: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect


def targets(text: str) -> dict[float | None, str | None]:
    """Give what each number of a text is of."""
    return {c.range.low: c.target for c in claims_of(text) if c.range is not None}


def of(text: str, aspect: Aspect) -> list[Claim]:
    """Give the claims of one aspect."""
    return [c for c in claims_of(text) if c.aspect is aspect]


def test_a_number_in_a_list_that_a_person_begins_is_of_its_own() -> None:
    """ "The rector, five teachers and two maids": five are teachers, and two are maids."""
    text = "The men are suspected of the murder of the rector Emil Sorren, five other teachers and two women in Dorn."
    assert targets(text) == {5.0: "teachers", 2.0: "women"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("He attended the funeral of six monks, five of them Velarians, who were killed on Thursday.", "monks"),
        ("She named the 20 prisoners, most of them teachers, who were executed in Lom.", "prisoners"),
        ("HE ATTENDED THE FUNERAL OF SIX MONKS, FIVE OF THEM SPANIARDS, WHO WERE KILLED ON THURSDAY.", "monks"),
    ],
)
def test_who_some_of_them_were_is_not_who_was_killed(text: str, who: str) -> None:
    """What follows "five of them Velarians" is told of all six."""
    assert {c.target for c in of(text, Aspect.OCCURRENCE)} == {who}


@pytest.mark.parametrize(
    "text",
    [
        "The massacre was ordered by General Orvan Tull.",
        "The shelling of the village was ordered by the army, villagers said.",
        "The mayor said General Tull ordered the shelling of the village.",
    ],
)
def test_who_gave_an_order_is_not_who_did_it(text: str) -> None:
    """An act is told, and nobody as who did it."""
    assert of(text, Aspect.PERPETRATOR) == []
    assert [c.actor for c in of(text, Aspect.OCCURRENCE)] == [None]


def test_two_clauses_before_who_says_them_are_both_said() -> None:
    """ "There were no injuries and the mill stood, the spokesman said": he says both."""
    text = "There were no injuries in the attack on the depot and Mr Dorn was not at home, the spokesman said."
    assert {c.originator.name for c in claims_of(text)} == {"spokesman"}


def test_whence_a_source_comes_is_not_what_it_says() -> None:
    """ "According to testimony the panel took …, P" says P."""
    found = claims_of("According to testimony the panel took from 12 nurses, the killing took place at dawn.")
    assert [(c.originator.name, c.text) for c in found] == [("testimony", "the killing took place at dawn")]


def test_a_body_is_no_property() -> None:
    """ "The bodies were destroyed" damages no thing."""
    assert not any(c.act_type == "property_destruction" for c in claims_of("Others said the bodies were destroyed."))


@pytest.mark.parametrize(
    "text",
    [
        "Lom marked the third anniversary of the massacre at the mill on Monday.",
        "Two years after the killing of Selim Varda, in 2029, the judge resigned.",
        "The bishop recalled that this year is the tenth anniversary of the murder of Oscar Varda.",
    ],
)
def test_when_an_act_is_remembered_is_not_when_it_was(text: str) -> None:
    """An anniversary's day, or that of what came years after, is not the act's own."""
    assert {c.time for c in claims_of(text)} == {None}


def test_the_spokesman_is_the_one_who_spoke_before() -> None:
    """ "An army spokesman … the spokesman" is one, whoever else is called a spokesman below."""
    text = (
        "An army spokesman said seven men were killed in Lom. Three houses were burned, the spokesman said. "
        '"We condemn the shelling of Lom," said ministry spokesman Emil Sorren.'
    )
    assert {c.originator.name for c in of(text, Aspect.DAMAGE)} == {"army spokesman"}


def test_it_is_the_commission_that_was_named() -> None:
    """ "He said it concluded" is said of the body that inquires, named before."""
    text = (
        "The mayor said the commission was ordered to look into the blast. He said it concluded that it was a rocket."
    )
    text += " He said it concluded that the blast was caused by a rocket."
    assert {c.originator.name for c in of(text, Aspect.WEAPON)} == {"commission"}


def test_a_mark_too_many_quotes_nothing() -> None:
    """A mark at the head of a sentence whose quotation follows a colon is a slip."""
    text = '"ASKED ABOUT IT, THE MAYOR ANSWERED: "THE ARMY BURNED THE MILL IN LOM."'
    assert {c.text for c in claims_of(text)} == {"THE ARMY BURNED THE MILL IN LOM"}


def test_in_recordings_who_is_tagged_more_than_once_speaks() -> None:
    """A tag right after "[BEGIN RECORDING]" names who speaks, where only one person does."""
    text = (
        "LOM, 3 MAY 31 (LOM TELEVISION) -- [TEXT] A PARTY LEADER SPOKE.\n\n"
        "   [BEGIN RECORDING] [SORREN] THE ARMY BURNED THE MILL. [END RECORDING]\n\n   HE SPOKE OF AID.\n\n"
        "   [BEGIN RECORDING] [SORREN] SOLDIERS KILLED TWO FARMERS. [END RECORDING]\n"
    )
    assert {c.originator.name.lower() for c in claims_of(text)} == {"sorren"}


def test_hundreds_of_people_wounded_are_wounded() -> None:
    """What stands after "hundreds of people" is what became of them, whatever the next number's verb says."""
    text = "The fighting has left 1,000 persons dead, hundreds of persons wounded, and tens of thousands displaced."
    found = [(c.range.low, c.measure.value) for c in of(text, Aspect.COUNT) if c.range and c.measure]
    assert (100, "injured") in found
    assert (100, "displaced") not in found
