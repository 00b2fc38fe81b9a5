"""The vectors of standards §13.4 and the disagreements of §10 that bear on grades and codes, each with its clause."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.extract.words.times import times
from counterclaim.grade.evaluator import Fact, evaluate
from counterclaim.grade.probability import word_for
from counterclaim.grade.totals import Counted, totals
from counterclaim.records.extent import NumberRange, Place, TimeRange, joined
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Measure, VictimClass
from counterclaim.standards import standard
from counterclaim.weigh.numbers import label
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, given, nobody, person

NORTH, SOUTH = "Northern Guard", "Southern Army"

LABELS: list[tuple[str, Any, Any, str]] = [
    ("13.4 min null, max null", None, None, "Unknown"),
    ("13.4 min 3, max 3", 3, 3, "3"),
    ("13.4 min 3, max 5", 3, 5, "3–5"),
    ("13.4 min 0, max 5", 0, 5, "0–5"),
    ("13.4 min 5, max 3", 5, 3, "5"),
    ("13.4 at least 6", 6, None, "at least 6"),
    ("13.4 up to 6", 0, 6, "0–6"),
]


@pytest.mark.parametrize(("clause", "low", "high", "shown"), LABELS, ids=[r[0] for r in LABELS])
def test_labels(clause: str, low: float | None, high: float | None, shown: str) -> None:
    """Blank is not nought, and one number is shown once."""
    assert label(low, high) == shown


def test_a_maximum_under_its_minimum_is_a_slip() -> None:
    """13.4: 5 to 3 is kept as 5 to 5."""
    assert joined([NumberRange(5, 3)]) == NumberRange(5, 5)


def test_headline_alleged_and_conceded() -> None:
    """13.4: Confirmed 2–2, Fair 3–5, Weak 10–10, Contested 4–9 are 5–7 in the headline and 19–26 alleged."""
    rows = [
        Counted(event="e_1", value="confirmed", number=NumberRange(2, 2), conceded=NumberRange(1, 1)),
        Counted(event="e_2", value="fair", number=NumberRange(3, 5), conceded=NumberRange(9, 9)),
        Counted(event="e_3", value="weak", number=NumberRange(10, 10)),
        Counted(event="e_4", value="contested", number=NumberRange(4, 9)),
    ]
    sums = {t.name: t for t in totals(standard("airwars"), rows)}
    assert {name: t.words for name, t in sums.items()} == {"headline": "5–7", "alleged": "19–26", "conceded": "1"}


def test_sums_count_an_event_once_and_say_what_has_no_number() -> None:
    """12.3: an event blamed on two parties adds once; one without a number adds nothing and is told."""
    rows = [Counted(event="e_1", value="contested", number=NumberRange(4, 9))] * 2
    rows.append(Counted(event="e_2", value="weak", number=None))
    alleged = next(t for t in totals(standard("airwars"), rows) if t.name == "alleged")
    assert (alleged.words, alleged.events, alleged.without_number) == ("4–9", 2, 1)
    headline = next(t for t in totals(standard("airwars"), rows) if t.name == "headline")
    assert headline.words == "no event"
    only = [Counted(event="e_2", value="fair", number=None)]
    assert totals(standard("airwars"), only)[0].words == "no number"


CODES: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("10", "one day", "acled_time_precision", {"days": 1}, "1"),
    ("10", "one day", "ucdp_date_prec", {"days": 1}, "1"),
    ("10", "two days", "acled_time_precision", {"days": 2}, "2"),
    ("10", "six days", "ucdp_date_prec", {"days": 6}, "2"),
    ("10", "a week", "acled_time_precision", {"days": 7}, "2"),
    ("10", "a week", "ucdp_date_prec", {"days": 7}, "3"),
    ("10", "eight days", "acled_time_precision", {"days": 8}, "3"),
    ("10", "eight days", "ucdp_date_prec", {"days": 8}, "4"),
    ("13.4", "June 2023", "acled_time_precision", {"days": 30}, "3"),
    ("13.4", "June 2023", "ucdp_date_prec", {"days": 30}, "4"),
    ("10", "31 days", "acled_time_precision", {"days": 31}, "3"),
    ("10", "32 days", "acled_time_precision", {"days": 32}, "none"),
    ("10", "32 days", "ucdp_date_prec", {"days": 32}, "5"),
    ("10", "a year", "ucdp_date_prec", {"days": 366}, "5"),
    ("10", "more", "ucdp_date_prec", {"days": 367}, "none"),
    ("10", "no date", "ucdp_date_prec", {"days": 0}, "unknown"),
    ("10", "exact", "acled_geo_precision", {"level": "site", "metres": 100}, "1"),
    ("10", "exact", "ucdp_where_prec", {"level": "town", "metres": 5000}, "1"),
    ("10", "within 25 km", "acled_geo_precision", {"level": "unknown", "metres": 25000}, "2"),
    ("10", "within 25 km", "ucdp_where_prec", {"level": "unknown", "metres": 25000}, "2"),
    ("10", "ADM2", "acled_geo_precision", {"level": "district", "metres": 30000}, "2"),
    ("10", "ADM2", "ucdp_where_prec", {"level": "district", "metres": 30000}, "3"),
    ("10", "ADM1", "acled_geo_precision", {"level": "governorate", "metres": 90000}, "3"),
    ("10", "ADM1", "ucdp_where_prec", {"level": "governorate", "metres": 90000}, "4"),
    ("10", "a line", "ucdp_where_prec", {"level": "line", "metres": 0}, "5"),
    ("10", "country", "ucdp_where_prec", {"level": "country", "metres": 0}, "6"),
    ("10", "country", "acled_geo_precision", {"level": "country", "metres": 0}, "none"),
    ("10", "sea", "ucdp_where_prec", {"level": "sea", "metres": 0}, "7"),
    ("10", "no place", "acled_geo_precision", {"level": "no place", "metres": 0}, "unknown"),
    ("3.4", "one day told", "ucdp_event_clarity", {"days_told": 1, "days": 1}, "1"),
    ("3.4", "a summary", "ucdp_event_clarity", {"days_told": 3, "days": 9}, "2"),
]


@pytest.mark.parametrize(("clause", "what", "name", "facts", "code"), CODES, ids=[f"{r[2]} {r[1]}" for r in CODES])
def test_precision_codes(clause: str, what: str, name: str, facts: dict[str, Any], code: str) -> None:
    """One stored range of days or radius gives each scheme's code."""
    assert evaluate(standard(name), "code", {k: Fact(value=v) for k, v in facts.items()}).value == code


WORDS: list[tuple[str, float, str]] = [
    ("probability_phia", 52, "no term"),
    ("probability_phia", 7, "no term"),
    ("probability_phia", 40, "realistic possibility"),
    ("probability_phia", 50, "no term"),
    ("probability_phia", 75, "likely"),
    ("probability_phia", 100, "no term"),
    ("probability_icd203", 55, "likely"),
    ("probability_icd203", 5, "very unlikely"),
    ("probability_icd203", 20, "unlikely"),
    ("probability_icd203", 45, "roughly even chance"),
    ("probability_icd203", 80, "very likely"),
    ("probability_icd203", 95, "almost certain"),
    ("probability_icd203", 100, "no term"),
    ("probability_kent", 87, "almost certain"),
    ("probability_kent", 99, "almost certain"),
    ("probability_kent", 86.9, "probable"),
    ("probability_kent", 100, "certain"),
    ("probability_kent", 0, "impossible"),
]


@pytest.mark.parametrize(("scale", "percent", "word"), WORDS)
def test_words_of_probability(scale: str, percent: float, word: str) -> None:
    """6.3, 13.4: gaps have no term, shared ends go up, Kent's 93 ± 6 is 87 to 99."""
    assert word_for(scale, percent) == word


DATES = [
    ("13.4", "late June 2023", ("2023-06-01", "2023-06-30", False)),
    ("13.4", "June 2023", ("2023-06-01", "2023-06-30", False)),
    ("4.5", "3 June 2023", ("2023-06-03", "2023-06-03", True)),
]


@pytest.mark.parametrize(("clause", "words", "days"), DATES, ids=[d[1] for d in DATES])
def test_dates(clause: str, words: str, days: tuple[str, str, bool]) -> None:
    """A part of a month is the whole month, and never precise."""
    found = [w.range for w in times(f"The depot was shelled in {words}.", None)]
    assert found == [TimeRange(*days)]


def test_event_confirmed_by_one_party_only() -> None:
    """13.4: Confirmed for the party that accepts; Contested for the one that others name, never Confirmed."""
    scene = blamed(SOUTH)
    scene.accepts("Harbour Post", NORTH)
    scene.denies("Harbour Post", SOUTH, an_agent(SOUTH, AgentKind.ARMED_ACTOR))
    assert (scene.value(NORTH), scene.value(SOUTH)) == ("confirmed", "contested")


def test_fair_evidence_with_a_denial_stays_fair_and_the_position_is_kept() -> None:
    """13.4, 1.6: a bare denial is a position, and no rival cause."""
    scene = blamed(SOUTH)
    scene.denies("Harbour Post", SOUTH, an_agent(SOUTH, AgentKind.ARMED_ACTOR))
    assert scene.value(SOUTH) == "fair"
    position = given(scene, "huridocs_28")
    assert (position.value, position.label) == ("deny_responsibility", "0103 denies responsibility for the act")


def test_fourteen_copies() -> None:
    """13.4: one official in fourteen outlets is digit 3, Weak if read strictly; no profile that asks for two is met."""
    scene = Scene()
    for number in range(14):
        scene.blame(f"Outlet {number}", NORTH, person("Ina Bell"))
        scene.killed(f"Outlet {number}", 6, person("Ina Bell"))
    assert (scene.value(NORTH), scene.digit(NORTH).value) == ("weak", "3")
    assert given(scene, "ibc", "strict").value == "single"
    assert given(scene, "ibc", "literal").value == "recorded"
    assert given(scene, "every_casualty", "two_primaries").value == "inconclusive"
    assert given(scene, "unama").value == "not_verified"
    assert given(scene, "huridocs_41").value == "03"


def test_two_unnamed_sources_show_nothing() -> None:
    """13.4: two reports of “sources said” are digit 2, never 1, and no strict profile counts them."""
    scene = Scene()
    for number, outlet in enumerate(("Harbour Post", "Dune Radio")):
        scene.blame(outlet, NORTH, nobody(f"r_{number}"))
        scene.killed(outlet, 3, nobody(f"r_{number}"))
    assert scene.digit(NORTH).value == "2"
    assert given(scene, "ibc", "strict").value == "single"
    assert given(scene, "huridocs_41").value == "03"


def test_claimed_strike_without_harm() -> None:
    """13.4, 11.3: a claimed strike is declared action; it is neither Confirmed nor an acceptance of harm."""
    scene = Scene()
    army = an_agent(NORTH, AgentKind.ARMED_ACTOR)
    scene.blame("Guard Gazette", NORTH, army, claim_act=ClaimAct.CLAIM_RESPONSIBILITY)
    scene.killed("Harbour Post", 4, person("Ina Bell"))
    assert scene.value(NORTH) == "weak"
    position = given(scene, "huridocs_28")
    assert (position.value, position.flags) == ("claim", ("claiming_the_act_accepts_no_harm",))
    assert given(scene, "huridocs_41").value != "01"


FIGURES: list[tuple[str, list[Any], str, str, tuple[str, ...]]] = [
    ("10 no number", [], "none", "no_event", ()),
    ("3.1 disagreeing", [NumberRange(5, 5), NumberRange(9, 9)], "5", "low 5, best 5, high 9", ()),
    ("10 at least", [NumberRange(6, None)], "6", "low 6, best 6, high open", ()),
    ("13.4 dozens", [NumberRange(12, None)], "12", "low 12, best 12, high open", ("vague_quantifier",)),
]


@pytest.mark.parametrize(("clause", "ranges", "acled", "ucdp", "flags"), FIGURES, ids=[r[0] for r in FIGURES])
def test_figures(clause: str, ranges: list[NumberRange], acled: str, ucdp: str, flags: tuple[str, ...]) -> None:
    """3.1, 3.4, 10: one conservative figure; low, best and high; no number is not nought."""
    scene = Scene()
    scene.blame("Harbour Post", NORTH, person("Ina Bell"), act_type="massacre_execution", target="people")
    for number, told in enumerate(ranges):
        words = "dozens killed" if flags else f"{told.words()} killed"
        scene.say(f"Outlet {number}", Aspect.COUNT, words, person(f"Witness {number}"), act_type="shelling",
                  measure=Measure.KILLED, range=told, victim_class=VictimClass.UNKNOWN)  # fmt: skip
    found = given(scene, "acled_fatalities")
    assert found.label.startswith("0 (no number" if acled == "none" else acled)
    assert found.flags == flags
    assert ucdp in {given(scene, "ucdp_fatalities").value, given(scene, "ucdp_fatalities").label}


def test_codes_of_a_whole_event() -> None:
    """10: the codes of an event come from its one stored range and place."""
    scene = blamed(NORTH)
    scene.time, scene.place = TimeRange("2023-06-01", "2023-06-30", False), Place("Tel Amran", None, None, 800, "town")
    assert given(scene, "acled_time_precision").value == "3"
    assert given(scene, "ucdp_date_prec").value == "4"
    assert given(scene, "acled_geo_precision").value == given(scene, "ucdp_where_prec").value == "1"


def blamed(party: str) -> Scene:
    """Give two named people who blame one party, carried by two outlets, with people killed."""
    scene = Scene()
    for outlet, name in (("Harbour Post", "Ina Bell"), ("Dune Radio", "Oto Marsh")):
        scene.blame(outlet, party, person(name))
        scene.killed(outlet, 6, person(name))
    return scene
