"""Events for timemap: `events.json` as its validator reads it, with the sources and the kinds of acts it points to.

Every value is text, a day is month/day/year, and a key that its schema does not name refuses the event.
"""

from __future__ import annotations

import json
from typing import Any

from counterclaim.records.dossier import Dossier
from counterclaim.records.source import Report
from counterclaim.render.shapes import coded
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested
from counterclaim.render.unconfirmed import banner

_LOST = (
    "Events without any day: timemap drops them, so they are left out and named.",
    "An event of several days stands under its first one; `time_display` has both.",
    "How far a point is from the truth is words of the description: timemap draws a point like any other.",
    "Numbers, who is accused and what is contested: words of the description.",
    "Claims, who says them, lineage, origins and coverage: only reports are sources, with their digests as notes.",
    "Texts of reports: only title, publisher, day and address.",
)


def written(given: Given) -> str:
    """Give `events.json`: a list of events."""
    return _json([_event(d) for d in given.dossiers if d.event.time is not None])


def sources(given: Given) -> str:
    """Give `sources.json`: the reports that events rest on, by id."""
    return _json({r.id: _source(r) for r in given.reports})


def associations(given: Given) -> str:
    """Give `associations.json`: the kinds of acts, as filters and as categories."""
    acts = sorted({act for d in given.dossiers for act in _acts(d)})
    rows = [
        {"id": act, "title": act.replace("_", " "), "desc": "kind of act", "mode": mode, "filter_paths": [act]}
        for mode in ("CATEGORY", "FILTER")
        for act in acts
    ]
    return _json([row | ({"id": f"{row['id']}_filter"} if row["mode"] == "FILTER" else {}) for row in rows])


def left_out(given: Given) -> tuple[str, ...]:
    """Give the ids of events without a day."""
    return tuple(d.event.id for d in given.dossiers if d.event.time is None)


def _event(dossier: Dossier) -> dict[str, Any]:
    event, place, time = dossier.event, dossier.event.place, dossier.event.time
    year, month, day = (time.start if time else "--").split("-")
    whole = time is not None and time.start != time.end
    return {
        "id": event.id,
        "description": _description(dossier),
        "date": f"{month}/{day}/{year}",
        "time": "",
        "time_precision": coded.code(dossier, "acled_time_precision"),
        "time_display": f"{time.start} to {time.end}" if time and whole else time.start if time else "",
        "location": place.name if place else "",
        "latitude": coded.number(place.lat if place else None),
        "longitude": coded.number(place.lon if place else None),
        "category": _acts(dossier)[0],
        "associations": [name for act in _acts(dossier) for name in (act, f"{act}_filter")],
        "sources": [r.id for r in dossier.reports],
        "comments": f"counterclaim {event.id}",
    }


def _acts(dossier: Dossier) -> tuple[str, ...]:
    return dossier.event.act_types or ("other",)


def _description(dossier: Dossier) -> str:
    event, finding = dossier.event, dossier.finding
    place = event.place
    lines = [banner([dossier]), event.title, finding.tally.words]
    if place and place.precision_m is not None:
        lines.append(f"Known within {place.precision_m:,} m ({place.level}).")
    lists = {"Accused": accused(finding), "Contested": contested(finding), "Numbers": all_ranges(finding)}
    lines += [f"{name}: {'; '.join(words)}." for name, words in lists.items() if words]
    return "\n".join(filter(None, lines))


def _source(report: Report) -> dict[str, Any]:
    published = report.published
    return {
        "id": report.id,
        "title": report.title or report.publisher or report.id,
        "thumbnail": "",
        "paths": [report.url] if report.url else [],
        "type": "Report",
        "url": report.url or "",
        "description": report.publisher or "",
        "date": published.start if published and published.precise else "",
        "notes": f"SHA-256 of its text {report.sha256}, of its original {report.capture}",
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


SHAPE = Shape(
    title="timemap (events.json, sources.json, associations.json)",
    file="events.json",
    written=written,
    lost=_LOST,
    left_out=left_out,
    more=(("sources.json", sources), ("associations.json", associations)),
)
