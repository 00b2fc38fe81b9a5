"""Where and when an act was that is told by another one, or by a body at the seat of its state; texts are invented."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.extent import TimeRange
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings

STRUCK = "A missile attack levelled homes in Lom on Saturday. "


def _counted(text: str) -> list[tuple[str, str | None, str | None]]:
    """Give each number with its place and its day."""
    report = replace(a_report(text), published=TimeRange("2031-10-18", "2031-10-18", True))
    counts = [c for c in RuleExtractor().claims(report, read.passages(report, Settings())) if c.aspect is Aspect.COUNT]
    return [(c.value, c.place.name if c.place else None, c.time.start if c.time else None) for c in counts]


def test_what_an_attack_came_days_after_was_on_an_earlier_day() -> None:
    found = _counted(f"{STRUCK}The attack came six days after a missile struck the town, killing ten civilians.")
    assert found == [("10 killed (civilian)", "Lom", "2031-10-12")]
    found = _counted("The attack in Lom on Friday came two days after rebels killed nine soldiers in Orsk.")
    assert found == [("9 killed (combatant)", "Orsk", "2031-10-15")]


def test_who_came_days_after_is_no_attack() -> None:
    found = _counted(f"{STRUCK}Medics came two days after a shell had killed ten civilians there.")
    assert [day for _, _, day in found] == [None]


def test_in_the_attack_is_where_the_attack_was() -> None:
    found = _counted(
        "Rebels shelled Lom on Saturday. The army fled to Orsk. A doctor said ten people were killed in the attack."
    )
    assert [place for _, place, _ in found] == ["Lom"]


def test_a_ministry_at_the_seat_of_its_state_tells_of_the_town_told_before() -> None:
    told = "An air strike hit the hospital in Kunduz on Saturday. In Kabul, {} said 20 people were killed."
    assert [p for _, p, _ in _counted(told.format("the defence ministry"))] == ["Kunduz"]
    assert [p for _, p, _ in _counted(told.format("police"))] == ["Kabul"]


def test_the_name_of_a_war_is_not_where_an_act_was() -> None:
    found = _counted("A missile killed nine people at home in Izyum in an escalation of the Lviv conflict.")
    assert [place for _, place, _ in found] == ["Izyum"]
    found = _counted("Nine people were killed on Monday in the latest violence of the Lviv conflict.")
    assert [place for _, place, _ in found] == [None]
