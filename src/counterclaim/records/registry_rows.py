"""Rows of a registry from CSV lines; a row that cannot be used is refused by its line, with what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import MISSING, fields
from datetime import date
from typing import TypeVar

from counterclaim.errors import UsageError
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Camp, Letter, Tie
from counterclaim.records.words import Relation, StateMedia

R = TypeVar("R", Camp, Tie, Letter)
_LETTERS = "ABCDEF"


def registry_rows(lines: Iterable[str], name: str, kind: type[R]) -> tuple[R, ...]:
    """Give the rows of one file; `name` is what errors call it.

    The first line names the columns; their order is free. Raises UsageError naming the line and the column.
    """
    known = {f.name: f.default is MISSING for f in fields(kind)}
    reader = csv.DictReader(lines, strict=True)
    try:
        if strange := [str(c) for c in reader.fieldnames or () if c not in known]:
            raise UsageError(
                f"columns {', '.join(known)} in {name}", ", ".join(strange), "Rename or remove the column."
            )
        out = []
        for row in reader:
            cells = {c: (row.get(c) or "").strip() for c in known}
            where = f"{name} line {reader.line_num}"
            if None in row:
                raise UsageError(f"{len(known)} cells in {where}", "more", "Put cells with commas in quotation marks.")
            if missing := [c for c, needed in known.items() if needed and not cells[c]]:
                raise UsageError(f"a value for {', '.join(missing)} in {where}", "none", "Fill the cell.")
            _dated(cells, where)
            _worded(cells, where, kind)
            out.append(kind(**cells))
    except csv.Error as cause:
        raise UsageError(f"{name} as CSV in UTF-8", str(cause), "Save it again as CSV in UTF-8.") from cause
    return tuple(out)


def _dated(cells: dict[str, str], where: str) -> None:
    for column in ("start", "end"):
        if cells[column]:
            try:
                date.fromisoformat(cells[column])
            except ValueError as cause:
                came = f"{cells[column]} in {where}"
                raise UsageError(f"a day in `{column}`", came, "Write it as 2016-03-27, or leave it empty.") from cause
    if cells["start"] and cells["end"] and cells["end"] < cells["start"]:
        raise UsageError("an end on or after the start", f"{cells['end']} in {where}", "Correct one of the two days.")


def _worded(cells: dict[str, str], where: str, kind: type[R]) -> None:
    """Check the closed vocabularies of a row."""
    if kind is Letter and cells["letter"] not in set(_LETTERS):
        raise UsageError("a letter from A to F", f"{cells['letter']} in {where}", "F means: no basis to judge.")
    if kind is not Tie:
        return
    _among("relation", cells["relation"], [r.value for r in Relation], where)
    if cells["relation"] == Relation.STATE_MEDIA:
        _among("other", cells["other"], [s.value for s in StateMedia], where)
    elif normal_name(cells["agent"]) == normal_name(cells["other"]):
        raise UsageError("two different agents", f"{cells['agent']} twice in {where}", "Correct the row or remove it.")


def _among(column: str, value: str, words: list[str], where: str) -> None:
    if value not in words:
        raise UsageError(f"one of {', '.join(words)} in `{column}`", f"{value} in {where}", "Use one of these words.")
