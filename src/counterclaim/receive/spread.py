"""How far apart the cells of a sheet lie: its reader makes a table of all between them, and ends where memory does.

Source: ECMA-376 §18.3.1.4 (a cell's place in `.xlsx`), MS-XLSB §2.1.4, §2.4.691 and §2.5.9 (records of `.xlsb`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: Cells that a table may have, empty ones too: each takes some 40 bytes while it is read.
CELLS_MAX = 20_000_000
_PLACE = re.compile(rb'\br\s*=\s*["\']([A-Za-z]{1,3})([0-9]{1,7})["\']')
#: Records of a binary sheet: a row, and the last of the kinds that are a cell of it.
_ROW, _CELL_LAST = 0, 11


def cells(name: str, data: bytes) -> int:
    """Give how many cells the table has that a sheet becomes; 0 for what is no sheet.

    Raises ValueError for a binary sheet with a record that is longer than its part.
    """
    if not re.search(r"(?:^|/)xl/worksheets/[^/]+\.(?:xml|bin)$", name, re.IGNORECASE):
        return 0
    places = _binary(data) if name.lower().endswith(".bin") else _written(data)
    rows, columns = set[int](), set[int]()
    for row, column in places:
        rows.add(row)
        columns.add(column)
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0


def _written(sheet: bytes) -> Iterator[tuple[int, int]]:
    """Give row and column of each cell that says where it is."""
    for place in _PLACE.finditer(sheet):
        yield int(place[2]), _column(place[1])


@lru_cache(maxsize=20_000)
def _column(letters: bytes) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found


def _binary(sheet: bytes) -> Iterator[tuple[int, int]]:
    """Give row and column of each cell of a binary sheet."""
    at, row = 0, 0
    while at < len(sheet):
        kind, at = _number(sheet, at, 2)
        size, at = _number(sheet, at, 4)
        if at + size > len(sheet):
            raise ValueError("a record that is longer than its part")
        first = int.from_bytes(sheet[at : at + 4], "little")
        if kind == _ROW:
            row = first
        elif kind <= _CELL_LAST:
            yield row, first
        at += size


def _number(sheet: bytes, at: int, most: int) -> tuple[int, int]:
    """Give a number in sevens of bits, of at most so many bytes, and where it ends."""
    found = 0
    for place, byte in enumerate(sheet[at : at + most]):
        found |= (byte & 127) << (7 * place)
        if byte < 128:
            return found, at + place + 1
    return found, at + most
