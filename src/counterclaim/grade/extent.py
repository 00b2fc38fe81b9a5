"""The facts about when and where one event was, for standards that code how precisely that is known."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from counterclaim.grade.body import Body
from counterclaim.grade.evaluator import Fact
from counterclaim.records.registry import Same


def facts(body: Body) -> dict[str, Fact]:
    """Give every fact that a table keyed by extent can name.

    `days` and `metres` are 0 where nothing is known; `days_told` counts the single days that standing claims name.
    """
    return _facts(Same(body))


@lru_cache(maxsize=64)
def _facts(of: Same[Body]) -> dict[str, Fact]:
    """Look once for all standards that code when and where an event was."""
    body = of.value
    time, place = body.event.time, body.event.place
    told = [c for c in body.asserted() if c.time is not None and c.time.precise]
    days = sorted({c.time.start for c in told if c.time is not None})
    return {
        "days": Fact(value=_days(time.start, time.end) if time is not None else 0),
        "days_told": Fact(value=len(days), who=tuple(days), claims=tuple(c.id for c in told) if len(days) > 1 else ()),
        "level": Fact(value=place.level if place is not None else "no place", who=(place.name,) if place else ()),
        "metres": Fact(value=(place.precision_m or 0) if place is not None else 0),
    }


def _days(start: str, end: str) -> int:
    """Give the length of a range of days, both included."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
