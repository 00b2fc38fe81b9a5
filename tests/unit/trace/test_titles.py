"""An office of one is one voice with whoever holds it; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Origin
from counterclaim.records.registry import Registry
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.trace.titles import holder, title_of, titles
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report, an_agent

PERSON, UNNAMED = AgentKind.PERSON, AgentKind.UNNAMED_GROUP


def voices(*said: tuple[str, str, AgentKind]) -> tuple[Origin, ...]:
    """Give the voices of speakers, each with the text of its report, who all say that it fell."""
    reports, claims = [], list[Claim]()
    for number, (text, name, kind) in enumerate(said):
        report = a_report(f"{text} it fell, number {number}.", f"Paper {number}")
        reports.append(report)
        speaker = an_agent(name, kind, report.id)
        claims.append(a_claim(report, "it fell", Aspect.OCCURRENCE, "shelling", speaker, event="e_1"))
    return origins(claims, lineage(reports, claims, Registry(), Settings()))


@pytest.mark.parametrize(
    "text",
    [
        "Ilan Marsh, the mayor of Velno, said",
        "Velno mayor Ilan Marsh said",
        "The mayor of Velno, Ilan Marsh, said",
        "Mayor Ilan Marsh said",
        "On Friday Ilan Marsh, Velno's mayor, said",
    ],
)
@pytest.mark.parametrize("called", ["mayor", "mayor of Velno", "Velno mayor", "city's mayor"])
def test_the_mayor_is_whom_another_report_calls_so(text: str, called: str) -> None:
    """A title and a name are one voice, and the reason quotes the words that say so."""
    (one,) = voices((text, "Ilan Marsh", PERSON), (f"The {called} said", called, UNNAMED))
    assert "mayor" in " ".join(one.reasons).lower()


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Ilan Marsh, the mayor of Velno, said", "mayor of Dorn"),
        ("Ilan Marsh, the deputy mayor of Velno, said", "mayor"),
        ("Ilan Marsh, the former mayor, said", "mayor"),
        ("Ilan Marsh, a doctor, said", "doctor"),
        ("Ilan Marsh said the mayor fled and that", "mayor"),
    ],
)
def test_another_office_is_another_voice(text: str, called: str) -> None:
    """A deputy, another town's mayor and a doctor are nobody else."""
    assert len(voices((text, "Ilan Marsh", PERSON), (f"The {called} said", called, UNNAMED))) == 2


@pytest.mark.parametrize(
    ("text", "called", "voices_are"),
    [
        ("The director of the Velno hospital spoke. The director, Ilan Marsh, said", "director of Velno hospital", 1),
        ("Ilan Marsh, director of the Velno hospital, said", "director of the Velno hospital in Dorn", 1),
        ("The director, Ilan Marsh, said", "director of Velno hospital", 2),
        ("Ilan Marsh, director of the Velno hospital, said", "director", 2),
        ("Ilan Marsh, director of the Velno hospital, said", "medical director of Velno hospital", 2),
        ("Ilan Marsh, director of the Dorn clinic, said", "director of Velno hospital", 2),
        ("The director of the Velno hospital met the director of the Dorn clinic. The director, Ilan Marsh, said",
         "director of Velno hospital", 2),
    ],
)  # fmt: skip
def test_a_director_is_who_holds_the_seat_of_a_house(text: str, called: str, voices_are: int) -> None:
    """Only where the report says of which house, and names one; a medical director is another."""
    assert len(voices((text, "Ilan Marsh", PERSON), (f"The {called} said", called, UNNAMED))) == voices_are


def test_of_two_mayors_neither_is_meant() -> None:
    """Where two persons can be meant, nobody is."""
    texts = {"r": a_report("Ilan Marsh, the mayor of Velno, met Dorin Hask, the mayor of Dorn.")}
    held = titles(texts, {"r": ["Ilan Marsh", "Dorin Hask"]})
    assert holder("mayor", held) is None
    one = holder("mayor of Dorn", held)
    assert one is not None
    assert one[0] == "dorin hask"
    assert title_of("resident") is None


def test_locals_are_not_shown_to_be_others_than_residents() -> None:
    """Residents, locals and witnesses can be the same people."""
    found = voices(("Residents said", "Residents", UNNAMED), ("Locals said", "Locals", UNNAMED))
    assert len(found) == 2
    assert shown_independent(found) == 1
