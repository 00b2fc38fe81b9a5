"""Events with a number of dead as a table shaped like UCDP's georeferenced event dataset, one event a row."""

from __future__ import annotations

from counterclaim.lexicons import lexicon
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import RangeGroup
from counterclaim.records.source import Report
from counterclaim.render.shapes import coded
from counterclaim.render.shapes.given import Given, Shape, event_range

_LOST = (
    "Events of which nobody gives a number of dead: the scheme has no such event, and they are left out and named.",
    "`low`, `best` and `high` are lowest, lowest, highest report: nobody ranks them, and it is no confidence interval.",
    "Numbers of one class of people are no total: only `deaths_civilians` has them, where one range of them is told.",
    "Kinds of violence, conflicts, dyads and sides: a coder's decisions, blank; who is accused stands in `cc_accused`.",
    "Who says what of whom, denials, lineage and coverage: only names of sources, and ids in the `cc_` columns.",
    "A blank cell is not zero: it says that nothing is known, or that the code is for a coder to give.",
)


def written(given: Given) -> str:
    """Give CSV with the scheme's columns and ours."""
    rows = (_row(d, given, group) for d in given.dossiers if (group := _dead(d)) is not None)
    return coded.table(lexicon("ucdp_ged", "neighbours")["columns"], rows)


def left_out(given: Given) -> tuple[str, ...]:
    """Give the ids of events that the scheme has no row for."""
    return tuple(d.event.id for d in given.dossiers if _dead(d) is None)


def _dead(dossier: Dossier) -> RangeGroup | None:
    return coded.counted(dossier, "ucdp_fatalities")


def _row(dossier: Dossier, given: Given, group: RangeGroup) -> dict[str, str]:
    event, place = dossier.event, coded.point(dossier)
    low, high = coded.bounds(dossier, group)
    civilians = event_range(dossier.finding, "killed", "civilian")
    exact = civilians is not None and civilians.low == civilians.high
    kinds = coded.act_codes(dossier, "ucdp")
    return coded.own(dossier, given) | {
        "id": event.id,
        "year": event.time.start[:4] if event.time and event.time.start[:4] == event.time.end[:4] else "",
        "type_of_violence": kinds[0] if len(kinds) == 1 else "",
        "number_of_sources": str(dossier.finding.tally.reports),
        "source_article": ";".join(map(_article, dossier.reports)),
        "source_original": "; ".join(dict.fromkeys(c.originator.name for c in dossier.claims)),
        "where_prec": coded.code(dossier, "ucdp_where_prec"),
        "where_coordinates": event.place.name if event.place else "",
        "adm_1": place.get("admin1", ""),
        "adm_2": place.get("admin2", ""),
        "latitude": place.get("latitude", ""),
        "longitude": place.get("longitude", ""),
        "geom_wkt": f"POINT ({place['longitude']} {place['latitude']})" if place.get("latitude") else "",
        "country": place.get("country", ""),
        "event_clarity": coded.code(dossier, "ucdp_event_clarity"),
        "date_prec": coded.code(dossier, "ucdp_date_prec"),
        "date_start": event.time.start if event.time else "",
        "date_end": event.time.end if event.time else "",
        "deaths_civilians": coded.number(civilians.low) if civilians is not None and exact else "",
        "low": low,
        "best": low,
        "high": high,
    }


def _article(report: Report) -> str:
    """Give an article as the scheme lists one: agency, day and headline in quotation marks."""
    day = report.published.start if report.published and report.published.precise else ""
    parts = (report.publisher or "", day, report.title or "")
    return '"' + ",".join(p.replace('"', "'") for p in parts) + '"'


SHAPE = Shape(
    title="CSV shaped like UCDP's georeferenced event dataset",
    file="events.ucdp.csv",
    written=written,
    lost=_LOST,
    left_out=left_out,
    neighbour="ucdp_ged",
)
