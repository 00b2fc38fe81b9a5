"""Figures as numbers for the templates: intervals, reports to origins, the locator, shares of text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.judgement import CoverageRow, RangeGroup
from counterclaim.render.wording import report_name, root

#: More reports than this make a drawing of lines unreadable; the table says the same.
DRAWN_MAX = 40
_METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval in per cent of the axis; an open side is drawn as an arrow."""

    label: str
    words: str
    left: float
    right: float
    open_low: bool
    open_high: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """One set of comparable numbers on one axis; `answers` has value, range and first claim of each."""

    group: RangeGroup
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    answers: tuple[tuple[str, str, str], ...]


def nice_step(span: float, parts: int = 4) -> float:
    """Give a round step (1, 2 or 5 times a power of ten) that cuts `span` into about `parts`."""
    raw = max(span, 1e-9) / parts
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)


def _top(ranges: Sequence[NumberRange]) -> float:
    known = [value for item in ranges for value in (item.low, item.high) if value is not None]
    return max([1.0, *known]) * (1.15 if any(item.high is None for item in ranges) else 1.0)


def _bar(label: str, item: NumberRange, top: float, *, joined: bool) -> Bar:
    low = 0.0 if item.low is None else max(item.low, 0.0)
    high = top if item.high is None else max(item.high, low)
    left, right = round(100 * low / top, 2), round(100 * high / top, 2)
    return Bar(label, item.words(), left, right, item.low is None, item.high is None, joined)


def plots(dossier: Dossier) -> tuple[Plot, ...]:
    """Give one plot for each group of comparable numbers."""
    answers = {answer.id: answer for question in dossier.finding.questions for answer in question.answers}
    found = []
    for group in dossier.finding.ranges:
        mine = [answers[key] for key in group.answers if key in answers]
        numbers = [(answer.value, answer.range) for answer in mine if answer.range is not None]
        top = _top([group.range, *(item for _, item in numbers)])
        step = max(1.0, nice_step(top))
        top = step * math.ceil(top / step)
        bars = [_bar(label, item, top, joined=False) for label, item in numbers]
        bars.append(_bar("joined", group.range, top, joined=True))
        marks = [index * step for index in range(round(top / step) + 1)]
        ticks = tuple((round(100 * mark / top, 2), f"{mark:,.0f}") for mark in marks)
        table = tuple(
            (a.value, a.range.words() if a.range else "Unknown", a.claims[0] if a.claims else "") for a in mine
        )
        found.append(Plot(group, tuple(bars), ticks, table))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Node:
    """A named point of the drawing at height `y`."""

    name: str
    y: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """Reports on the left, the origins they go back to on the right."""

    reports: tuple[Node, ...]
    origins: tuple[Node, ...]
    lines: tuple[tuple[float, float], ...]
    height: int


def _short(name: str, size: int = 30) -> str:
    return name if len(name) <= size else name[: size - 1] + "…"


def diagram(dossier: Dossier) -> Diagram | None:
    """Give the drawing of reports to origins; None when there are too many to draw or nothing to draw."""
    if not dossier.origins or not 0 < len(dossier.reports) <= DRAWN_MAX:
        return None
    names = {report.id: report_name(report) for report in dossier.reports}
    found = [key for origin in dossier.origins for key in origin.reports if key in names]
    order = list(dict.fromkeys([*found, *names]))
    row, floor = 28.0, 18.0
    heights = {key: floor + row * index for index, key in enumerate(order)}
    nodes, lines = [], []
    for origin in dossier.origins:
        ends = [heights[key] for key in origin.reports if key in heights]
        y = max(floor, round(sum(ends) / len(ends), 1)) if ends else floor
        floor = y + row
        nodes.append(Node(_short(root(origin)), y, origin.shown))
        lines += [(end, y) for end in ends]
    left = tuple(Node(_short(names[key]), heights[key], True) for key in order)
    return Diagram(left, tuple(nodes), tuple(lines), int(max(row * len(order) + 8, floor)))


@dataclass(frozen=True, slots=True)
class Locator:
    """A square of 300 units around a place: lines of the graticule, the point in the middle, the ring of precision."""

    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    ring: float
    scale: str
    scale_width: float


def locator(place: Place | None) -> Locator | None:
    """Give the schematic locator; None when the place has no coordinates."""
    if place is None or place.lat is None or place.lon is None:
        return None
    stretch = max(math.cos(math.radians(place.lat)), 0.05)
    radius = (place.precision_m or 0) / _METRES_A_DEGREE
    half = max(0.25, radius * 2.5)
    step = nice_step(2 * half)
    unit = 150 / half
    parallels = _lines(place.lat, half, step, -unit, "NS")
    meridians = _lines(place.lon, half / stretch, step, unit * stretch, "EW")
    kilometres = nice_step(half * _METRES_A_DEGREE / 1000, 2)
    width = kilometres * 1000 / _METRES_A_DEGREE * unit
    return Locator(meridians, parallels, round(radius * unit, 1), f"{kilometres:g} km", round(width, 1))


def _lines(middle: float, half: float, step: float, unit: float, poles: str) -> tuple[tuple[float, str], ...]:
    """Give the lines that fall between `middle - half` and `middle + half`, each with its label."""
    found = []
    for index in range(math.ceil((middle - half) / step), math.floor((middle + half) / step) + 1):
        value = round(index * step, 6)
        pole = "" if value == 0 else poles[0] if value > 0 else poles[1]
        found.append((round(150 + (value - middle) * unit, 1), f"{abs(value):g}°{pole}"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a holder's text, in per cent of the bar; `look` numbers its pattern."""

    item: str
    count: int
    left: float
    width: float
    look: int


@dataclass(frozen=True, slots=True)
class Stack:
    """One holder's bar."""

    holder: str
    total: int
    shares: tuple[Share, ...]


def stacks(rows: Sequence[CoverageRow]) -> tuple[Stack, ...]:
    """Give a bar for each holder: what share of its text dwells on what. Parts may overlap, so a bar is made to fit."""
    mine = [row for row in rows if row.measure == "text_on"]
    looks = {item: index for index, item in enumerate(sorted({row.item for row in mine}))}
    found = []
    for holder in dict.fromkeys(row.holder for row in mine):
        parts = [row for row in mine if row.holder == holder]
        total = max(row.total for row in parts)
        whole = max(total, sum(row.count for row in parts), 1)
        left, shares = 0.0, []
        for row in sorted(parts, key=lambda r: r.item):
            width = 100 * row.count / whole
            shares.append(Share(row.item, row.count, round(left, 2), round(width, 2), looks[row.item]))
            left += width
        found.append(Stack(holder, total, tuple(shares)))
    return tuple(found)
