"""Rows picked out of many tables into one, each byte copied once; what a join asks for most of its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterclaim.engine.port import Table

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@numba.njit(cache=True, nogil=True)
def _copy(data, starts, rows, out, begins):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    for at in range(rows.size):
        size = starts[rows[at] + 1] - starts[rows[at]]
        source, goal = data[starts[rows[at]] :], out[begins[at] :]
        # Byte by byte: the compiler makes one move of it, where a slice would be looked at for overlap first.
        for byte in range(size):
            goal[byte] = source[byte]


def gathered(tables: Mapping[int, Table], where: tuple[Ints, Ints], columns: Sequence[str]) -> Table:
    """Give some columns of rows in the order asked for; takes of each row the number of its table, and its place there.

    Columns hold numbers or byte strings of any length.
    """
    table, row = where
    mine = {number: np.flatnonzero(table == number) for number in tables}
    out = []
    for column in columns:
        parts = {number: _whole(tables[number][column]) for number in tables}
        first = next(iter(parts.values()))
        if pa.types.is_large_binary(first.type):
            out.append(_strings({n: _flat(part) for n, part in parts.items()}, mine, row))
        else:
            numbers = np.empty(row.size, first.to_numpy().dtype)
            for number, part in parts.items():
                numbers[mine[number]] = part.to_numpy()[row[mine[number]]]
            out.append(pa.array(numbers))
    return pa.table(out, names=list(columns))


def _strings(parts: Mapping[int, tuple[Ints, Bytes]], mine: Mapping[int, Ints], row: Ints) -> pa.Array:
    """Give byte strings as one column; takes where those of each table begin, and their bytes."""
    begins = np.zeros(row.size + 1, np.int64)
    for number, (starts, _) in parts.items():
        begins[mine[number] + 1] = np.diff(starts)[row[mine[number]]]
    np.cumsum(begins, out=begins)
    out = np.empty(int(begins[-1]), np.uint8)
    for number, (starts, data) in parts.items():
        _copy(data, starts, row[mine[number]], out, begins[mine[number]])
    return pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), row.size, [None, pa.py_buffer(begins), pa.py_buffer(out)]
    )


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """Give a column in one piece; to combine a single piece would copy it."""
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _flat(column: pa.LargeBinaryArray) -> tuple[Ints, Bytes]:
    _, offsets, data = column.buffers()
    if not len(column) or data is None:
        return np.zeros(len(column) + 1, np.int64), np.zeros(0, np.uint8)
    starts = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
    return starts, np.frombuffer(data, np.uint8)
