"""Cells of a coder's table that cannot be what their column holds: each with what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from counterclaim.lexicons import lexicon
from counterclaim.receive.dates import reading


class Wrong(NamedTuple):
    """A cell that cannot be taken: its column, what was expected there, and what came."""

    column: str
    expected: str
    came: str


def wrong(cells: Mapping[str, str], claims: Mapping[str, Any]) -> Iterator[Wrong]:
    """Give the cells of a row that its table's claims cannot be read from. Blank ones are in order."""
    place, time = claims["place"], claims["time"]
    yield from _code(cells, place["precision"], place["levels"], open_list="others" in place)
    yield from _code(cells, time["precision"], time["spans"])
    act = claims["act"]
    if act.get("scheme") == "ucdp":
        yield from _code(cells, act["column"], lexicon("crosswalk", "neighbours")["back"]["ucdp"])
    for column, most in ((place["latitude"], 90), (place["longitude"], 180)):
        cell = cells.get(column, "").strip()
        if cell and not (is_number(cell) and abs(float(cell)) <= most):
            yield Wrong(column, f"degrees from -{most} to {most}", cell)
    if bool(cells.get(place["latitude"], "").strip()) != bool(cells.get(place["longitude"], "").strip()):
        yield Wrong(place["longitude"], "both latitude and longitude, or neither", "one of them")
    yield from _days(cells, (time["from"], time["to"]))
    yield from _counts(cells, claims)


def iso(cell: str) -> str:
    """Give a day as ISO 8601; empty for words that name no single day."""
    found = reading(cell)[0] if cell.strip() else None
    return found.start if found is not None and found.precise else ""


def _code(
    cells: Mapping[str, str], column: str, codes: Mapping[str, Any], *, open_list: bool = False
) -> Iterator[Wrong]:
    cell = cells.get(column, "").strip() if column else ""
    if cell and not open_list and cell not in codes:
        yield Wrong(column, f"one of {', '.join(k for k in codes if k)}", cell)


def _days(cells: Mapping[str, str], columns: tuple[str, str]) -> Iterator[Wrong]:
    told = {c: cells.get(c, "").strip() for c in dict.fromkeys(columns)}
    days = {c: iso(cell) for c, cell in told.items()}
    for column, cell in told.items():
        if cell and not days[column]:
            yield Wrong(column, "a day as 2031-05-07 or 7 May 2031", cell)
    first, last = (days[c] for c in columns)
    if first and last and last < first:
        yield Wrong(columns[1], f"a day not before {first}", told[columns[1]])


def _counts(cells: Mapping[str, str], claims: Mapping[str, Any]) -> Iterator[Wrong]:
    sides = [(c["low"], c["high"], bool(c.get("raise"))) for c in claims["counts"]]
    columns = dict.fromkeys([*(c for low, high, _ in sides for c in (low, high)), *claims["numbers"]])
    whole = {}
    for column in columns:
        cell = cells.get(column, "").strip()
        if cell and not (is_number(cell) and float(cell) >= 0 and float(cell).is_integer()):
            yield Wrong(column, "a whole number from 0, or nothing", cell)
        elif cell:
            whole[column] = float(cell)
    for low, high, raised in sides:
        if not raised and whole.get(high, float("inf")) < whole.get(low, 0):
            yield Wrong(high, f"at least {low}, which is {cells[low].strip()}", cells[high].strip())


def is_number(cell: str) -> bool:
    """Say whether a cell is a number as programs write one, and neither infinite nor none."""
    try:
        return cell.isascii() and float(cell) - float(cell) == 0
    except ValueError:
        return False
