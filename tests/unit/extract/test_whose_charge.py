"""Charges, requests, titles and transcripts in the manner of wires and monitors: invented texts, what each gives."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of, said
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bishop accused the army of the murder of six monks.", ["army"]),
        ("The bishop accused the army of involvement in the murder of six monks.", ["army"]),
        ("The bishop accused the ministry of threatening the only witness of the murder of six monks.", []),
        ("The bishop accused the ministry of covering up the murder of six monks.", []),
        ("Six monks were killed. A statement attributed to the young officers said so.", []),
        (
            "General Bel rejected the front's charges against ranking officers, whom it accused of masterminding the "
            "killing of six monks.",
            ["ranking officers"],
        ),
    ],
)
def test_who_is_charged_did_what_the_charge_is_about(text: str, who: list[str]) -> None:
    """What a charge only names was done by nobody in it."""
    assert [c.value for c in of(text, Aspect.PERPETRATOR)] == who


def test_a_known_act_is_the_tellers_though_nobody_named_charges_somebody() -> None:
    """Who did it is hearsay; that it was done is not."""
    text = "Nine soldiers were charged with the murders of two women."
    assert said(text, Aspect.COUNT)[0][2] == "Harbour Post"
    assert said(text, Aspect.PERPETRATOR)[0][2] == "unnamed source (charged)"


@pytest.mark.parametrize(
    "text",
    [
        "The bishop requested that the government clarify the death of six monks whom soldiers murdered.",
        "The front demanded that the rebels admit that they killed six monks.",
        "It must be said that soldiers killed six monks.",
        "Monks fled in view of the inability of the army to stop the killing of six monks.",
    ],
)
def test_what_is_asked_for_or_led_up_to_is_said_by_nobody_new(text: str) -> None:
    """The one who is asked to say it has not said it."""
    names = {h.agent.name for c in claims_of(text) for h in c.chain}
    assert names <= {"Harbour Post", "front", "bishop", "Bishop"}


@pytest.mark.parametrize(
    "text",
    [
        "Six monks were killed in Velno. The general rejects a political solution to the conflict.",
        'The rector rejected the escalation of violence "as a means, above all now that monks have been killed."',
        '"There is no doubt that the crisis came at a bad moment," the president said after soldiers killed six monks.',
        "The massacre of the six monks was not a personal decision, the bishop said.",
        "No charges were levelled at the government after soldiers killed six monks.",
    ],
)
def test_nothing_is_denied(text: str) -> None:
    """Who opposes a thing, doubts nothing or says what a deed was not denies no deed."""
    assert {c.stance.value for c in claims_of(text)} <= {"assert"}


def test_the_day_of_an_admission_is_not_that_of_the_deed() -> None:
    """So it is with any saying."""
    assert of("On Friday, the minister admitted that soldiers killed six monks in Velno.", Aspect.COUNT)[0].time is None


def test_what_a_quotation_names_is_not_who_says_it() -> None:
    """A body in quotation marks is its own speaker, and a quotation's last noun is none."""
    text = 'In the note, a so-called "Young Officers\' Command" states that "Colonel Bel did the murders."'
    assert "Harbour Post" not in {c.originator.name for c in of(text, Aspect.PERPETRATOR)}


def test_a_surname_that_is_a_word_is_a_name_in_a_telex() -> None:
    """It stands behind a name that is no word, and alone before a verb of saying."""
    text = (
        "LOM, 3 MAY 90 (POST) -- [TEXT] INOCENCIO BELLS, UNDER SECRETARY OF FOREIGN AFFAIRS, ARRIVED TODAY. "
        "BELLS SAID THAT THE ARMY KILLED SIX MONKS IN VELNO."
    )
    assert {c.originator.name for c in of(text, Aspect.COUNT)} == {"Inocencio Bells"}


def test_a_verb_of_saying_is_no_surname() -> None:
    """However it stands behind a name."""
    text = "LOM, 3 MAY 90 (POST) -- [TEXT] AMBASSADOR ORVAN HARSK ASKED WHO HAD KILLED FATHER SEL."
    assert "asked" not in {(c.actor or "").lower() for c in claims_of(text)}


def test_the_first_speaker_of_a_conversation_speaks() -> None:
    """Right behind the monitor's note."""
    text = (
        "LOM, 3 MAY 90 (POST) -- [NEWS CONFERENCE WITH PRESIDENT PETR HARSK BY REPORTERS] [TEXT] [HARSK] FIRST, "
        "SOLDIERS KILLED SIX MONKS IN VELNO.\n\n   [REPORTER] WHO KNEW OF IT?\n\n   [HARSK] NOBODY KNEW OF IT."
    )
    assert {c.originator.name.split()[-1].lower() for c in of(text, Aspect.COUNT)} == {"harsk"}


def test_who_issues_the_statement_that_follows_speaks_in_it() -> None:
    """A document that somebody issues is theirs to its end."""
    text = "The Velno legal office issues the following statement on the raid:\n\nSoldiers killed six monks in Velno."
    assert "legal office" in of(text, Aspect.COUNT)[0].originator.name


def test_who_took_office_took_no_place() -> None:
    """An office without an article is no building."""
    assert list(claims_of("The president was invited when he took office in June.")) == []
