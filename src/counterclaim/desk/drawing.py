"""Where the parts of the desk's drawings stand: the map of all events and the days they happened. Numbers only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, cos, floor, hypot, radians, sqrt

from counterclaim.render.drawing import degree

WIDTH, HEIGHT = 640, 360
#: Places that lie closer than this many pixels are one mark of the map.
CELL = 22
#: Columns of a timeline at most.
BARS_MAX = 60
BAR_WIDTH, BAR_HEIGHT, BAR_WIDEST = 640, 120, 48
#: Degrees between the lines of the grid.
STEPS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 45.0)

#: Latitude and longitude → pixels.
At = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Place:
    """Events at one place: its name, where it is, how many there are, and how many of these are contested."""

    name: str
    lat: float
    lon: float
    events: int
    contested: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the map: where it stands, how large it is, and the places and events it stands for."""

    x: float
    y: float
    r: float
    places: tuple[str, ...]
    events: int
    contested: int


@dataclass(frozen=True, slots=True)
class Map:
    """A map without a base: a grid of latitude and longitude, and marks."""

    marks: tuple[Mark, ...]
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]


def drawn(places: Sequence[Place]) -> Map | None:
    """Give the map of all places, or None where none has coordinates."""
    if not places:
        return None
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    squeeze = max(cos(radians((south + north) / 2)), 0.2)
    tall, wide = max(north - south, 0.2) * 1.25, max((east - west) * squeeze, 0.2) * 1.25
    unit = min(HEIGHT / tall, WIDTH / wide)
    middle, centre = (south + north) / 2, (west + east) / 2

    def at(lat: float, lon: float) -> tuple[float, float]:
        return WIDTH / 2 + (lon - centre) * squeeze * unit, HEIGHT / 2 - (lat - middle) * unit

    groups = _near(places, at)
    step = next((s for s in STEPS if s * unit >= 60), STEPS[-1])
    half_lat, half_lon = HEIGHT / 2 / unit, WIDTH / 2 / unit / squeeze
    lats, lons = _round(middle - half_lat, middle + half_lat, step), _round(centre - half_lon, centre + half_lon, step)
    return Map(
        marks=tuple(sorted((_mark(found, at) for found in groups), key=lambda m: -m.r)),
        meridians=tuple((round(at(middle, lon)[0], 1), degree(lon, "EW")) for lon in lons),
        parallels=tuple((round(at(lat, centre)[1], 1), degree(lat, "NS")) for lat in lats),
    )


def _near(places: Sequence[Place], at: At) -> list[list[Place]]:
    """Group places about those with most events: one less than a cell away from such a place belongs to its mark."""
    seeds: dict[tuple[int, int], list[tuple[float, float, list[Place]]]] = defaultdict(list)
    groups: list[list[Place]] = []
    for place in sorted(places, key=lambda p: (-p.events, p.name)):
        x, y = at(place.lat, place.lon)
        column, row = floor(x / CELL), floor(y / CELL)
        around = [s for dx in (-1, 0, 1) for dy in (-1, 0, 1) for s in seeds.get((column + dx, row + dy), ())]
        close = next((group for sx, sy, group in around if hypot(x - sx, y - sy) < CELL), None)
        if close is None:
            groups.append([place])
            seeds[column, row].append((x, y, groups[-1]))
        else:
            close.append(place)
    return groups


def _mark(found: Sequence[Place], at: At) -> Mark:
    events = sum(p.events for p in found)
    lat = sum(p.lat * p.events for p in found) / events
    lon = sum(p.lon * p.events for p in found) / events
    x, y = at(lat, lon)
    names = tuple(p.name for p in sorted(found, key=lambda p: (-p.events, p.name)))
    radius = min(5 + 2.2 * sqrt(events), 26)
    return Mark(round(x, 1), round(y, 1), round(radius, 1), names, events, sum(p.contested for p in found))


def _round(low: float, high: float, step: float) -> list[float]:
    return [round(i * step, 4) for i in range(ceil(low / step), floor(high / step) + 1)]


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of the timeline: from which day to which, how many events, and how tall it is drawn."""

    start: str
    end: str
    events: int
    contested: int
    x: float
    width: float
    height: float
    contested_height: float


def bars(days: Iterable[tuple[str, int, int]]) -> tuple[Bar, ...]:
    """Give the columns of a timeline from (first day, events, contested ones), in whole days, weeks, months or years.

    The unit is the finest in which all days fit into the columns there are.
    """
    told = [(day, n, c) for day, n, c in days if len(day) == 10]
    if not told:
        return ()
    for unit in (_day, _month, _year, _decade):
        groups: dict[tuple[str, str], list[int]] = {}
        for day, n, c in told:
            held = groups.setdefault(unit(day), [0, 0])
            held[0] += n
            held[1] += c
        if len(groups) <= BARS_MAX:
            break
    found = sorted(groups.items())[:BARS_MAX]
    highest = max(n for _, (n, _) in found)
    slot = BAR_WIDTH / len(found)
    width = min(slot - 2, BAR_WIDEST)
    return tuple(
        Bar(a, b, n, c, round((i + 0.5) * slot - width / 2, 1), round(width, 1), _tall(n, highest), _tall(c, highest))
        for i, ((a, b), (n, c)) in enumerate(found)
    )


def _tall(n: int, highest: int) -> float:
    return round(max(n / highest * BAR_HEIGHT, 2 if n else 0), 1)


def _day(day: str) -> tuple[str, str]:
    return day, day


def _month(day: str) -> tuple[str, str]:
    year, month = int(day[:4]), int(day[5:7])
    after = date(year + month // 12, month % 12 + 1, 1)
    return f"{day[:7]}-01", date.fromordinal(after.toordinal() - 1).isoformat()


def _year(day: str) -> tuple[str, str]:
    return f"{day[:4]}-01-01", f"{day[:4]}-12-31"


def _decade(day: str) -> tuple[str, str]:
    return f"{day[:3]}0-01-01", f"{day[:3]}9-12-31"
