"""Tables with a row of HXL hashtags: what each column holds is what its hashtag says, whatever its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from counterclaim.lexicons import neighbours
from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings
from counterclaim.receive.neighbours.happenings import TABLE, Passed, Told, flat
from counterclaim.receive.neighbours.known import unguarded

#: Rows among which the hashtags are looked for, as the libraries of HXL do.
ROWS_MAX = 25
_TAG = re.compile(r"\s*#[a-z][\w]*(?:\s*\+\s*[a-z][\w]*)*\s*", re.IGNORECASE)
_KIND = "table with HXL hashtags"
_OURS = "#meta+run+id"


def by_tag(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Give the number of the row of hashtags among the first rows of a table, and a name for each column by it.

    A column without a hashtag keeps its heading; one whose hashtag another column has too is told by its number. None
    for a table that has no such row.
    """
    for number, cells in enumerate(rows[:ROWS_MAX]):
        filled = [c for c in cells if c.strip()]
        if filled and all(map(_TAG.fullmatch, filled)):
            names: list[str] = []
            for at, cell in enumerate(cells):
                name = "".join(cell.split()).lower() or _heading(rows[:number], at)
                names.append(name if name not in names else f"{name} (column {at + 1})")
            return number, names
    return None


def _heading(rows: Sequence[Sequence[str]], at: int) -> str:
    return next((r[at].strip() for r in reversed(rows) if at < len(r) and r[at].strip()), "")


def has_tags(row: Mapping[str, object]) -> bool:
    """Say whether a row's cells stand under hashtags."""
    return any(isinstance(k, str) and _TAG.fullmatch(k) for k in row)


def tagged(item: Item, where: str, row: Mapping[str, object]) -> Draft | Passed:
    """Give what a row of cells under hashtags tells; Passed for one that tells of no happening."""
    ours = _OURS in row
    table = neighbours.tables()[TABLE]
    names: dict[str, str] = {}
    for own in row:
        tag, *attributes = own.split("+")
        kept = sorted(a for a in attributes if a not in table["aside"])
        part = table["tags"].get("+".join((tag, *kept)), "")
        if part and part not in names.values() and str(row[own] or "").strip():
            names[own] = part
    cells = {k: unguarded(v) if ours else v for k, v in flat(dict(row)).items()}
    told = Told(where=where, kind=_KIND, cells=cells, names=names, ours=ours, columns=item.columns)
    if ours:
        words = cells.get("#meta+ranges+list", "")
        told.parts |= {part: ("#meta+ranges+list", cell) for part, cell in happenings.ranges(words).items()}
    return happenings.draft(item, told) or Passed("rows", where)
