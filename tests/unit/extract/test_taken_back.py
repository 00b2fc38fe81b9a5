"""What an outlet takes back, what is not disputed, and what a long chain rejects; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report
from tests.unit.extract.test_rival_accounts import rows

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings

TOLD = "The Velno Herald reported on Monday that 14 people were killed in the raid on the mill. "


def own(text: str, *aspects: Aspect) -> set[tuple[str, str]]:
    """Give the stances and values of what a paper says itself, of some questions."""
    report = a_report(text, publisher="Velno Herald")
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    return {(c.stance.value, c.value) for c in found if c.aspect in aspects and len(c.chain) == 1}


@pytest.mark.parametrize(
    "words",
    [
        "We retract our report that 14 people were killed.",
        "We have withdrawn our story that 14 people were killed.",
        "A raid hit the mill, residents said. We take back our report that 14 people were killed in it.",
    ],
)
def test_an_outlet_takes_its_own_report_back(words: str) -> None:
    """In one sentence, wherever it stands."""
    assert own(words, Aspect.COUNT) == {("retract", "14 killed (unknown)")}


def test_a_story_is_taken_back_by_who_told_it() -> None:
    """A story is a thing said, as a claim is."""
    assert rows("The Orsk Courier withdraws its story that 14 people died.", Aspect.COUNT) == {
        ("Orsk Courier", "retract", "14 killed (unknown)")
    }


@pytest.mark.parametrize(
    "after",
    [
        "That figure was incorrect and the newspaper withdraws the report.",
        "The figure, which was attributed to the Lom Rescue Service, was wrong.",
        "The Herald withdraws the report.",
    ],
)
def test_a_report_is_taken_back_in_a_later_sentence(after: str) -> None:
    """The figure is, and nobody is accused of it; the raid itself is not taken back."""
    assert ("retract", "14 killed (unknown)") in own(TOLD + after, Aspect.COUNT)
    assert not own(TOLD + after, Aspect.PERPETRATOR)
    assert "retract" not in {s for s, _ in own(TOLD + after, Aspect.TARGET)}


def test_what_another_said_is_denied_and_not_taken_back() -> None:
    """Nor does a toll that was never told deny the raid, nor an army that withdraws take words back."""
    text = "Officials said 14 people were killed in the raid. That figure was wrong."
    assert own(text, Aspect.COUNT) == {("deny", "14 killed (unknown)")}
    assert not own("A raid hit a mill, residents said. The toll was wrong.", Aspect.TARGET, Aspect.COUNT)
    assert {s for s, _ in own("The army withdrew its troops from Velno.", Aspect.OCCURRENCE)} == {"assert"}


@pytest.mark.parametrize("verb", ["does not dispute", "did not contest", "does not question", "has never disputed"])
def test_what_is_not_disputed_is_conceded(verb: str) -> None:
    """It was left open, or asserted by the outlet."""
    found = rows(f"The army {verb} that 14 people were killed at the mill.", Aspect.COUNT)
    assert found == {("army", "concede", "14 killed (unknown)")}


@pytest.mark.parametrize(
    "words",
    [
        "rejects the claims circulated by the media of the group called Hill Front concerning the raid on the mill",
        "dismissed the accusations spread by backers of the party called Dawn regarding the raid on the mill",
        "denies the reports published by papers of the exiled council relating to the raid on the mill",
    ],
)
def test_what_a_long_chain_is_about_is_denied(words: str) -> None:
    """However many stand between what is said and what it is about."""
    assert ("ministry", "deny", "mill") in rows(f"The ministry {words}.", Aspect.TARGET)


@pytest.mark.parametrize(
    "words",
    ["having inflated the number of people killed at the mill", "lying about the people killed in the raid"],
)
def test_who_tells_a_false_number_killed_nobody(words: str) -> None:
    """What the accusation is about is not what the accused is charged with."""
    assert not rows(f"The ministry accused the Hill Front of {words}.", Aspect.PERPETRATOR)
