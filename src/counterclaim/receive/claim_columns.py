"""A CSV of claims as columns: each different word once, and for every row the place of its word.

Plain files are read by Arrow, which does not make a string of every cell; what it would not read as `claim_rows` does
(a broken row, a stray quotation mark, other than UTF-8) is read row by row, so that each fault is named by its row.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import compute
from pyarrow import csv as arrow_csv

from counterclaim.errors import UsageError
from counterclaim.receive.claim_rows import COLUMNS, STANCE, ClaimRow, LeftOut, claim_rows, denies, judged
from counterclaim.records.source import Refusal

Ints = npt.NDArray[np.int64]
_MARK, _BESIDE = ord('"'), np.frombuffer(b",\r\n", np.uint8)
_BLOCK = 1 << 26


class Coded(NamedTuple):
    """A column: its different `words`, and for each row the place of its word among them."""

    words: Sequence[str]
    place: Ints


@dataclass(frozen=True, slots=True, eq=False)
class ClaimColumns:
    """The claims of a table, what was refused, and how many rows were left out by the stance they take."""

    source: Coded
    object: Coded
    value: Coded
    denied: npt.NDArray[np.bool_]
    refused: tuple[Refusal, ...]
    left_out: dict[str, int]


def claim_columns(data: bytes, name: str, fits: Callable[[str], bool] = bool, kind: str = "a value") -> ClaimColumns:
    """Read a table of claims; what it takes, refuses and leaves out is what `claim_rows` does.

    Raises UsageError for a header without the three columns, and for bytes that are not UTF-8.
    """
    plain = data.removeprefix(b"\xef\xbb\xbf")
    read = _by_arrow(plain)
    return _by_row(plain, name, fits, kind) if read is None else _judged(read, name, fits, kind)


def _by_arrow(data: bytes) -> dict[str, Coded] | None:
    """Read the columns; None where the rows want care."""
    first, _, rest = data.partition(b"\n")
    header = [cell.strip().lower() for cell in first.decode("utf-8", "replace").split(",")]
    strange = b'"' in first or b"\0" in data or data.count(b"\r") != data.count(b"\r\n")
    if strange or len(set(header)) < len(header) or not set(COLUMNS) <= set(header) or not rest.strip():
        return None
    quoted = data.count(b'"')
    if quoted and not _plainly_quoted(data):
        return None
    kept = [key for key in (*COLUMNS, STANCE) if key in header]
    words = pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(rest),
            arrow_csv.ReadOptions(column_names=header, block_size=_BLOCK),
            arrow_csv.ParseOptions(newlines_in_values=quoted > 0),
            arrow_csv.ConvertOptions(
                include_columns=kept, column_types=dict.fromkeys(kept, words), null_values=[], strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    table = table.unify_dictionaries()
    return {key: _coded(table.column(key).combine_chunks()) for key in kept}


def _plainly_quoted(data: bytes) -> bool:
    """Tell whether each mark opens a cell, closes one or is doubled in one: what others mean, the careful reader says.

    Marks open and close by turns; a doubled one closes and opens at once.
    """
    held = np.frombuffer(data + b"\n", np.uint8)
    at = np.flatnonzero(held == _MARK)
    if at.size % 2:
        return False
    doubled = at[2::2] == at[1:-1:2] + 1
    opens, closes = np.isin(held[at[::2] - 1], _BESIDE), np.isin(held[at[1::2] + 1], _BESIDE)
    return bool((opens[1:] | doubled).all() and opens[0] and (closes[:-1] | doubled).all() and closes[-1])


def _coded(column: pa.Array) -> Coded:
    """Give a column with its words in order, which Arrow sorts faster than Python (by UTF-8, so by code point)."""
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0)
    order = compute.sort_indices(column.dictionary).to_numpy().astype(np.int64)
    rank = np.empty(order.size, np.int64)
    rank[order] = np.arange(order.size)
    return Coded(column.dictionary.take(pa.array(order)).to_pylist(), rank[column.indices.to_numpy()])


def _judged(read: dict[str, Coded], name: str, fits: Callable[[str], bool], kind: str) -> ClaimColumns:
    """Take the rows whose words all will do; the others are judged one by one, as if they had been read so."""
    good = np.ones(read["source"].place.size, np.bool_)
    for key in COLUMNS:
        good &= np.array([not (w.isspace() or not w) for w in read[key].words], np.bool_)[read[key].place]
    if fits is not bool:
        good &= np.array([fits(w) for w in read["value"].words], np.bool_)[read["value"].place]
    denied = np.zeros(good.size, np.bool_)
    if STANCE in read:
        takes = [denies(word) for word in read[STANCE].words]
        good &= np.array([d is not None for d in takes], np.bool_)[read[STANCE].place]
        denied = np.array([bool(d) for d in takes], np.bool_)[read[STANCE].place]
    refused, left_out = list[Refusal](), Counter[str]()
    for row in np.flatnonzero(~good).tolist():
        cells = {key: column.words[column.place[row]] for key, column in read.items()}
        one = judged(f"{name} row {row + 1}", cells, fits, kind)
        if isinstance(one, LeftOut):
            left_out[one.stance] += 1
        elif isinstance(one, Refusal):
            refused.append(one)
    source, object_, value = (Coded(read[key].words, read[key].place[good]) for key in COLUMNS)
    return ClaimColumns(source, object_, value, denied[good], tuple(refused), dict(left_out))


def _by_row(data: bytes, name: str, fits: Callable[[str], bool], kind: str) -> ClaimColumns:
    """Read the rows one by one."""
    try:
        lines = io.StringIO(data.decode("utf-8"), newline="\n")
    except UnicodeDecodeError as cause:
        came = f"a byte that is none, at offset {cause.start} of {name}"
        raise UsageError("text in UTF-8", came, "Save the file as UTF-8.") from cause
    taken: list[ClaimRow] = []
    refused: list[Refusal] = []
    left_out = Counter[str]()
    for one in claim_rows(lines, name, fits, kind):
        if isinstance(one, ClaimRow):
            taken.append(one)
        elif isinstance(one, LeftOut):
            left_out[one.stance] += 1
        else:
            refused.append(one)
    source, object_, value = (_numbered([getattr(row, key) for row in taken]) for key in COLUMNS)
    denied = np.array([row.denied for row in taken], np.bool_)
    return ClaimColumns(source, object_, value, denied, tuple(refused), dict(left_out))


def _numbered(words: list[str]) -> Coded:
    place: dict[str, int] = {}
    at = [place.setdefault(word, len(place)) for word in words]
    return Coded(list(place), np.array(at, np.int64))
