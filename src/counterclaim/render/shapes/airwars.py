"""Events as a table shaped like Airwars' incidents of civilian harm: a row for each event and party graded."""

from __future__ import annotations

import json
from collections.abc import Iterator

from counterclaim.lexicons import lexicon
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Grade
from counterclaim.records.words import DecisionKind
from counterclaim.render.shapes import coded
from counterclaim.render.shapes.given import Given, Shape, event_range

_LOST = (
    "One event has a row for each party that is accused: their numbers are the same, and must not be added up.",
    "`grading` is that by outlets; that by origins stands in `cc_grading_by_origins`, its rules in no column.",
    "`strike_status` is blank unless a person decided it or the grade is Contested; what a party conceded is blank.",
    "Numbers of men and names of victims are blank: none is counted as such; other classes stand in `cc_ranges`.",
    "`date` is blank for an event of several days; first and last day stand in the `cc_` columns.",
    "Who says what of whom, denials, lineage and coverage: only counts, and ids in the `cc_` columns.",
    "A blank cell is not zero: it says that no number is known.",
)
_BY_ORIGINS = "cc_grading_by_origins"
_CLASSES = (
    ("civilians_killed", "killed", "civilian"),
    ("children_killed", "killed", "children"),
    ("women_killed", "killed", "women"),
    ("civilians_injured", "injured", "civilian"),
    ("militants_killed", "killed", "combatant"),
)


def written(given: Given) -> str:
    """Give CSV with the scheme's columns and ours."""
    columns = (*lexicon("airwars", "neighbours")["columns"], "location", _BY_ORIGINS)
    return coded.table(columns, (row for d in given.dossiers for row in _rows(d, given)))


def _rows(dossier: Dossier, given: Given) -> Iterator[dict[str, str]]:
    mine = [g for g in dossier.grades if g.standard == "airwars"]
    strict = {g.subject: g.label for g in mine if g.mode == "strict"}
    for grade in (g for g in mine if g.mode != "strict"):
        yield _row(dossier, given, grade) | {_BY_ORIGINS: strict.get(grade.subject, "")}


def _row(dossier: Dossier, given: Given, grade: Grade) -> dict[str, str]:
    event, place = dossier.event, coded.point(dossier)
    harm = grade.value != "ungraded"
    cells = {
        "unique_reference_code": event.id,
        "country": place.get("country", ""),
        "date": event.time.start if event.time and event.time.start == event.time.end else "",
        "grading": grade.label if harm else "",
        "latitude": place.get("latitude", ""),
        "longitude": place.get("longitude", ""),
        "geolocation_accuracy": _tables()["accuracy"].get(event.place.level, "") if event.place else "",
        "strike_status": _status(dossier, grade),
        "civilian_harm_reported": "1" if harm else "0",
        "belligerent_list": json.dumps([{"belligerent": grade.subject}] if harm else [], ensure_ascii=False),
        "location": event.place.name if event.place else "",
    }
    for column, measure, victims in _CLASSES:
        cells |= _bounds(column, event_range(dossier.finding, measure, victims))
    return coded.own(dossier, given) | cells


def _status(dossier: Dossier, grade: Grade) -> str:
    """Give the strike status that a person decided, the latest first, or that a contested grade is paired with."""
    about = {dossier.event.id, grade.id}
    made = [d for d in dossier.decisions if d.kind is DecisionKind.NEAR_ACTION and d.subject in about]
    decided = _tables()["strike_status"].get(made[-1].field("value"), "") if made else ""
    return decided or ("contested_strike" if grade.value == "contested" else "")


def _bounds(column: str, numbers: NumberRange | None) -> dict[str, str]:
    low, high = (numbers.low, numbers.high) if numbers else (None, None)
    return {f"{column}_min": coded.number(low), f"{column}_max": coded.number(high)}


def _tables() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = lexicon("airwars", "neighbours")
    return found


SHAPE = Shape(
    title="CSV shaped like Airwars' incidents",
    file="events.airwars.csv",
    written=written,
    lost=_LOST,
    neighbour="airwars",
)
