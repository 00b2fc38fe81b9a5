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


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with its source rows."""

    row: Row
    sources: tuple[Row, ...]


def incidents(split: str, data: Path) -> list[Incident]:
    """Give the graded incidents of a split that have listed sources; any split but ours is the whole folder.

    Raises Missing when a file is not there.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for source in _lines(data / "sources.jsonl"):
        found[source["incident"]].append(source)
    parts = PARTS.get(split, range(10))
    return [
        Incident(row, tuple(found[row["id"]]))
        for row in _lines(data / "incidents.jsonl")
        if row["grade"] and found[row["id"]] and part(row) in parts
    ]


def part(row: Row) -> int:
    """Give which tenth an incident falls into, by its day and place."""
    key = f"{row['date']}|{row['place_en']}"
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10


def _lines(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise Missing(f"Expected {path}; there is none. Set COUNTERCLAIM_DATA or --data.")
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
