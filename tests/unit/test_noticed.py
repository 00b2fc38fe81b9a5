"""Who is noticed as a person where reading took a name with its office for a body; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.noticed import Agents, Met, behind_title, named
from counterclaim.records.words import AgentKind, Aspect
from tests.unit.builders import a_claim, a_report, an_agent


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Karven High Commissioner for Human Rights Volker Tolmen", "Volker Tolmen"),
        ("President of Velland Ora Tolm", "Ora Tolm"),
        ("Commander of the Tarn Front Peter Marsh", "Peter Marsh"),
        ("Karven High Commissioner for Human Rights", ""),
        ("Office of the Mayor of Lom", ""),
        ("Director of the Old Lom Museum", ""),
        ("Ministry of Defence of North Karven", ""),
        ("Movement for the Liberation of West Karven", ""),
        ("Minister of Public Works", ""),
    ],
)
def test_a_name_behind_an_office_is_a_persons(words: str, name: str) -> None:
    assert behind_title(words) == name


def test_who_is_told_with_an_office_is_a_person_and_no_body_under_either_name() -> None:
    report = a_report("Karven Commissioner for Public Works Volker Tolmen said it fell. Tolmen said so.", "Post")
    claims = tuple(
        a_claim(report, "it fell", Aspect.OCCURRENCE, "fall", an_agent(n, AgentKind.ORGANISATION), event="e_1")
        for n in ("Karven Commissioner for Public Works Volker Tolmen", "Tolmen")
    )
    agents = Agents(claims, (report,))
    assert not agents.is_body("Tolmen")
    assert "Volker Tolmen" in named((), Met(agents, claims, (report,)))
