"""Weighed answers as CSV, one answer a row, for those who work in a sheet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from typing import Any

from counterclaim.render.table import safe

HEAD = (
    "object", "value", "best", "decided", "probability", "origins", "voices", "sources", "denied_by", "reason",
    "method", "converged",
)  # fmt: skip
EXPLAINED = ("for", "against", "without_strongest", "without_probability", "explanation")


def written(rows: Iterable[dict[str, Any]], *, explain: bool) -> None:
    """Print rows as `told` gives them; the first answer of an object is its best where anybody gives it.

    A voice is written `source + source (weight)`; voices are set apart by `;`. A cell that a spreadsheet would run as a
    formula starts with an apostrophe.
    """
    out = csv.writer(sys.stdout, lineterminator="\r\n")
    out.writerow((*HEAD, *EXPLAINED) if explain else HEAD)
    for row in rows:
        for place, answer in enumerate(row["answers"]):
            out.writerow([safe(c) if isinstance(c, str) else c for c in _cells(row, answer, place, explain=explain)])
    sys.stdout.flush()


def _cells(row: dict[str, Any], answer: dict[str, Any], place: int, *, explain: bool) -> Iterable[Any]:
    best = place == 0 and answer["sources"] > 0
    yield from (row["object"], answer["value"], _yes(best), _yes(row["decided"]), answer["probability"])
    yield from (answer["origins"], answer["voices"], answer["sources"], answer["denied_by"])
    yield from (row["reason"], row["method"], _yes(row["converged"]))
    if explain:
        yield from (_voices(answer["for"]), _voices(answer["against"]))
        without = row["without_strongest"] if best else None
        yield "" if without is None else without["value"] or ""
        yield "" if without is None else without["probability"]
        yield row["explanation"] if best else ""


def _yes(told: bool) -> str:
    return "yes" if told else "no"


def _voices(voices: list[dict[str, Any]]) -> str:
    return "; ".join(f"{' + '.join(v['sources'])} ({v['weight']:g})" for v in voices)
