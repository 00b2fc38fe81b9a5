"""Where the parts of each drawing stand: numbers only; the templates draw them as inline SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, log10, radians

from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.render.wording import LINEAGE, distance_words

METRES_A_DEGREE = 111_320.0
ROW = 30
MAP_WIDTH, MAP_HEIGHT = 320, 230


@dataclass(frozen=True, slots=True)
class Interval:
    """A range on a scale, in per cent of its length; an open side has an arrow instead of an end."""

    begin: float
    end: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from 0 to `top` with its ticks: where, and the words there."""

    top: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, numbers: NumberRange) -> Interval:
        """Give where a range stands on this scale."""
        low = numbers.low if numbers.low is not None else 0.0
        high = numbers.high if numbers.high is not None else self.top
        return Interval(self._share(low), self._share(high), numbers.low is None, numbers.high is None)

    def _share(self, value: float) -> float:
        return round(min(max(value / self.top, 0.0), 1.0) * 100, 2)


def scale_for(ranges: Sequence[NumberRange]) -> Scale:
    """Give a scale that holds all ranges, starts at 0 and ends at a round number."""
    highest = max((v for r in ranges for v in (r.low, r.high) if v is not None), default=0.0)
    step = _nice((highest or 1.0) * 1.1 / 4)
    count = max(ceil(highest * 1.05 / step), 1)
    ticks = tuple((round(i / count * 100, 2), f"{i * step:,g}") for i in range(count + 1))
    return Scale(step * count, ticks)


def _nice(value: float) -> float:
    """Give the smallest of 1, 2, 5 times a power of ten that is at least `value`, and never below 1."""
    power = 10.0 ** floor(log10(max(value, 1.0)))
    return max(next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= value * 0.999), 1.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """One report on the left of the lineage drawing."""

    report: str
    y: float


@dataclass(frozen=True, slots=True)
class Bracket:
    """Reports that copy one another: where they begin and end on the left, and why they are joined."""

    top: float
    bottom: float
    why: str


@dataclass(frozen=True, slots=True)
class Knot:
    """One voice on the right of the lineage drawing, and where the reports that carry it stand."""

    origin: Origin
    y: float
    reports: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Threads:
    """The lineage drawing: which reports copy one another, and which carries which voice."""

    spots: tuple[Spot, ...]
    brackets: tuple[Bracket, ...]
    knots: tuple[Knot, ...]
    height: int


def threads(
    voices: Sequence[Origin], copies: Sequence[Origin], edges: Sequence[Lineage], known: Sequence[str]
) -> Threads:
    """Lay out reports under each other, copies side by side, and the voices near the reports that carry them.

    Takes the voices of the event, the groups of reports that are one text, the edges between reports, and the ids of
    the reports that can be drawn, in their order.
    """
    group = {report: origin for origin in copies for report in origin.reports or origin.members}
    order = list(dict.fromkeys(r for first in known for r in (known if first in group else (first,))
                               if r == first or group.get(r) is group.get(first)))  # fmt: skip
    place = {report: row * ROW + ROW / 2 for row, report in enumerate(order)}
    carried = [(o, tuple(place[r] for r in dict.fromkeys(o.reports) if r in place)) for o in voices]
    carried = sorted((c for c in carried if c[1]), key=lambda c: (sum(c[1]) / len(c[1]), c[0].id))
    height = max(len(order), len(carried), 1) * ROW
    step = height / max(len(carried), 1)
    knots = tuple(Knot(o, round(step * n + step / 2, 1), ys) for n, (o, ys) in enumerate(carried))
    spots = tuple(Spot(report, y) for report, y in place.items())
    return Threads(spots, tuple(_brackets(copies, edges, place)), knots, height)


def _brackets(copies: Sequence[Origin], edges: Sequence[Lineage], place: Mapping[str, float]) -> Iterator[Bracket]:
    for origin in copies:
        members = [r for r in dict.fromkeys(origin.reports or origin.members) if r in place]
        if len(members) > 1:
            why = dict.fromkeys(LINEAGE[e.kind] for e in edges if {e.a, e.b} <= set(members))
            rows = [place[r] for r in members]
            yield Bracket(min(rows), max(rows), ", ".join(why))


@dataclass(frozen=True, slots=True)
class Locator:
    """A schematic map: lines of the graticule, the ring of precision, other places and a bar for the scale."""

    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    ring: float
    others: tuple[tuple[float, float, str], ...]
    bar: float
    bar_words: str
    name: str
    words: str


def locator(place: Place | None, others: Sequence[Place] = ()) -> Locator | None:
    """Give the map around a place, or None when it has no coordinates; `others` are shown where they are near."""
    if place is None or place.lat is None or place.lon is None:
        return None
    lat, lon, squeeze = place.lat, place.lon, max(cos(radians(place.lat)), 0.05)
    ring = (place.precision_m or 0) / METRES_A_DEGREE
    near = [(o.lat - lat, (o.lon - lon) * squeeze, o.name) for o in others if o.lat is not None and o.lon is not None]
    near = [n for n in near if abs(n[0]) < 5 and abs(n[1]) < 5][:6]
    half = max([ring * 1.5, 0.05] + [abs(n[0]) * 1.3 for n in near] + [abs(n[1]) for n in near])
    unit = MAP_HEIGHT / 2 / half
    step = _degrees(half)
    wide = MAP_WIDTH / 2 / unit
    parallels = tuple((MAP_HEIGHT / 2 - y, degree(v, "NS")) for v, y in _lines(lat, half, step, unit))
    east = _lines(lon, wide / squeeze, step, unit * squeeze)
    meridians = tuple((MAP_WIDTH / 2 + x, degree(v, "EW")) for v, x in east)
    dots = tuple((MAP_WIDTH / 2 + x * unit, MAP_HEIGHT / 2 - y * unit, name) for y, x, name in near)
    metres = _nice(half * METRES_A_DEGREE / 2)
    words = f"{degree(lat, 'NS')}, {degree(lon, 'EW')}"
    bar = metres / METRES_A_DEGREE * unit
    return Locator(meridians, parallels, ring * unit, dots, bar, distance_words(metres), place.name, words)


def _degrees(half: float) -> float:
    steps = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
    return next((s for s in steps if s >= half / 1.6), 5.0)


def _lines(centre: float, reach: float, step: float, unit: float) -> list[tuple[float, float]]:
    """Give the round degrees within `reach` of the centre, and how far from the centre each is drawn."""
    first, last = ceil((centre - reach) / step), floor((centre + reach) / step)
    return [(round(i * step, 4), (i * step - centre) * unit) for i in range(first, last + 1)]


def degree(value: float, signs: str) -> str:
    """Give a latitude or a longitude in words; `signs` are the letters of its two sides, "NS" or "EW"."""
    return f"{abs(value):g}° {signs[0] if value >= 0 else signs[1]}"
