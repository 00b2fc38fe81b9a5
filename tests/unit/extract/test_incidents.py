"""Incidents of invented telex reports: every name, place and group is made up."""

from __future__ import annotations

from counterclaim.extract.incidents import Incident, incidents, prepare
from counterclaim.extract.incidents.linear import shipped
from counterclaim.extract.incidents.phrases import phrases
from counterclaim.extract.parse import Parsed, parse
from counterclaim.read import passages
from counterclaim.records.source import Report
from counterclaim.settings import Settings

KIDNAPPING = """ORNVEL, 4 MAY 31 -- ARMED MEN YESTERDAY KIDNAPPED BUSINESSMAN ODVAR PELLANO.

   THE POLICE SAID THAT THE BUSINESSMAN WAS KIDNAPPED AS HE LEFT HIS HOUSE.
"""
MARKET = """ORNVEL, 4 MAY 31 -- THE MINISTER OF AGRICULTURE TODAY SAID THAT COFFEE PRICES WILL RISE.

   THE MINISTER ADDED THAT EXPORTS OF COFFEE GREW LAST YEAR.
"""


def read(text: str) -> tuple[Parsed, ...]:
    blank = {"capture": "", "locator": "", "path": "", "publisher": None, "author": None, "published": None}
    report = Report(id="r", language="en", text=text, sha256="", title=None, **blank)  # type: ignore[arg-type]
    return parse(passages(report, Settings()))


def told(text: str) -> tuple[Incident, ...]:
    learned = shipped()
    return incidents(prepare(read(text), text, "2031-05-04", learned), learned)


def test_a_kidnapping_is_one_incident_with_its_victim_and_day() -> None:
    found = told(KIDNAPPING)
    assert [i.kind for i in found] == ["KIDNAPPING"]
    assert found[0].last_day == "2031-05-03"
    assert "ODVAR PELLANO" in {p.name for p in found[0].people}
    assert "ARMED MEN" in found[0].doers
    assert told(KIDNAPPING) == found


def test_a_report_without_violence_has_no_incident() -> None:
    assert told(MARKET) == ()


def test_phrases_keep_their_offsets() -> None:
    for phrase in phrases(read(KIDNAPPING), KIDNAPPING):
        assert " ".join(KIDNAPPING[phrase.start : phrase.end].split()) == phrase.words
