"""Across reports: numbers that tell one happening, or as many as there are towns; all claims are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.align import align
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Event
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, Aspect, Measure
from counterclaim.settings import Settings
from tests.unit.builders import a_claim, a_day, a_place, a_report

KILLING, DETENTION = ActType.MASSACRE_EXECUTION.value, ActType.DETENTION.value


_REPORTS: dict[str, Report] = {}


def aligned(text: str, *told: dict[str, Any], publisher: str = "Post", day: str = "2031-05-10") -> list[Claim]:
    """Give a report's claims, each of the words and slots in `told`."""
    report = a_report(text, publisher, day)
    _REPORTS[report.id] = report
    fields = [{"aspect": Aspect.OCCURRENCE, "value": "killing", **one} for one in told]
    return [a_claim(report, one.pop("words"), one.pop("aspect"), one.pop("value"), **one) for one in fields]


def events(*claims: Claim) -> tuple[Event, ...]:
    """Give the events of claims."""
    found, _ = align(list(claims), [_REPORTS[i] for i in sorted({c.report for c in claims})], Settings())
    return found


def held(text: str, publisher: str, day: str, *numbers: tuple[int, str]) -> list[Claim]:
    """Give a report's counts of people held."""
    told = [
        {
            "words": text,
            "aspect": Aspect.COUNT,
            "value": f"{n} detained",
            "act_type": DETENTION,
            "measure": Measure.DETAINED,
            "range": NumberRange(n, n),
            "target": who,
            "unit": "people",
        }
        for n, who in numbers
    ]
    return aligned(text, *told, publisher=publisher, day=day)


def test_same_numbers() -> None:
    """Two numbers that are alike, or a large one of the same people, are of one seizure in the same weeks."""
    first = held("two officers and 45 men are held", "Lom Post", "2031-05-10", (2, "officers"), (45, "men"))
    again = held("45 men and two officers were seized", "Dorn Post", "2031-05-12", (45, "men"), (2, "officers"))
    later = held("two officers and 45 men were jailed", "Velno Post", "2031-11-12", (2, "officers"), (45, "men"))
    assert sorted(len(e.claims) for e in events(*first, *again, *later)) == [2, 4]


def test_dead_of_several_towns() -> None:
    """A list that gives the dead of two towns is of two killings besides that of whom it names."""
    text = "killed Bell, 90 peasants in Lom and 70 boys in Velno"
    dead = {"words": text, "aspect": Aspect.COUNT, "act_type": KILLING, "measure": Measure.KILLED, "unit": "people"}
    claims = aligned(
        text,
        {"words": text, "act_type": KILLING, "target": "bell"},
        {**dead, "value": "90 killed", "range": NumberRange(90, 90), "target": "peasants", "place": a_place("Lom")},
        {
            **dead,
            "value": "70 killed",
            "range": NumberRange(70, 70),
            "target": "boys",
            "place": a_place("Velno", 9.0, 9.0, 1000),
        },
    )
    assert len(events(*claims)) == 3


def test_title_in_full() -> None:
    """A title names a person as fully as any claim of the event does."""
    day = a_day("2031-05-03")
    text = "Ann Mary Bell died in the murder of bishop bell"
    claims = aligned(
        text,
        {"words": "the murder of bishop bell", "target": "bishop bell"},
        {"words": text, "aspect": Aspect.VICTIM_IDENTITY, "value": "Ann Mary Bell", "target": "Ann Mary Bell"},
    )
    made = [replace(c, act_type=KILLING, time=day) for c in claims]
    assert [e.title for e in events(*made)] == ["Killing of Ann Mary Bell, 3 May 2031"]
