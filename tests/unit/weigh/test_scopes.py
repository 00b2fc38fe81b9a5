"""Over which area and time a number is counted: the event's own unless its own words, or its place, say otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.judgement import Event
from counterclaim.records.words import AgentKind, Aspect, Measure
from counterclaim.weigh.scopes import OWN, scopes
from tests.unit.builders import a_claim, a_report, an_agent

HOME = Place("Orvane", 10.0, 10.0, 2000, "town")


def scope(text: str, words: str, place: Place | None = None, title: str = "") -> tuple[str, str]:
    """Give the scope of the number `words` in a text."""
    report = a_report(text)
    claim = a_claim(report, words, Aspect.COUNT, words, measure=Measure.KILLED, range=NumberRange(9, 9), place=place)
    event = Event(id="e_1", title=title, act_types=(), place=HOME, time=None, claims=(claim.id,), reports=(report.id,))
    return scopes(event, [claim], {report.id: report}).get(claim.id, OWN)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Shells killed 9 people in Orvane on Monday, it said.", ""),
        ("Since 3 May 2031, 9 people were killed.", "since 3 May 2031"),
        ("On 3 May 2031, 9 people were killed.", ""),
        ("Since May, 9 people were killed.", "since May"),
        ("It counted 9 people killed since the offensive began.", "since the offensive began"),
        ("It counted 9 people killed since the start of the siege.", "since the start of the siege"),
        ("It counted 9 people killed in the last 24 hours.", "in the last 24 hours"),
        ("It counted 9 people killed over the past month.", "over the past month"),
        ("Nobody could leave, and 9 people were killed since the road had been cut.", ""),
        ("It counted 400 dead since the war broke out. On Monday 9 people were killed.", ""),
        ("On Monday 9 people were killed, against 400 since the war broke out.", ""),
        ("On the other side, 9 people were killed over the same period.", "over the same period"),
    ],
)
def test_a_period_is_read_in_the_numbers_own_part_of_its_sentence(text: str, period: str) -> None:
    """A time since a start or over a span is another period; what another number says of itself is not."""
    assert scope(text, "9 people") == ("", period)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Shells killed 9 people in Orvane.", ""),
        ("Shells killed 9 people across Velmar province.", "across Velmar province"),
        ("Shells killed 9 people nationwide.", "nationwide"),
        ("Shells killed 9 people throughout the night.", ""),
    ],
)
def test_a_wider_area_is_told_by_words_and_a_place(text: str, area: str) -> None:
    """A word for spreading makes an area only before a name."""
    assert scope(text, "9 people") == (area, "")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Shells killed 9 people in the corner ward.", "in the corner ward"),
        ("Shells killed 9 people in the street.", "in the street"),
        ("Shells killed 9 people in the town.", ""),
        ("Shells killed 9 people near the ticket office.", "near the ticket office"),
        ("Shells killed 9 people next to a stall.", "next to a stall"),
        ("Shells fell near the gate and killed 9 people.", ""),
    ],
)
def test_a_place_inside_of_the_event_is_a_part_of_it(text: str, area: str) -> None:
    """Who counts those in one ward does not count all; where the event is told of that place, it does."""
    assert scope(text, "9 people") == (area, "")
    assert scope(text, "9 people", title="Bombardment of ward in street, stall by ticket office, Orvane") == OWN


def test_another_town_is_another_area_and_a_site_in_the_town_is_not() -> None:
    """Places that can lie in one another are one area; two that cannot are two."""
    text = "Shells killed 9 people there."
    assert scope(text, "9 people", replace(HOME, name="the market", level="site", precision_m=100)) == OWN
    assert scope(text, "9 people", Place("Kesh", 12.0, 10.0, 2000, "town")) == ("in Kesh", "")
    assert scope(text, "9 people", Place("Velmar", 12.0, 10.0, 400_000, "governorate")) == OWN
    assert scope(text, "9 people", Place("Kesh", level="town")) == ("in Kesh", "")


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("Ina Bell told Harbour Post that she counted 9 people killed beside her stall.", True),
        ("Bell said she saw at least 9 people killed.", True),
        ("“I had counted 9 people killed near my shop,” Ina Bell said.", True),
        ("Bell personally counted 9 people killed.", True),
        ("It counted 9 people killed in one corner of the market.", True),
        ("Ina Bell said that rescuers had counted 9 people killed.", False),
        ("Ina Bell saw that 9 people killed in the raid had been buried.", False),
        ("Ina Bell said that 9 people killed were brought to her clinic.", False),
        ("Gunmen shot the mayor outside his house, and 9 people killed were named by Ina Bell.", False),
    ],
)
def test_what_one_witness_saw_counts_a_part_of_the_event(text: str, partial: bool) -> None:
    """A number that its speaker saw with own eyes, or of one corner, is less than the event; others are its own."""
    report = a_report(text)
    who = an_agent("Ina Bell", AgentKind.PERSON)
    claim = a_claim(report, "9 people killed", Aspect.COUNT, "9", who, measure=Measure.KILLED, range=NumberRange(9, 9))
    event = Event(id="e_1", title="", act_types=(), place=HOME, time=None, claims=(claim.id,), reports=(report.id,))
    assert (scopes(event, [claim], {report.id: report}).get(claim.id, OWN) != OWN) is partial


def test_a_body_that_counts_counts_the_event() -> None:
    """A health office that says "we counted" has others count for it."""
    report = a_report("“We counted 9 people killed,” the health office said.")
    who = an_agent("health office", AgentKind.OFFICIAL_BODY)
    claim = a_claim(report, "9 people killed", Aspect.COUNT, "9", who, measure=Measure.KILLED, range=NumberRange(9, 9))
    event = Event(id="e_1", title="", act_types=(), place=HOME, time=None, claims=(claim.id,), reports=(report.id,))
    assert scopes(event, [claim], {report.id: report}) == {}
