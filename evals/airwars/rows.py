"""The rows of the set: incidents with the sources listed for them, and which split an incident is in."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.sets import Missing

Row = dict[str, Any]
#: Of ten parts by the hash of day and place, so that two codes for one event are on one side.
PARTS = {"kept": range(2), "fit": range(2, 6), "dev": range(6, 10)}
_NUMBERS = ("killed_min", "killed_max", "injured_min", "injured_max")
#: What a row holds where nothing is said.
_INCIDENT: Row = {
    "code": None, "date": None, "date_end": None, "place_en": None, "grade": None, "strike_status": None,
    "strike_type": [], "parties": [], **dict.fromkeys(_NUMBERS),
}  # fmt: skip
_PARTY: Row = {"own_assessment": None}
_SOURCE: Row = {"org": None, "account": None, "domain": None, "url_sha": ""}


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with its source rows."""

    row: Row
    sources: tuple[Row, ...]


def incidents(split: str, data: Path) -> list[Incident]:
    """Give the graded incidents of a split that have listed sources; any split but ours is the whole folder.

    Raises Missing when a file is not there, or a line of it is no object.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for source in _lines(data / "sources.jsonl"):
        found[str(source["incident"])].append(_SOURCE | source)
    parts = PARTS.get(split, range(10))
    rows = map(_whole, _lines(data / "incidents.jsonl"))
    return [Incident(r, tuple(found[r["id"]])) for r in rows if r["grade"] and found[r["id"]] and part(r) in parts]


def part(row: Row) -> int:
    """Give which tenth an incident falls into, by its day and place."""
    key = f"{row['date']}|{row['place_en']}"
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10


def _whole(row: Row) -> Row:
    """Give a row with every field that is read: what another year leaves out is unknown, and ids are words."""
    out = _INCIDENT | {key: value for key, value in row.items() if value is not None}
    out["id"] = str(out["id"])
    out["strike_type"] = [out["strike_type"]] if isinstance(out["strike_type"], str) else out["strike_type"]
    out["parties"] = [_PARTY | party for party in out["parties"]]
    for day in ("date", "date_end"):
        out[day] = out[day] and str(out[day])[: len("2031-01-01")]
    for number in _NUMBERS:
        out[number] = None if out[number] is None else int(out[number])
    return out


def _lines(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise Missing(f"Expected {path}; there is none. Set COUNTERCLAIM_DATA or --data.")
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line) if line.strip() else {}
            except ValueError as cause:
                raise Missing(f"Expected one JSON object a line in {path}; line {number} is none.") from cause
            if row:
                yield row
