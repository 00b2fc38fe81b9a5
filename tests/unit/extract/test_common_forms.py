"""The commonest forms of news sentences, made up for this project, about places and people that do not exist."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_whose_words import told


@pytest.mark.parametrize(
    "words",
    [
        "Activists neither confirmed nor denied that the army shelled the mill.",
        "Activists are investigating whether the army shelled the mill.",
        "Activists questioned whether the army shelled the mill.",
        "Activists refused to say whether the army shelled the mill.",
        "Activists said they had yet to establish whether the army shelled the mill.",
        "Activists are investigating reports that the army shelled the mill.",
    ],
)
def test_what_is_left_undecided_is_a_question(words: str) -> None:
    """Nobody says it, and nobody denies it."""
    assert {(who, stance) for who, stance, _ in told(words)} == {("activists", "question")}


def test_who_does_not_know_who_did_it_says_that_it_was_done() -> None:
    """What is left open is who did it, by whoever says so."""
    found = told("The panel said it was not clear who shelled the mill.")
    assert {("panel", "question", "perpetrator"), ("panel", "assert", "occurrence")} <= found


@pytest.mark.parametrize(
    "words",
    [
        "Reuters reported, citing Ann Bell, that two men were killed in Lom.",
        "Reuters reported that two men were killed in Lom on Friday, citing Ann Bell.",
        "Citing Ann Bell, Reuters said two men were killed in Lom.",
        "Reuters said, quoting Ann Bell, that two men were killed in Lom.",
        "Reuters reported on Monday, citing Ann Bell, that two men were killed in Lom on Friday.",
    ],
)
def test_whom_a_report_cites_says_it(words: str) -> None:
    """The one who cites passes it on."""
    assert {who for who, _, _ in told(words)} == {"ann bell > reuters"}


@pytest.mark.parametrize(
    "words",
    [
        "The army called the allegation by activists that it shelled the mill “a lie”.",
        "The army dismissed the report by activists that it shelled the mill in Lom as fabricated.",
        "The army dismissed as fabricated a report by activists that it shelled the mill.",
    ],
)
def test_what_is_called_a_lie_is_denied(words: str) -> None:
    """What others said stays theirs, and the report says nothing itself."""
    found = told(words)
    assert {("army", "deny", "perpetrator"), ("activists", "assert", "perpetrator")} <= found
    assert not any(not who for who, _, _ in found)


def test_who_calls_a_claim_false_makes_no_claim() -> None:
    """The claim is of nobody named, and not of who denies it."""
    assert told("The army called the claim that it shelled the mill false.") == {("army", "deny", "perpetrator")}


@pytest.mark.parametrize(
    "words",
    [
        "The army admitted to shelling a mill in Lom by mistake.",
        "The army apologised for shelling a mill in Lom on Friday.",
        "The army took responsibility for the shelling of a mill in Lom.",
        "The army accepted responsibility for the shelling of a mill in Lom.",
    ],
)
def test_who_owns_up_to_a_deed_did_it(words: str) -> None:
    """Nothing of it is the report's own."""
    found = told(words)
    assert ("army", "concede", "perpetrator") in found
    assert {who for who, _, _ in found} == {"army"}


def test_who_refuses_to_apologise_owns_up_to_nothing() -> None:
    """Nothing is conceded."""
    assert not any(s == "concede" for _, s, _ in told("The army refused to apologise for killing four civilians."))


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("In an interview with Reuters, a hospital director said two men were killed.", "hospital director > reuters"),
        ("According to residents, who spoke to the Lom Gazette, two men were killed in Lom on Friday.", "residents"),
        ("Ann Bell said two men were killed in Lom on Friday, Karven TV reported.", "ann bell > karven tv"),
    ],
)
def test_who_spoke_to_whom(words: str, speaker: str) -> None:
    """A speaker after a comma, or before one who reports it."""
    assert {who for who, _, _ in told(words)} == {speaker}


@pytest.mark.parametrize(
    "words",
    [
        "The army said the attack on the hospital was staged.",
        "The army said the attack on the hospital in Lom on Friday was a hoax.",
        "The army said there was no attack on the hospital in Lom.",
        "No attack on the hospital took place on Friday, the army said.",
    ],
)
def test_what_is_made_up_or_did_not_take_place_is_denied(words: str) -> None:
    """The report says nothing of it itself."""
    found = told(words)
    assert ("army", "deny", "occurrence") in found
    assert {(who, stance) for who, stance, _ in found} == {("army", "deny")}


@pytest.mark.parametrize(
    "words",
    ["The army said the attack on the hospital was no hoax.", "The attack on the hospital was staged by rebels."],
)
def test_what_is_no_hoax_or_was_staged_by_somebody_happened(words: str) -> None:
    """A negation takes the denial back, and an attack has those who stage it."""
    assert {stance for _, stance, _ in told(words)} == {"assert"}


def test_the_number_of_wounded_is_his_who_gives_it() -> None:
    """Wherever the parser hangs the number."""
    found = told("Activists put the number of wounded in the shelling of Lom at 30.")
    assert {who for who, _, _ in found} == {"activists"}


@pytest.mark.parametrize(
    "words",
    [
        "Activists said the army bombed the mill in Lom, a claim the army denied.",
        "Activists accused the army of bombing the mill in Lom, which the army has denied.",
        "Activists said the army bombed the mill, which the army denied.",
    ],
)
def test_what_is_denied_at_a_sentences_end(words: str) -> None:
    """The denial is the report's to tell, and not of those who are denied."""
    found = told(words)
    assert {("army", "deny", "perpetrator"), ("activists", "assert", "perpetrator")} <= found
    assert {who for who, _, _ in found} == {"army", "activists"}
