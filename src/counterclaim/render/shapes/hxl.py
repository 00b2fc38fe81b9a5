"""Events as CSV with a row of HXL hashtags under the heading, one event a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import NumberRange, Place
from counterclaim.render.export import guarded
from counterclaim.render.shapes.coded import number
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested, event_range, graded
from counterclaim.render.unconfirmed import banner

_TAGS = {
    "event": "#event+id",
    "title": "#event+name",
    "notice": "#meta+notice",
    "acts": "#event+type+list",
    "first day": "#date+start",
    "last day": "#date+end",
    "country": "#country+code+v_iso2",
    "governorate": "#adm1+name",
    "district": "#adm2+name",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "precision in metres": "#geo+precision",
    "killed, at least": "#affected+killed+min",
    "killed, at most": "#affected+killed+max",
    "civilians killed, at least": "#affected+killed+civilian+min",
    "civilians killed, at most": "#affected+killed+civilian+max",
    "injured, at least": "#affected+injured+min",
    "injured, at most": "#affected+injured+max",
    "displaced, at least": "#affected+displaced+min",
    "displaced, at most": "#affected+displaced+max",
    "all ranges": "#meta+ranges+list",
    "accused": "#org+alleged+list",
    "contested": "#meta+contested+list",
    "grades": "#meta+grade+list",
    "reports": "#meta+source+reports",
    "voices": "#meta+source+groups",
    "independent voices": "#meta+source+independent",
    "report ids": "#meta+source+id+list",
    "digests of originals": "#meta+source+sha256+list",
    "run": "#meta+run+id",
}

_LOST = (
    "Claims, their words, their chains of speakers, lineage and coverage: only ids of events and reports lead to them.",
    "A number of one class of people or of one side is no total, and a contested one no bound: `all ranges` has them.",
    "Who stands where on each answer: only how many assert and deny who is accused.",
    "An empty cell is not zero: it says that no number is known.",
)


def written(given: Given) -> str:
    """Give CSV: a heading, the hashtags, a row for each event. Lists are joined by ` | `."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_TAGS)
    writer.writerow(_TAGS.values())
    for dossier in given.dossiers:
        cells = _cells(dossier) | {"run": given.run}
        writer.writerow([guarded(cells[name]) for name in _TAGS])
    return out.getvalue()


def _cells(dossier: Dossier) -> dict[str, str]:
    event, finding, place = dossier.event, dossier.finding, dossier.event.place
    cells = {
        "event": event.id,
        "title": event.title,
        "notice": banner([dossier]),
        "acts": _joined(event.act_types),
        "first day": event.time.start if event.time else "",
        "last day": event.time.end if event.time else "",
        "all ranges": _joined(all_ranges(finding)),
        "accused": _joined(accused(finding)),
        "contested": _joined(contested(finding)),
        "grades": _joined(graded(dossier.grades)),
        "reports": str(finding.tally.reports),
        "voices": str(finding.tally.origins),
        "independent voices": str(finding.tally.shown_independent),
        "report ids": _joined(r.id for r in dossier.reports),
        "digests of originals": _joined(dict.fromkeys(r.capture for r in dossier.reports)),
    }
    for measure in ("killed", "injured", "displaced"):
        cells |= _bounds(measure, event_range(finding, measure, "unknown"))
    cells |= _bounds("civilians killed", event_range(finding, "killed", "civilian"))
    return cells | _place_cells(place)


def _place_cells(place: Place | None) -> dict[str, str]:
    """Give the cells of a place: its name stands under its level, for a centroid must not pass for a town."""
    level = place.level if place else ""
    name = place.name if place else ""
    return {
        "country": place.country if place else "",
        "governorate": name if level == "governorate" else "",
        "district": name if level == "district" else "",
        "place": name if level not in {"governorate", "district", "country"} else "",
        "latitude": number(place.lat if place else None),
        "longitude": number(place.lon if place else None),
        "precision in metres": number(place.precision_m if place else None),
    }


def _bounds(measure: str, numbers: NumberRange | None) -> dict[str, str]:
    low, high = (numbers.low, numbers.high) if numbers else (None, None)
    return {f"{measure}, at least": number(low), f"{measure}, at most": number(high)}


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)


SHAPE = Shape(title="CSV with HXL hashtags", file="events.hxl.csv", written=written, lost=_LOST)
