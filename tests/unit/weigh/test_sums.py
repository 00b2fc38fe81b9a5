"""Numbers add up, or do not: the cases of standards §13.5, and parts told from rivals. Invented texts."""

from __future__ import annotations

from typing import Any

from counterclaim.records.claim import PART, Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import AgentKind, Aspect, Measure, VictimClass
from counterclaim.weigh.sums import notes, within
from tests.unit.builders import a_claim, a_report, an_agent

REPORT = a_report("nine dead, said the office")
OFFICE = an_agent("Orsk Health Office", AgentKind.OFFICIAL_BODY)


def killed(low: float, high: float | None, victims: VictimClass | None = None, unit: str = "people") -> Claim:
    """Give a count of people killed, by one office in one report."""
    fields: dict[str, Any] = {
        "measure": Measure.KILLED, "victim_class": victims, "range": NumberRange(low, high), "unit": unit,
    }  # fmt: skip
    return a_claim(REPORT, "nine dead", Aspect.COUNT, f"{low}-{high} {victims} {unit}", OFFICE, **fields)


def test_a_part_is_no_more_than_its_whole() -> None:
    """An open side leaves it possible."""
    assert within(NumberRange(4, 4), NumberRange(12, 12))
    assert within(NumberRange(14, 14), NumberRange(12, None))
    assert not within(NumberRange(14, 14), NumberRange(12, 12))


def test_children_among_the_dead_are_a_part() -> None:
    """Four children of twelve killed are a part of the whole, and fourteen of twelve are a slip that is shown."""
    (words,) = notes([killed(12, 12), killed(4, 4, VictimClass.CHILDREN)])
    assert "a part of the whole, not a rival of it" in words
    (marked,) = notes([killed(12, 12), killed(3, 3, VictimClass.COMBATANT, f"people{PART}")])
    assert "a part of the whole" in marked
    (wrong,) = notes([killed(12, 12), killed(14, 14, VictimClass.CHILDREN)])
    assert "more than the whole" in wrong


def test_civilians_and_combatants_make_up_the_whole() -> None:
    """Two classes that nobody is in twice add up, do not, or cannot be judged."""
    civil, armed = killed(7, 7, VictimClass.CIVILIAN), killed(5, 5, VictimClass.COMBATANT)
    assert "the parts add up" in notes([killed(12, 12), civil, armed])[0]
    assert "the parts make 12, not 13" in notes([killed(13, 13), civil, armed])[0]
    assert "cannot be judged" in notes([killed(12, None), civil, armed])[0]


def test_two_wholes_are_not_taken_apart() -> None:
    """With two wholes nothing says which one a part is of."""
    assert notes([killed(12, 12), killed(15, 15), killed(4, 4, VictimClass.CHILDREN)]) == ()
