"""GeoJSON (RFC 7946, and RFC 8142 line by line): each feature that says something is a report of it at its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.decode import json_value
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings
from counterclaim.receive.neighbours.happenings import Entry, Passed, Told, flat
from counterclaim.receive.neighbours.known import known
from counterclaim.receive.neighbours.rows import row
from counterclaim.records.source import Refusal

_KIND = "GeoJSON map"
_GEOMETRIES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
#: Names for WGS 84 with longitude first, in the member `crs` that older files have.
_WGS84 = ("CRS84", "4326", "WGS84", "WGS 84")
#: What each feature of our own export has, whatever program of maps saved it since.
_OURS = frozenset({"act_types", "contested", "origins", "shown_independent", "place_candidates", "ranges"})
_METRES_A_DEGREE = 111_320
_POSITIONS_MAX = 200_000
_DEPTH_MAX = 8
_MEND = "Mend the feature in a copy and take that, or leave it out."


def is_map(value: Any) -> bool:
    """Say whether a JSON value is a GeoJSON document: a collection of features, or one feature."""
    if not isinstance(value, dict):
        return False
    return is_feature(value) or (value.get("type") == "FeatureCollection" and isinstance(value.get("features"), list))


def is_feature(value: Any) -> bool:
    """Say whether a JSON value is one feature."""
    return isinstance(value, dict) and value.get("type") == "Feature" and "properties" in value


def features(item: Item, value: Mapping[str, Any]) -> Iterator[Entry]:
    """Give each feature by its JSON pointer.

    Raises Refused for coordinates that are not degrees of WGS 84.
    """
    crs = str(value.get("crs") or "")
    if crs and not any(name in crs for name in _WGS84):
        came = f"coordinates in {crs[:80]}"
        raise Refused(item.label, "degrees of WGS 84, as RFC 7946 has them", came, "Save the map again in WGS 84.")
    if value.get("type") == "Feature":
        yield "", partial(feature, item, value, "")
        return
    for number, one in enumerate(value["features"]):
        yield f"/features/{number}", partial(feature, item, one, f"/features/{number}")
    beside = [k for k in value if k not in {"type", "features", "crs", "bbox"}]
    if beside:
        reason = f"what stands beside the features is no report: {', '.join(map(str, beside))[:200]}"
        beside_them = Refusal(name=item.label, reason=reason, todo="Nothing to do: it stays in the original.")
        yield "", lambda: beside_them


def feature(item: Item, value: Any, where: str) -> Draft | Refusal | Passed:
    """Give the draft of one feature, or why it cannot be taken.

    A feature whose properties are a row of a table that is known is that row, with the point where it names none.
    """
    label = f"{item.label} {where}".strip()
    if not is_feature(value) or not isinstance(value["properties"], dict | type(None)):
        came = f"`{value.get('type')}`" if isinstance(value, dict) else f"a {type(value).__name__}"
        return Refusal(name=label, reason=f"{came}; expected a feature with its properties", todo=_MEND)
    found = _point(value.get("geometry"))
    if isinstance(found, str):
        return Refusal(name=f"{item.label} {where}/geometry", reason=found, todo=_MEND)
    properties = value["properties"]
    if not properties:
        return Passed("features", where)
    ours = set(properties) >= _OURS
    if ours:
        properties = {k: _opened(v) for k, v in properties.items()}
    elif name := known(properties):
        there = {} if found is None else {"latitude": found[0], "longitude": found[1]}
        filled = {k: v for k, v in properties.items() if v not in (None, "")}
        return row(item, where, there | filled, name, {}) or Passed("features", where)
    cells = flat(properties)
    if value.get("id") is not None:
        cells.setdefault("id", str(value["id"]))
    told = Told(where=where, kind=_KIND, cells=cells, ours=ours, columns=item.columns)
    if found is not None:
        _put_point(told, found, value["geometry"]["type"])
    if ours:
        words = "; ".join(w for w in properties.get("ranges") or [] if isinstance(w, str))
        told.parts |= {part: ("ranges", cell) for part, cell in happenings.ranges(words).items()}
    return happenings.draft(item, told) or Passed("features", where)


def _opened(value: Any) -> Any:
    """Give a list or an object that a program of maps saved as the words for it; anything else as it is."""
    if isinstance(value, str) and value[:1] in "[{":
        with suppress(ValueError, RecursionError):
            return json_value(value)
    return value


def _put_point(told: Told, found: tuple[float, float, int], kind: str) -> None:
    """Put the point of a geometry; of one that is more than a point, its middle, with its extent as the precision."""
    told.parts |= {"latitude": ("geometry", f"{found[0]:.8g}"), "longitude": ("geometry", f"{found[1]:.8g}")}
    if found[2]:
        told.parts["precision in metres"] = ("geometry", str(found[2]))
        told.notes.append(f"the place is the middle of a {kind}, known within half its extent")


def _point(geometry: Any) -> tuple[float, float, int] | str | None:
    """Give latitude, longitude and radius in metres of a geometry, None for none; or what is wrong with it in words."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or str(geometry.get("type")) not in _GEOMETRIES:
        return "no geometry of RFC 7946; expected a Point, a Polygon or another, or null"
    positions: list[tuple[float, float]] = []
    trouble = _positions(geometry, positions, 0)
    if trouble or not positions:
        return trouble or None
    lons, lats = [p[0] for p in positions], [p[1] for p in positions]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    if max(lons) - min(lons) > 180:
        return None  # it crosses the meridian of 180°, or goes round the world: its middle is not between its ends
    high, wide = max(lats) - min(lats), (max(lons) - min(lons)) * math.cos(math.radians(lat))
    return lat, lon, math.ceil(math.hypot(high, wide) / 2 * _METRES_A_DEGREE)


def _positions(value: Any, into: list[tuple[float, float]], depth: int) -> str:
    """Collect the positions in a geometry; gives what is wrong with one in words, or nothing."""
    if depth > _DEPTH_MAX or len(into) > _POSITIONS_MAX:
        return f"a geometry of more than {_DEPTH_MAX} levels or {_POSITIONS_MAX:,} positions; expected a smaller one"
    if isinstance(value, dict):
        inner = value.get("geometries") if value.get("type") == "GeometryCollection" else [value.get("coordinates")]
        return next((t for one in inner or [] if (t := _positions(one, into, depth + 1))), "")
    if not isinstance(value, list):
        return f"`{str(value)[:40]}` as coordinates; expected numbers in lists"
    if value and not any(isinstance(one, list | dict) for one in value):
        numbers = [one for one in value if isinstance(one, int | float) and not isinstance(one, bool)]
        whole = len(numbers) == len(value) >= 2
        if not whole or not (abs(value[0]) <= 180 and abs(value[1]) <= 90):
            return f"`{str(value)[:60]}`; expected longitude from -180 to 180, then latitude from -90 to 90"
        into.append((float(value[0]), float(value[1])))
        return ""
    return next((t for one in value if (t := _positions(one, into, depth + 1))), "")
