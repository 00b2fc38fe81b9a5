"""CSV of bare claims for the weighing service: each row is a claim, or is refused by its number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.errors import UsageError
from counterclaim.records.source import Refusal

COLUMNS = ("source", "object", "value")
STANCE = "stance"
_ASSERTS = frozenset({"", "assert", "asserts", "concede", "concedes"})
_DENIES = frozenset({"deny", "denies"})
#: Stances that neither give an answer nor take one away.
_NEITHER = {s: one for one in ("question", "hedge", "relay", "silent", "threaten", "retract") for s in (one, f"{one}s")}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of a table: who, of what, which value, and whether it is denied."""

    source: str
    object: str
    value: str
    denied: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is in order and gives no answer: its source hedges, asks, relays, or is silent."""

    stance: str


def claim_rows(
    lines: Iterable[str], name: str, fits: Callable[[str], bool] = bool, kind: str = "a value"
) -> Iterator[ClaimRow | LeftOut | Refusal]:
    """Read rows with the columns `source`, `object`, `value` and, where known, `stance`.

    Takes what tells whether a value fits, and in words what one that fits is; a row whose value does not is refused.
    `stance` is `assert` (also where it is empty) or `deny`; a row whose stance gives no answer (`hedge`, `relay`, …) is
    left out. Raises UsageError for a header without the three columns.
    """
    for number, row in _rows(lines, name, COLUMNS):
        label = f"{name} row {number}"
        if isinstance(row, str):
            yield Refusal(name=label, reason=row, todo="Mend the row.")
        else:
            yield judged(label, row, fits, kind)


def judged(label: str, row: dict[str, str], fits: Callable[[str], bool], kind: str) -> ClaimRow | LeftOut | Refusal:
    """Judge the cells of a row, which is called `label`."""
    stance = row.get(STANCE, "").strip().lower()
    empty = [key for key in COLUMNS if not row[key].strip()]
    if empty:
        return Refusal(name=label, reason=f"nothing in the cell {' and '.join(empty)}", todo="Fill it in.")
    if not fits(row["value"]):
        reason = f"the value `{row['value'][:40]}`, which is not {kind}"
        return Refusal(name=label, reason=reason, todo="Write it so, or leave the row out.")
    if stance in _NEITHER:
        return LeftOut(_NEITHER[stance])
    denied = denies(stance)
    if denied is None:
        known = ", ".join(sorted(set(_NEITHER.values())))
        todo = f"Write `assert` or `deny`, or what gives no answer: {known}."
        return Refusal(name=label, reason=f"the stance `{stance[:40]}`", todo=todo)
    return ClaimRow(row["source"], row["object"], row["value"], denied)


def denies(stance: str) -> bool | None:
    """Tell whether a stance denies a value (True) or gives it (False); None for one that does neither."""
    plain = stance.strip().lower()
    return None if plain not in _ASSERTS | _DENIES else plain in _DENIES


def pair_rows(lines: Iterable[str], name: str, columns: tuple[str, str]) -> Iterator[tuple[str, str] | Refusal]:
    """Read a CSV of pairs, such as sources that share an origin; a row that is none is refused by its number.

    Raises UsageError for a header without the two columns.
    """
    for number, row in _rows(lines, name, columns):
        if isinstance(row, str) or not all(row[key].strip() for key in columns):
            empty = [] if isinstance(row, str) else [key for key in columns if not row[key].strip()]
            why = row if isinstance(row, str) else f"nothing in the cell {' and '.join(empty)}"
            yield Refusal(name=f"{name} row {number}", reason=why, todo="Name both sides, or take the row out.")
        else:
            yield row[columns[0]], row[columns[1]]


def _mend(header: Sequence[str], columns: Sequence[str], missing: Sequence[str]) -> str:
    """Say what to do about columns that are missing: they may be there, set apart by another sign than a comma."""
    for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")):
        if set(columns) <= {cell.strip() for one in header for cell in one.split(sign)}:
            return f"Its cells are set apart by {word}: save it with commas."
    return f"Add {', '.join(missing)}."


def _rows(lines: Iterable[str], name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Give the rows by number with their cells by column, or what is wrong with a row."""
    reader = csv.reader(lines, strict=True)
    try:
        header = [cell.strip().lower().removeprefix("\ufeff") for cell in next(reader, [])]
    except csv.Error as cause:
        raise UsageError(f"a header row in {name}", str(cause), "Mend the first line.") from cause
    missing = [column for column in columns if column not in header]
    if missing:
        came = f"{', '.join(header) or 'nothing'}"
        raise UsageError(f"the columns {', '.join(columns)} in {name}", came, _mend(header, columns, missing))
    twice = next((column for column in (*columns, STANCE) if header.count(column) > 1), None)
    if twice is not None:
        raise UsageError(f"one column {twice} in {name}", str(header.count(twice)), "Rename all but one of them.")
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number += 1
            yield number, f"broken CSV ({error})"
            continue
        if cells is None:
            return
        if not cells:
            continue
        number += 1
        if len(cells) != len(header):
            yield number, f"{len(cells)} cells where the header has {len(header)}"
        else:
            yield number, dict(zip(header, cells, strict=True))
