"""Speakers of headings, of forwarded words and of documents: invented texts and names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.builders import a_report
from tests.unit.extract.test_prose import claims_of

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.extract.named.authors import author
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.settings import Settings


def speakers(text: str) -> set[str]:
    """Give who stands at the start of each claim of a text."""
    return {c.originator.name for c in claims_of(text)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police: gunmen killed nine in Velno", "police"),
        ("Twelve dead in market strike: health office", "health office"),
        ("UN says 40 houses destroyed in Velno", "United Nations"),
    ],
)
def test_a_heading_has_a_speaker(text: str, speaker: str) -> None:
    """What a colon or "says" sets apart in a heading is who says the rest."""
    assert speakers(text + "\n") == {speaker}


def test_a_heading_may_mean_a_person_named_below() -> None:
    """“Mayor: …” is the mayor whom the report names afterwards."""
    text = "Mayor: twelve killed in Velno\n\nThe mayor of Velno, Orvan Sel, said that twelve people were killed.\n"
    assert speakers(text) == {"Orvan Sel"}


def test_a_colon_after_a_place_or_a_verb_makes_no_speaker() -> None:
    """“Velno: nine killed” and “He said: …” are no headings with a speaker."""
    assert speakers("Velno: nine killed by gunmen\n") == {"Harbour Post"}


@pytest.mark.parametrize(
    "text",
    [
        "Forwarded from Velno Civil Defence\nA strike hit the market in Velno. Twelve people were killed.\n",
        "FYI\n\n---------- Forwarded message ---------\nFrom: Velno Civil Defence <cd@velno.example>\n"
        "Subject: Strike\n\nA strike hit the market in Velno. Twelve people were killed.\n",
    ],
)
def test_forwarded_words_are_of_whom_they_come_from(text: str) -> None:
    """A line or a mail's header above forwarded words names who says them; the report passes them on."""
    found = claims_of(text)
    assert found
    assert all([h.agent.name for h in c.chain] == ["Velno Civil Defence", "Harbour Post"] for c in found)


def test_a_messenger_says_whose_words_it_passes_on() -> None:
    """What a chat's export names as forwarded stands at the start of each chain of the message."""
    text = "A strike hit the market in Velno. Residents say the brigade fired it.\n"
    report = replace(a_report(text), came_from=(("forwarded", "Velno Civil Defence"),))
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    assert {h.agent.name for c in found for h in c.chain[-2:-1]} == {"Velno Civil Defence"}
    assert any(c.originator.kind is AgentKind.UNNAMED_GROUP for c in found)


def test_a_mailing_is_no_person() -> None:
    """The name under which an outlet sends mail is no person's; a person's is."""
    report = replace(a_report("Nothing.\n"), publisher=None)
    assert author(replace(report, author="Lom Herald Newsletter")).kind is AgentKind.OUTLET
    assert author(replace(report, author="Velno Health Office")).kind is AgentKind.OFFICIAL_BODY
    assert author(replace(report, author="Ann Bell")).kind is AgentKind.PERSON


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The government communiqué said that nine people were killed in Velno.", "government"),
        ("Ministry figures show that 40 houses were destroyed in Velno.", "Ministry"),
        ("Information that the order received says that nine people were killed in Velno.", "order"),
        ("This independent investigation found that the army had shelled Velno.", "independent investigation"),
    ],
)
def test_a_document_speaks_for_who_is_behind_it(text: str, speaker: str) -> None:
    """A document is its maker's, as its words name it; an inquiry that names none speaks for itself."""
    assert {c.originator.name.removeprefix("This ") for c in claims_of(text)} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "The head of the Velno office, Lenka Dorv, said nine people were killed in Velno.",
        "Defence Ministry spokeswoman Lenka Dorv said nine people were killed in Velno.",
        "Lenka Dorv, a physician at the hospital, said nine people were killed in Velno.",
    ],
)
def test_words_beside_a_name_make_a_person(text: str) -> None:
    """A full name that a title or a description stands beside is a person's."""
    (count,) = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert (count.originator.name, count.originator.kind) == ("Lenka Dorv", AgentKind.PERSON)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army killed two nurses in Velno. That statement was made in Lom by Colonel Ander Benav.", "Ander Benav"),
        ("Two nurses were killed in Velno. This was reported to the Lom Post by Ander Benav.", "Ander Benav"),
        ("Two nurses were killed in Velno. This was done by soldiers.", "Harbour Post"),
    ],
)
def test_a_sentence_may_name_who_said_the_one_before(text: str, speaker: str) -> None:
    """“This was reported by X” gives the sentence before to X; “this was done by X” does not."""
    counted = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert {c.originator.name for c in counted} == {speaker}


def test_words_right_below_a_colon_are_said() -> None:
    """What stands below “X said:” without marks is X's, though nobody says “we”; the next paragraph is the report's."""
    text = "Lena Dorv said:\n\nThe army destroyed two villages.\n\nThree hamlets were destroyed near Lorne.\n"
    found = [(c.value, c.originator.name) for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert ("2 destroyed (residential)", "Lena Dorv") in found
    assert not any(who == "Lena Dorv" for value, who in found if value.startswith("3"))


def test_an_office_inside_a_name_is_no_part_of_it() -> None:
    """“Defence Secretary Ash Cardan” is Ash Cardan, whom “the secretary” means later."""
    text = "Defence Secretary Ash Cardan met them in Lom. Nine people were killed in Velno, the secretary said.\n"
    (count,) = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert count.originator.name == "Ash Cardan"


def test_a_statement_is_of_who_spoke_in_it() -> None:
    """“The statement said” is of whoever spoke in a statement before, not of who spoke last."""
    text = (
        "The Northern Brigade said in a statement that it had left Velno. The mayor denied that. "
        "Nine people were killed, the statement added.\n"
    )
    (count,) = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert count.originator.name == "Northern Brigade"


def test_a_communique_has_an_issuer() -> None:
    """“VELNO FRONT [VF] COMMUNIQUE: …” is of the front, and not of the station that read it."""
    text = "LOM, 3 May (Radio Lom) -- Velno Front [VF] Communique: The army killed two nurses in Velno.\n"
    assert {c.originator.name for c in claims_of(text)} == {"Velno Front"}


def test_a_quoted_name_does_not_hide_what_is_said_of_it() -> None:
    """“The ‘Free Army’ is responsible for …” says that, and does not only call it a free army."""
    text = 'A bomb hit the market in Velno. According to Orvan Sel, the "Free Army" is responsible for the violence.\n'
    said = [c for c in claims_of(text) if c.aspect is Aspect.CHARACTERISATION]
    assert [(c.value, c.originator.name) for c in said] == [("responsible for the violence", "Orvan Sel")]
