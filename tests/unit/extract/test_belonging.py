"""What became of people belongs to what was done to them, and to nothing else; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim.extract import RuleExtractor
from counterclaim.read import passages
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings

SHELLED = "Shells hit a market in Velno on Monday. "


def claims(text: str, title: str | None = None) -> tuple[Claim, ...]:
    """Give the claims of an invented report of 20 May 2031, a Tuesday."""
    report = a_report(text, day="2031-05-20", title=title)
    return RuleExtractor().claims(report, passages(report, Settings()))


def killed(text: str, title: str | None = None) -> dict[str, str | None]:
    """Give the act that each number of people is told of, by the number's value."""
    return {c.value: c.act_type for c in claims(text, title) if c.aspect is Aspect.COUNT}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed when shells hit a market in Velno.",
        "Shells hit a market in Velno, and twelve people were killed.",
        "Shells hit a market in Velno, killing twelve people.",
        "Shells killed twelve people in a market in Velno.",
        "Twelve people were killed and injured in the shelling of a market in Velno.",
        SHELLED + "Twelve people were killed.",
        SHELLED + "Twelve people died in the attack, a doctor said.",
        SHELLED + "The army denied it. The death toll rose from 9 to 12.",
        SHELLED + "The road was closed. The mayor came.\n\nThe bells rang.\n\nTwelve people died.",
        "Twelve people died on Monday. Shells hit a market in Velno.",
        "Rockets fell on Velno. Twelve people were killed.",
    ],
)
def test_a_toll_is_that_of_the_shelling(text: str) -> None:
    """In its sentence by syntax, in the next ones by order, in the report by what all of it is about."""
    assert killed(text)["12 killed (unknown)"] == "shelling"


def test_the_title_tells_what_a_report_is_about() -> None:
    """A toll without any attack in the text is that of the title's, and the title itself gives no claim."""
    found = claims("Twelve people died, a doctor said.", "Shells hit market in Velno")
    assert [(c.aspect, c.act_type) for c in found] == [(Aspect.COUNT, "shelling")]


@pytest.mark.parametrize(
    "text",
    [
        SHELLED + "Since January 400 people have been killed in the province.",
        SHELLED + "Some 400 people have been killed in the war.",
        SHELLED + "Last year 400 civilians were killed.",
        SHELLED + "On average 400 people die every year.",
        SHELLED + "Elsewhere, 400 people were killed.",
        SHELLED + "On Saturday 400 people were killed in Velno.",
        SHELLED + "In Tarsk, 400 people were killed.",
        SHELLED + "More than 400 detainees have died in custody.",
    ],
)
def test_a_toll_of_something_else_stays_apart(text: str) -> None:
    """A war, a year, another place or day, a prison: none is the toll of Monday's shelling."""
    found = [c for c in claims(text) if c.aspect is Aspect.COUNT]
    assert found
    assert all(c.act_type != "shelling" for c in found)


def test_two_attacks_keep_their_dead() -> None:
    """Each toll is that of the attack told last before it, and of the one in its own place."""
    text = (
        SHELLED + "Ten people were killed. An air strike hit a school in Tarsk on Monday. "
        "Six people were killed. In Velno, 30 people were wounded."
    )
    found = {c.value: (c.act_type, c.place.name if c.place else None) for c in claims(text) if c.measure is not None}
    assert found["10 killed (unknown)"] == ("shelling", "Velno")
    assert found["6 killed (unknown)"] == ("air_strike", "Tarsk")
    assert found["30 injured (unknown)"] == ("shelling", "Velno")


def test_what_is_taken_over_is_named() -> None:
    """Act, place and day from another sentence are inferred; those of its own sentence are not."""
    own, taken = (c for c in claims(SHELLED + "Twelve people died.") if c.aspect in {Aspect.OCCURRENCE, Aspect.COUNT})
    assert own.inferred == ()
    assert taken.inferred == ("act_type", "place", "target", "time")
    assert taken.time == own.time


def test_who_fights_for_a_place_dies_of_its_taking() -> None:
    """The fighters do; of the civilians it is not said."""
    text = "The army captured Aleppo on Monday. About 40 fighters were killed. Nine civilians were killed."
    assert killed(text) == {
        "about 40 killed (combatant)": "territory_change_force",
        "9 killed (civilian)": "massacre_execution",
    }


def test_some_of_the_wounded_and_of_the_dead() -> None:
    """Four of the wounded died are killed, and no new injured; two of the dead were children are children killed."""
    text = SHELLED + "Four of the wounded died overnight. Two of the dead were children. The dead included three women."
    assert set(killed(text)) == {"4 killed (unknown)", "2 killed (children)", "3 killed (women)"}


def test_since_when_is_not_when() -> None:
    """The deadliest attack since January did not happen in January; what happened then did."""
    text = SHELLED + "The shelling was the deadliest since January, when 30 people died at the station."
    times = {c.value: c.time.start for c in claims(text) if c.time is not None}
    assert times["shelling of market"] == "2031-05-19"
    assert times["30 killed (unknown)"] == "2031-01-01"
