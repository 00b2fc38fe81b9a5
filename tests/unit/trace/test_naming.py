"""What merely names an event, on invented words: it joins nobody; what tells something of it does."""

from __future__ import annotations

import pytest

from counterclaim.records.registry import Registry
from counterclaim.records.words import LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import report_origins
from counterclaim.trace.naming import is_name
from counterclaim.tracing import lineage
from tests.unit.builders import a_report

NAME = "the shelling of the old fish market in Velm Orsk on 3 March 2031"


@pytest.mark.parametrize(
    "words",
    [
        NAME,
        f", {NAME},",
        "On 3 March 2031, the shelling of the old fish market in Velm Orsk",
        "air strike on the Karran ferry landing at Old Velm, on Monday, March 3, 2031",
    ],
)
def test_kind_place_and_day_are_a_name(words: str) -> None:
    """An act with where and when is what the event is called, in either order."""
    assert is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "the shelling of the old fish market in Velm Orsk by the Karran army on 3 March 2031",
        "the killing of 23 people at the old fish market in Velm Orsk on 3 March 2031",
        "the shelling of the old fish market in Velm Orsk killed dozens on 3 March 2031",
        "shells hit the old fish market in Velm Orsk in the morning of 3 March 2031",
        "the shelling of the old fish market in Velm Orsk and the fire after it",
        "the council of the old fish market in Velm Orsk met on 3 March 2031",
    ],
)
def test_what_tells_something_is_no_name(words: str) -> None:
    """Who did it, whom it killed, how many, or a sentence of its own is more than a name."""
    assert not is_name(words)


def test_a_shared_name_makes_nobody_a_copy() -> None:
    """Two short reports that share an event's name stay two voices, and the edge says why; a shared line joins them."""
    one = f"Velm Watch counted the dead of {NAME}. Nineteen names stand in its list so far."
    other = f"Our wards took in wounded people from {NAME}. Seven children died here, doctors wrote."
    told = f"{NAME}, as the harbour master wrote in a letter to the upper council of the town"
    for first, second, kind, sizes in (
        (one, other, LineageKind.QUOTES, [1, 1]),
        (f"We heard of {told}.", f"It was {told}!", LineageKind.SAME_TEXT, [2]),
    ):
        reports = [a_report(first, "Velm Watch", "2031-03-06"), a_report(second, "Orsk Doctors", "2031-03-05")]
        edges = list(lineage(reports, (), Registry(), Settings()))
        assert [e.kind for e in edges] == [kind]
        assert [len(o.members) for o in report_origins(reports, edges)] == sizes
