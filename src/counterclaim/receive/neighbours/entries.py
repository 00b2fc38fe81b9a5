"""The rows of a table, each by the table of a neighbour's columns where it has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from counterclaim.name_matching import MARK
from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings, maps, rows, tagged
from counterclaim.receive.neighbours.happenings import Entry, Passed
from counterclaim.receive.neighbours.known import known
from counterclaim.records.source import Refusal

#: What reads a row of no neighbour, by its number and its value.
Other = Callable[[int, Any], Draft | Refusal]


def entries(item: Item, numbered: Iterable[tuple[int, Any]], encoding: str, other: Other) -> Iterator[Draft | Refusal]:
    """Give a draft for each row, or why it is none; `other` reads those of no neighbour.

    A column map that says where the text is comes before the tables of columns.
    """
    nobody: rows.Passed = {}
    mapped = "text" in dict(item.columns)
    yield from happenings.read(item, (_entry(item, row, (nobody, mapped), other) for row in numbered), encoding)
    yield from rows.passed_over(item, nobody)


def _entry(item: Item, row: tuple[int, Any], how: tuple[rows.Passed, bool], other: Other) -> Entry:
    number, value = row
    nobody, mapped = how
    where = f"row {number}"
    if isinstance(value, Refusal):
        return where, lambda: value
    if maps.is_feature(value):
        return where, partial(maps.feature, item, value, where)
    if isinstance(value, dict) and tagged.has_tags(value):
        return where, partial(tagged.tagged, item, where, value)
    if isinstance(value, dict) and {"schema", "sha256"} <= set(value) and value.get("text") == MARK:
        return where, lambda: Passed("reports that were exported without their texts", where)
    name = known(value) if isinstance(value, dict) and not mapped else ""
    return where, partial(rows.row, item, number, value, name, nobody) if name else partial(other, number, value)
