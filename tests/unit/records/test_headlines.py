"""A headline's number that its report gives to somebody below: it only sums up; all texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.extent import NumberRange
from counterclaim.records.headlines import summed_up
from counterclaim.records.words import AgentKind, Aspect
from tests.unit.builders import a_claim, a_report, an_agent

TITLE = "Fourteen killed as shells hit Orvane"


@pytest.mark.parametrize(
    ("below", "number", "sums_up"),
    [
        ("At least 14 were killed", NumberRange(14, None), True),
        ("14 were killed", NumberRange(14, 14), True),
        ("At least 20 were killed", NumberRange(20, None), False),
        ("From 14 to 20 were killed", NumberRange(14, 20), False),
    ],
)
def test_an_outlet_counts_nobody_by_its_headline(below: str, number: NumberRange, sums_up: bool) -> None:
    """Its number is that of whom the text names, who may have said "at least"; another number is its own."""
    report = a_report(f"{TITLE}\n\n{below}, Ann Bell said.", title=TITLE)
    above = a_claim(report, "Fourteen killed", Aspect.COUNT, "14", range=NumberRange(14, 14))
    said = a_claim(report, below, Aspect.COUNT, "14", an_agent("Ann Bell", AgentKind.PERSON), range=number)
    assert summed_up((above, said), {report.id: report}) == ({above.id} if sums_up else frozenset())
