"""CSV of bare claims for the weighing service: each row is a claim, or is refused by its number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from counterclaim.errors import UsageError
from counterclaim.records.source import Refusal

_ASSERTS = frozenset({"", "assert", "asserts", "concede", "concedes"})
_DENIES = frozenset({"deny", "denies"})
#: Stances that neither give an answer nor take one away.
_NEITHER = frozenset({"question", "questions", "hedge", "hedges", "relay", "relays", "silent", "threaten", "retract"})


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of a table: who, of what, which value, and whether it is denied."""

    source: str
    object: str
    value: str
    denied: bool


def claim_rows(
    lines: Iterable[str], name: str, fits: Callable[[str], bool] = bool, kind: str = "a value"
) -> Iterator[ClaimRow | Refusal]:
    """Read rows with the columns `source`, `object`, `value` and, where known, `stance`.

    Takes what tells whether a value fits, and in words what one that fits is; a row whose value does not is refused.
    `stance` is `assert` (also where it is empty) or `deny`; a stance that gives no answer (`hedge`, `relay`, …) is
    refused as such. Raises UsageError for a header without the three columns.
    """
    for number, row in _rows(lines, name, ("source", "object", "value")):
        label = f"{name} row {number}"
        if isinstance(row, str):
            yield Refusal(name=label, reason=row, todo="Mend the row.")
            continue
        stance = (row.get("stance") or "").strip().lower()
        empty = [key for key in ("source", "object", "value") if not row[key].strip()]
        if empty:
            yield Refusal(name=label, reason=f"no {', no '.join(empty)}", todo="Fill the cell, or leave the row out.")
        elif not fits(row["value"]):
            todo = "Write it so, or leave the row out."
            yield Refusal(name=label, reason=f"the value `{row['value'][:40]}`, which is not {kind}", todo=todo)
        elif stance in _NEITHER:
            yield Refusal(name=label, reason=f"the stance `{stance}`, which gives no answer", todo="Nothing to do.")
        elif stance not in _ASSERTS | _DENIES:
            yield Refusal(name=label, reason=f"the stance `{stance}`", todo="Write `assert` or `deny`.")
        else:
            yield ClaimRow(row["source"], row["object"], row["value"], stance in _DENIES)


def pair_rows(lines: Iterable[str], name: str, columns: tuple[str, str]) -> Iterator[tuple[str, str] | Refusal]:
    """Read a CSV of pairs, such as sources that share an origin; a row that is none is refused by its number.

    Raises UsageError for a header without the two columns.
    """
    for number, row in _rows(lines, name, columns):
        if isinstance(row, str) or not all(row[key].strip() for key in columns):
            why = row if isinstance(row, str) else "an empty cell"
            yield Refusal(name=f"{name} row {number}", reason=why, todo="Mend the row, or leave it out.")
        else:
            yield row[columns[0]], row[columns[1]]


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
        raise UsageError(f"the columns {', '.join(columns)} in {name}", came, f"Add {', '.join(missing)}.")
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
