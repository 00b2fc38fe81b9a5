"""Rows of any table as CSV, JSON Lines or a Markdown table; the same rows in each."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from counterclaim.render.table import safe

Row = Mapping[str, Any]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def as_csv(rows: Sequence[Row]) -> str:
    """Give CSV (RFC 4180) with a heading; parts of an object are columns `place.name`, values of a list are joined."""
    flat = [flattened(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row.get(name, "")) for name in columns] for row in flat)
    return out.getvalue()


def as_json(rows: Sequence[Row]) -> str:
    """Give JSON Lines, one object a line."""
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def as_markdown(rows: Sequence[Row]) -> str:
    """Give a Markdown table; a bar inside a cell is escaped."""
    flat = [flattened(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    lines = [columns, ["---"] * len(columns)]
    lines += [[safe(row.get(name, "")).replace("|", "\\|") for name in columns] for row in flat]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) if columns else "Nothing.\n"


FORMATS: Mapping[str, tuple[str, Callable[[Sequence[Row]], str]]] = MappingProxyType(
    {"csv": ("csv", as_csv), "json": ("jsonl", as_json), "md": ("md", as_markdown)}
)


def flattened(row: Row, before: str = "") -> dict[str, str]:
    """Give a row's cells: objects become columns of their own, lists of words one cell, other lists JSON."""
    out: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            out |= flattened(value, f"{before}{name}.")
        elif isinstance(value, list):
            plain = all(not isinstance(v, dict | list) for v in value)
            out[before + name] = "; ".join(_cell(v) for v in value) if plain else json.dumps(value, ensure_ascii=False)
        else:
            out[before + name] = _cell(value)
    return out


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def guarded(cell: str) -> str:
    """Give a cell that no spreadsheet runs; a negative number stays a number."""
    return cell if _NUMBER.fullmatch(cell) else safe(cell)
