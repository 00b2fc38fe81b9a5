"""The rows of a table, each by the table of a neighbour's columns where it has them; the others come back as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item, refusal, refusing
from counterclaim.receive.neighbours import happenings, maps, rows, tagged
from counterclaim.receive.neighbours.happenings import Passed
from counterclaim.receive.neighbours.known import known
from counterclaim.records.source import Refusal

Row = tuple[int, Any]
Found = Draft | Refusal | Passed | None


def entries(item: Item, numbered: Iterator[Row], encoding: str) -> Iterator[Draft | Refusal | Row]:
    """Give a draft for each row that is a neighbour's, or why it is none, and the number and value of every other.

    A column map that says where the text is comes before the tables of columns.
    """
    nobody: rows.Passed = {}
    passed: dict[str, list[str]] = defaultdict(list)
    mapped = "text" in dict(item.columns)
    for number, value in numbered:
        read = _reader(item, number, value, nobody, mapped=mapped)
        if read is None:
            yield value if isinstance(value, Refusal) else (number, value)
            continue
        found = _safely(f"{item.label} row {number}", read)
        if isinstance(found, Passed):
            passed[found.kind].append(found.where)
        elif found is not None:
            if isinstance(found, Draft):
                found.encoding = encoding
            yield found
    yield from rows.passed_over(item, nobody)
    yield from happenings.passed_over(item, passed)


def _reader(item: Item, number: int, value: Any, nobody: rows.Passed, *, mapped: bool) -> Callable[[], Found] | None:
    """Give what reads a row; None for a row of no neighbour."""
    if not isinstance(value, dict):
        return None
    if maps.is_feature(value):
        return lambda: maps.feature(item, value, f"row {number}")
    if tagged.has_tags(value):
        return lambda: tagged.tagged(item, f"row {number}", value)
    name = "" if mapped else known(value)
    return (lambda: rows.row(item, number, value, name, nobody)) if name else None


def _safely(label: str, read: Callable[[], Found]) -> Found:
    try:
        with refusing(label):
            return read()
    except Refused as error:
        return refusal(error)
