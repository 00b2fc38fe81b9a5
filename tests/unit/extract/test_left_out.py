"""What is left out because nobody can be sure of it, and who speaks where a tagger is wrong; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.words import AgentKind, Aspect, Factuality, Stance
from counterclaim.settings import Settings

RAID = "A raid on the mill of Lom killed six monks on Monday. "


def claims_of(text: str) -> tuple[Claim, ...]:
    """Give the claims of a report of the invented Harbour Post."""
    report = a_report(text)
    return RuleExtractor().claims(report, read.passages(report, Settings()))


def speakers(text: str) -> set[str]:
    """Give who first says something in a text."""
    return {c.originator.name for c in claims_of(text)}


@pytest.mark.parametrize(
    "said",
    [
        '"Each side justifies its violence," the mayor said.',
        '"He was a great friend and comrade," the mayor said.',
        'The mayor said: "We condemn the violence of the rebels."',
        "The governor regretted the deaths among the soldiers.",
        "The minister said he had no evidence against the soldiers.",
        '"The time has come to open an investigation into the crime," the mayor said.',
        'The mayor said the investigation "is very important" for the victims.',
        "The front calls on all soldiers to fight the regime.",
        'The bishop condemned "this type of violence".',
    ],
)
def test_what_tells_of_no_happening_is_no_claim(said: str) -> None:
    """How things stand, what somebody is like, thinks or condemns, and regret are no happenings."""
    assert {c.originator.name for c in claims_of(RAID + said)} == {"Harbour Post"}


def test_what_is_to_come_is_probable() -> None:
    """Who announces something does not know that it will be."""
    (told,) = [c for c in claims_of(f"{RAID}The mayor said the suspects will be tried.") if c.act_type is None]
    assert told.chain[0].factuality is Factuality.PROBABLE


@pytest.mark.parametrize(
    "text",
    [
        "The peoples tore down walls without having to resort to air raids on Lom.",
        "A flare was fired to indicate that there had been a clash in Lom.",
        'The coordinator asked him to step up efforts to prevent "massacres".',
        "The officers said that they were going to continue killing monks.",
    ],
)
def test_what_was_not_done_is_no_claim(text: str) -> None:
    """Without doing it, only to make it seen, to prevent it, still to come."""
    assert not claims_of(text)


def test_instead_of() -> None:
    """What is done instead of something else leaves that undone."""
    text = "Instead of shelling the mill in Lom, soldiers attacked the monks on Monday."
    assert {c.act_type for c in claims_of(text)} == {"other"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Colonel Ira Tolm Mora spoke on Monday. According to Tolm, rebels killed six monks.", "Ira Tolm Mora"),
        ("Reports from the U.S. Congress said that six monks had been killed in Lom.", "US Congress"),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    """A short name is the person met by it, and the whole of a body's name counts."""
    assert speakers(text) == {speaker}


def test_a_bishop_is_a_person() -> None:
    """A description that the tagger takes for a body's name speaks for nobody but the person it describes."""
    kinds = {c.originator.kind for c in claims_of("The Lutheran bishop said that rebels had killed six monks.")}
    assert AgentKind.ORGANISATION not in kinds


def test_when_it_was_said_is_no_part_of_what_was_said() -> None:
    """What stands before "that" in the same sentence is the teller's."""
    text = "The mayor said hours after the monks had been killed that the rebels had shelled the mill."
    who = {c.act_type: c.originator.name for c in claims_of(text)}
    assert who == {"massacre_execution": "Harbour Post", "shelling": "mayor"}


def test_who_murders_murders_somebody() -> None:
    """The subject of another verb is not who murdered those whom the words name before "murdered"."""
    text = "The officers who could testify in the case of the six monks murdered at Lom are abroad."
    assert not [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]


def test_bodies_of_whom() -> None:
    """Whose bodies they are was killed."""
    text = "The bodies of the monks murdered last Friday by rebels were buried in Lom."
    assert {c.target for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE} == {"monks"}


def test_a_witness_is_no_part_of_the_act() -> None:
    """The name of somebody beside an act's noun is not of the act's words."""
    text = "The witness of the massacre, Ann Bell, was taken to Dorn."
    assert {c.text for c in claims_of(text)} == {"the massacre"}


def test_whose_repression() -> None:
    """Who owns a repression did it, and did not suffer it."""
    (told,) = [
        c
        for c in claims_of("The bishop spoke of the army's brutal repression.")
        if c.aspect is Aspect.CHARACTERISATION and c.label == "repression"
    ]
    assert (told.actor, told.target) == ("army", None)


def test_a_charge_denied_says_not_who_did_it() -> None:
    """Who denies charges that blame somebody for a murder does not say that he did it."""
    text = (
        'TODAY THE LOMIAN DEFENSE MINISTRY FLATLY DENIED CHARGES RAISED YESTERDAY BY AN ALLEGED "JUNIOR COMMAND" THAT '
        "BLAMES CERTAIN OFFICERS FOR THE MURDER OF THE SIX MONKS."
    )
    found = claims_of(text)
    assert found
    assert not [c for c in found if c.aspect is Aspect.PERPETRATOR or c.actor]


def test_words_in_a_quotation_of_nobodys_are_not_the_authors() -> None:
    """A longer quotation that nobody is said to speak is told by nobody."""
    text = 'Those responsible "are the same ones who murdered the abbot of Dorn in his own church".'
    assert not claims_of(text)


def test_rural_areas_are_not_the_capital() -> None:
    """A clause that tells of several places takes no town from the sentence before."""
    text = "Rebels attacked Lom on Monday. The army launched an offensive in rural areas."
    assert {c.place.name for c in claims_of(text) if c.place and "offensive" in c.text} == set()


def test_not_responsible_denies() -> None:
    """Who says that somebody is not responsible denies that he did it."""
    text = 'Six monks were murdered in Lom. "I believe that the guerrillas are not responsible," the bishop said.'
    (told,) = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]
    assert (told.value, told.stance) == ("guerrillas", Stance.DENY)
