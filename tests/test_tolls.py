"""One happening is one event: twelve invented reports on two attacks of one day, one of the next, and the past.

Towns, bodies, outlets and events are invented; `tests/cases/README.md` counts them by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim import receive
from counterclaim.case import dossiers, settle, take
from counterclaim.progress import Quiet
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Question
from counterclaim.records.words import Aspect
from counterclaim.store import CaseFolder
from tests.conftest import clock

TOLLS = Path(__file__).parent / "cases" / "tolls"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """Take and settle the case once."""
    case = CaseFolder.open(tmp_path_factory.mktemp("tolls") / "case", create=True)
    take(case, [TOLLS], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    return case


@pytest.fixture(scope="module")
def told(case: CaseFolder) -> dict[str, Dossier]:
    """Give the dossiers by title."""
    return {d.event.title: d for d in dossiers(case)}


def files(case: CaseFolder, dossier: Dossier) -> set[str]:
    """Give the names of the files that an event's reports came in, without ending."""
    path = {r.id: Path(r.path).stem for r in case.reports()}
    return {path[r] for r in dossier.event.reports}


def killed(dossier: Dossier) -> Question:
    """Give the question of how many were killed."""
    counts = [q for q in dossier.finding.questions if q.aspect is Aspect.COUNT]
    return next(q for q in counts if any(a.group.startswith("killed|unknown") for a in q.answers))


MARKET = "Bombardment of market, Velno, 3 March 2031"
SCHOOL = "Bombardment of school, Tarsk, 3 March 2031"
BRIDGE = "Bombardment of bridge, Velno, 4 March 2031"


def test_every_report_of_a_shelling_is_in_its_event_and_no_other(case: CaseFolder, told: dict[str, Dossier]) -> None:
    """Tolls with and without the word, a bare killing, an explosion: one event; the other town and day stay apart."""
    assert files(case, told[MARKET]) == {"01", "02", "03", "05", "06", "07", "08", "09", "10", "11", "12"}
    assert files(case, told[SCHOOL]) == {"04", "05"}
    assert files(case, told[BRIDGE]) == {"09"}


def test_no_toll_of_the_day_stands_alone(told: dict[str, Dossier]) -> None:
    """The one killing that is an event of its own is the one in January, which the reports call an earlier one."""
    alone = [t for t in told if t.startswith("Killing")]
    assert alone == ["Killings, Velno, January 2031"]


def test_the_answers_to_how_many_are_those_of_the_happening(told: dict[str, Dossier]) -> None:
    """All figures for the market, and none of the school, the bridge, January, the year or the war."""
    whole = {a.words for a in killed(told[MARKET]).answers if a.words.endswith("people killed")}
    assert whole == {
        *("8 people killed", "9 people killed", "at least 10 people killed", "12 people killed"),
        *("13 people killed", "15 people killed", "at least 15 people killed", "17 people killed"),
    }
    assert {a.words for a in killed(told[SCHOOL]).answers} == {
        *("6 people killed", "7 people killed", "4 children killed"),
    }
    assert {a.words for a in killed(told[BRIDGE]).answers} == {"3 people killed"}


def test_a_part_of_the_dead_or_wounded_is_no_new_total(told: dict[str, Dossier]) -> None:
    """Four of the wounded died: four killed, a part; two of the dead were children: two children killed."""
    words = {a.words for a in killed(told[MARKET]).answers}
    assert {"4 people killed (a part of a larger number)", "2 children killed"} <= words
    injured = [a for q in told[MARKET].finding.questions for a in q.answers if a.group.startswith("injured")]
    assert {a.words for a in injured} == {"30 people injured"}


def test_who_tells_the_shelling_without_a_toll_is_silent_on_it(told: dict[str, Dossier]) -> None:
    """The two outlets that give no number are silent, and nobody else is."""
    assert {a.name for a in killed(told[MARKET]).silent} == {"Ostrel Monitor", "Quarter Review"}


def test_the_first_report_of_the_toll_is_the_first_of_the_happening(told: dict[str, Dossier]) -> None:
    """The market was told on its day, the school a day later by the one station that told of it first."""
    first = told[MARKET].finding.first_reported_by
    assert first is not None
    assert first[1] == "2031-03-03"
    assert told[SCHOOL].finding.first_reported_by == ("Radio Orsk", "2031-03-04")


def test_a_source_that_raises_its_toll_revises_it(told: dict[str, Dossier]) -> None:
    """The rescue service said 12, then 15: the last word counts, the first stays shown."""
    history = next(h for h in told[MARKET].finding.histories if h.agent.name == "Velno Rescue Service")
    assert history.kind == "revises"
    assert [s.words for s in history.stages][:2] == ["12 people killed", "15 people killed"]


def test_the_dead_of_a_war_are_no_event(told: dict[str, Dossier]) -> None:
    """Forty thousand since the war began and nine hundred last year stand under statements, without act or place."""
    (wide,) = [d for d in told.values() if any("40,000" in a.words for q in d.finding.questions for a in q.answers)]
    assert wide.event.act_types == ()
    assert wide.event.place is None


def test_what_a_toll_takes_over_is_marked(told: dict[str, Dossier]) -> None:
    """Place, day and act that stand in other sentences of a report are named as inferred; own ones are not."""
    claims = {c.text: c for c in told[MARKET].claims if c.aspect is Aspect.COUNT}
    assert claims["Twelve people were killed"].inferred == ("act_type", "place", "target", "time")
    assert claims["Thirteen people were killed in Velno on Monday"].inferred == ()
