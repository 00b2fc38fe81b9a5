"""timemap's files: each event is a report of it, and each source with words of its own; filters say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings
from counterclaim.receive.neighbours.happenings import Entry, Passed, Told, flat
from counterclaim.records.source import Refusal

_KIND = "timemap"
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_OURS = "counterclaim e_"
_NAMES = {
    "description": "text",
    "location": "place",
    "category": "act",
    "latitude": "latitude",
    "longitude": "longitude",
    "date": "first day",
    "title": "title",
}
_SOURCE = {"title": "title", "url": "url", "author": "author", "date": "published", "description": "text"}
_LISTED_MAX = 40
#: A source's description of fewer words is a label.
_WORDS_MIN = 4
_STAY = "Nothing to do: they stay in the original."


def kind_of(value: Any) -> str:
    """Give which of timemap's files a JSON value is: `events`, `sources`, `associations`; empty for another."""
    if isinstance(value, dict) and value:
        return "sources" if all(_has(v, {"id", "paths"}) for v in value.values()) else ""
    if not isinstance(value, list) or not value:
        return ""
    for kind, keys in (
        ("events", {"date", "latitude", "longitude", "description", "associations"}),
        ("associations", {"id", "mode", "filter_paths"}),
        ("sources", {"id", "paths", "url", "thumbnail"}),
    ):
        if all(_has(v, keys) for v in value[:50]):
            return kind
    return ""


def _has(value: Any, keys: set[str]) -> bool:
    return isinstance(value, dict) and keys <= set(value)


def timeline(item: Item, value: Any, kind: str) -> Iterator[Entry]:
    """Give each event or source by its JSON pointer; filters and categories once."""
    if kind == "associations":
        names = [str(v.get("id", "")) for v in value if isinstance(v, dict)]
        listed = ", ".join(names[:_LISTED_MAX]) + (", …" if len(names) > _LISTED_MAX else "")
        reason = f"{len(value):,} filters, categories or narratives of timemap ({listed}), which claim nothing"
        named = Refusal(name=f"{item.label} associations", reason=reason, todo=_STAY)
        yield "", lambda: named
        return
    rows = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in rows:
        where = f"/{str(key).replace('~', '~0').replace('/', '~1')}"
        yield where, partial(_event if kind == "events" else _source, item, one, where)


def _not(item: Item, one: Any, where: str, kind: str) -> Refusal:
    reason = f"a {type(one).__name__}; expected one of timemap's {kind}"
    return Refusal(name=f"{item.label} {where}", reason=reason, todo="Mend it in a copy and take that.")


def _event(item: Item, one: Any, where: str) -> Draft | Refusal | Passed:
    if not isinstance(one, dict):
        return _not(item, one, where, "events")
    cells = flat(one)
    ours = cells.get("comments", "").startswith(_OURS)
    names = {k: v for k, v in _NAMES.items() if not (ours and v == "text")}
    told = Told(where=where, kind=_KIND, cells=cells, names=names, ours=ours, columns=item.columns)
    if day := _AMERICAN.fullmatch(cells.get("date", "").strip()):
        # Its validator takes this one way of writing a day, so it is not for two readers to read as two.
        told.parts["first day"] = ("date", f"{day[3]}-{int(day[1]):02d}-{int(day[2]):02d}")
    if ours:
        _own(told, cells)
    return happenings.draft(item, told) or Passed("events", where)


def _own(told: Told, cells: dict[str, str]) -> None:
    """Read the lines of words that this program put into an event of timemap."""
    lines = [line.partition(": ") for line in cells.get("description", "").split("\n")]
    said = {name: words.removesuffix(".") for name, sign, words in lines if sign}
    told.parts |= {p: ("description", c) for p, c in happenings.ranges(said.get("Numbers", "")).items()}
    if "Accused" in said:
        told.parts["accused"] = ("description", "; ".join(happenings.unlike(said["Accused"])))
    first, _, last = cells.get("time_display", "").partition(" to ")
    if last:
        told.parts |= {"first day": ("time_display", first), "last day": ("time_display", last)}
    if within := re.search(r"Known within ([\d,]+) m \((\w+)\)", cells.get("description", "")):
        told.parts["precision in metres"] = ("description", within[1].replace(",", ""))
        told.parts["place level"] = ("description", within[2])


def _source(item: Item, one: Any, where: str) -> Draft | Refusal | Passed:
    """Give the report that a source with words of its own is; Passed for one that only points elsewhere."""
    if not isinstance(one, dict):
        return _not(item, one, where, "sources")
    cells = flat(one)
    ours = cells.get("notes", "").startswith("SHA-256 of its text ")
    if ours or len(cells.get("description", "").split()) < _WORDS_MIN:
        return Passed("sources", where)
    told = Told(where=where, kind=f"source of a {_KIND}", cells=cells, names=_SOURCE, columns=item.columns)
    return happenings.draft(item, told) or Passed("sources", where)
