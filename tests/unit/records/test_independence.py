"""The published counting vectors: reports / origins / shown independent (standards §13.4)."""

from __future__ import annotations

from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Origin
from counterclaim.records.naming import agent
from counterclaim.records.words import AgentKind


def an_origin(number: int, name: str, kind: AgentKind, shown: bool) -> Origin:
    """Give an origin that goes back to one agent."""
    root = agent(name, kind, f"r_{number}")
    return Origin(id=f"o_{number}", root=root, members=(), reports=(f"r_{number}",), shown=shown, reasons=())


def test_one_agency_item_with_a_named_official_counts_one() -> None:
    """Fourteen outlets with one agency item are one voice: 14 / 1 / 1."""
    assert shown_independent([an_origin(1, "Minister Orlan", AgentKind.PERSON, True)]) == 1


def test_two_reports_that_say_sources_show_nothing() -> None:
    """Two unrelated reports that name nobody are 2 / 2 / 0."""
    unnamed = [an_origin(n, "sources", AgentKind.GENERIC, False) for n in (1, 2)]
    assert shown_independent(unnamed) == 0


def test_two_named_voices_are_two_and_one_name_twice_is_one() -> None:
    """Only different roots are independent of each other."""
    one, two = (an_origin(n, name, AgentKind.PERSON, True) for n, name in ((1, "Ada Bram"), (2, "Cem Dorn")))
    assert shown_independent([one, two]) == 2
    assert shown_independent([one, an_origin(3, "Ada Bram", AgentKind.PERSON, True)]) == 1


def test_a_generic_hop_leaves_a_named_root_alone() -> None:
    """Origins not shown independent of others are at most one; no origin at all is zero."""
    hidden = [an_origin(n, name, AgentKind.PERSON, False) for n, name in ((1, "Ada Bram"), (2, "Cem Dorn"))]
    assert shown_independent(hidden) == 1
    assert shown_independent([]) == 0
