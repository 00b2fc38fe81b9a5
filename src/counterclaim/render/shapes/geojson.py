"""Events as GeoJSON (RFC 7946): one feature each, on WGS 84, longitude first; without a place, a null geometry."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.records.dossier import Dossier
from counterclaim.render.contract import place_object, time_object
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested, graded, sources
from counterclaim.render.unconfirmed import banner

#: Levels of which a gazetteer's point stands for an area.
_AREAS = frozenset({"district", "governorate", "country"})

_LOST = (
    "Claims, their words and their chains of speakers: only ids lead to them.",
    "Who stands where on each answer: only who is accused, and which questions are contested.",
    "Lineage, origins and coverage: only the counts of reports, voices and independent voices.",
    "How far a point is from the truth is a property (`precision_m`, `centroid`), which most maps do not draw.",
)


def written(given: Given) -> str:
    """Give one FeatureCollection."""
    features = [_feature(d) for d in given.dossiers]
    whole = {"type": "FeatureCollection", "features": features, "run": given.run, "lost": list(_LOST)}
    whole |= {"notice": banner(given.dossiers)} if banner(given.dossiers) else {}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _feature(dossier: Dossier) -> dict[str, Any]:
    event, finding = dossier.event, dossier.finding
    place = event.place
    known = place is not None and place.lat is not None and place.lon is not None
    properties = {
        "title": event.title,
        "notice": banner([dossier]),
        "act_types": list(event.act_types),
        "place": place_object(place),
        "place_level": None if place is None else place.level,
        "place_candidates": None if place is None else place.candidates,
        "precision_m": None if place is None else place.precision_m,
        "centroid": known and place is not None and place.level in _AREAS,
        "time": time_object(event.time),
        "reports": finding.tally.reports,
        "origins": finding.tally.origins,
        "shown_independent": finding.tally.shown_independent,
        "accused": accused(finding),
        "contested": contested(finding),
        "ranges": all_ranges(finding),
        "grades": graded(dossier.grades),
        "claims": list(event.claims),
        "sources": sources(dossier),
    }
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if known and place is not None else None
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": properties}


SHAPE = Shape(title="GeoJSON (RFC 7946)", file="events.geojson", written=written, lost=_LOST)
