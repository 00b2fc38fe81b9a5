"""Who a description means, and names in texts in capitals: made-up sentences about people who do not exist."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.extract.parsed.parse import english_words
from counterclaim.extract.words.telex import names, steady
from counterclaim.records.claim import Claim
from counterclaim.records.words import AgentKind, Aspect, Factuality, Stance
from counterclaim.settings import Settings


def claims_of(text: str) -> tuple[Claim, ...]:
    """Give the claims of a text that the invented Harbour Post publishes."""
    report = a_report(text)
    return RuleExtractor().claims(report, read.passages(report, Settings()))


def speakers(text: str, words: str) -> set[str]:
    """Give who says the claims whose text holds some words."""
    return {c.chain[0].agent.name for c in claims_of(text) if words in c.text}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Dorvale archbishop Petr Harsk spoke. The archbishop of Dorvale said that soldiers shelled Lom.",
            "Petr Harsk",
        ),
        ("Petr Harsk, a Lutheran church bishop, spoke. The Lutheran bishop said soldiers shelled Lom.", "Petr Harsk"),
        ("The interior minister, Ann Bell, spoke. The official said that soldiers shelled Lom.", "Ann Bell"),
        ("Colonel Petr Harsk spoke. The retired colonel said that soldiers shelled Lom.", "Petr Harsk"),
        ("The war goes on, Tom Hale said. The priest recalled that soldiers shelled Lom.", "Tom Hale"),
    ],
)
def test_a_description_means_the_person_told_of(text: str, speaker: str) -> None:
    assert speakers(text, "shelled Lom") == {speaker}


def test_one_person_with_two_offices_is_one() -> None:
    text = "Soldiers shelled Lom, the leader of the Dorn party and retired officer said."
    assert speakers(text, "shelled Lom") == {"leader of the Dorn party"}


def test_he_goes_on_with_the_sentence_own_subject() -> None:
    text = "According to Omar Hale, Velt was calm and he said that soldiers shelled Lom."
    assert speakers(text, "shelled Lom") == {"Velt"}


def test_who_admits_something_also_adds() -> None:
    text = "Bell admitted that persecution of the church has diminished, and added that many priests have been killed."
    assert speakers(text, "many priests") == {"Bell"}


def test_some_are_somebody() -> None:
    (kind,) = {c.chain[0].agent.kind for c in claims_of("Some have said that the army shelled Lom.")}
    assert kind is AgentKind.GENERIC


def test_what_may_be_is_not_told_for_certain() -> None:
    found = claims_of("We must look into the possibility that rebels shelled Lom, Ann Bell said.")
    assert {c.chain[0].factuality for c in found} == {Factuality.POSSIBLE}


def test_against_an_attack_is_no_denial_of_it() -> None:
    found = claims_of("The minister rejected this terrorist attack on Lom.")
    assert Stance.DENY not in {c.stance for c in found}


def test_a_statement_called_false_denies_nothing_that_it_only_spoke_about() -> None:
    text = "Bell said the church would not help with the inquiry into the murder of the priests. The bishop said that"
    found = claims_of(f"{text} this statement was false.")
    assert not [c for c in found if c.stance is Stance.DENY]


def test_some_of_those_counted_are_a_part() -> None:
    (five,) = [c for c in claims_of("Six priests, five of them foreign, were murdered in Lom.") if c.value[:1] == "5"]
    assert "part" in str(five.unit)


def test_a_state_of_siege_is_no_siege() -> None:
    found = claims_of("The party demanded the lifting of the state of siege in Lom.")
    assert "siege_blockade" not in {c.act_type for c in found}


def test_nothing_was_done_where_a_spokesman_works() -> None:
    text = "Ann Bell, a spokeswoman in Caracas, blamed rebels. The murder of the six priests shocked her, Bell said."
    places = {c.place.name for c in claims_of(text) if c.aspect is Aspect.COUNT and c.place is not None}
    assert places == set()


def test_a_body_name_takes_no_side() -> None:
    text = "The Farabundo Marti National Liberation Front shelled Lom."
    assert {w for c in claims_of(text) for w in c.loaded} == set()


@pytest.mark.parametrize(
    ("telex", "shown"),
    [
        ("THE LUTHERAN PRIEST OSCAR VELT OF SAN PABLO SAID I", "The Lutheran priest Oscar Velt of San Pablo said I"),
        ("SIX GERMANS AND A SPANIARD WERE HELD AT DAWN", "Six Germans and a Spaniard were held at dawn"),
        ("THE COSTA RICAN PRESIDENT WAS MOVED BY IT", "The Costa Rican president was moved by it"),
    ],
)
def test_a_telex_keeps_the_capitals_of_names(telex: str, shown: str) -> None:
    assert steady(telex, names([telex], english_words())) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Words were exchanged, the minister said, adding that soldiers shelled Lom, according to autopsies.",
        "Soldiers shelled Lom, the minister said, according to autopsies.",
    ],
)
def test_a_speaker_passes_findings_on(text: str) -> None:
    chains = {tuple(h.agent.name for h in c.chain[:-1]) for c in claims_of(text) if "shelled Lom" in c.text}
    assert chains == {("autopsies", "minister")}


def test_who_is_murdered_is_no_place() -> None:
    found = claims_of("THE PARTY DENIED ANY PART IN THE ASSASSINATION OF HECTOR VELTUN, A LEADER, IN GUATEMALA.")
    assert {c.place.name for c in found if c.place is not None} <= {"Guatemala"}
