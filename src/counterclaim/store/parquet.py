"""Records to the bytes of a Parquet table and back; DuckDB picks rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from counterclaim.canonical import digest
from counterclaim.errors import Damaged, UsageError
from counterclaim.records.codec import from_plain
from counterclaim.records.lines import line

R = TypeVar("R")
#: Rows from which on a table is read in threads: below, starting them takes longer than they save.
THREADS_FROM = 100_000
#: Values that a flat column can be asked for; None asks for the rows that have none.
Value = str | int | float | bool | None
#: Rows that are written together.
BATCH = 2_000
_ARROW = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}


@cache
def flat_columns(kind: Any) -> Mapping[str, type]:
    """Give the fields of a record's class that hold one text, number or truth value, and which of these it is."""
    if not is_dataclass(kind):
        return {}
    hints = get_type_hints(kind)
    found = {field.name: _flat(hints[field.name]) for field in fields(kind) if field.name != "record"}
    return {name: found[name] for name in sorted(found) if found[name] is not None}  # type: ignore[misc]


def _flat(hint: Any) -> type | None:
    if get_origin(hint) in (Union, UnionType):
        inner = [h for h in get_args(hint) if h is not NoneType]
        return _flat(inner[0]) if len(inner) == 1 else None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return str if issubclass(hint, str) else None
    return hint if hint in _ARROW else None


class Rows:
    """Records of one class as a Parquet table in the making: what is added is written and let go, batch by batch.

    Each row has the record's flat fields for joins, and a `record` column of canonical JSON. Same records, same bytes:
    the writer's settings and the size of a batch are fixed and the order is the caller's.
    """

    def __init__(self, records: Iterable[Any] = ()) -> None:
        self._count = 0
        self._waiting: list[Any] = []
        self._held = 0
        self._sink = pa.BufferOutputStream()
        self._writer: Any = None
        for some in _batches(records):
            self.join(written(some))

    def __len__(self) -> int:
        return self._count

    def join(self, table: Any) -> None:
        """Add the rows of a table as `written` gives it, after those that are there. Not to be called after `data`."""
        if table.num_rows:
            self._waiting.append(table)
            self._count += table.num_rows
            self._held += table.num_rows
        while self._held >= BATCH:
            self._flush()

    @cached_property
    def data(self) -> bytes:
        """Give the bytes of the whole table."""
        if self._held or self._writer is None:
            self._flush()
        self._writer.close()
        return bytes(self._sink.getvalue())

    def _flush(self) -> None:
        """Write the first rows that wait, `BATCH` at most."""
        table = pa.concat_tables(self._waiting) if self._waiting else written(())
        batch = table.slice(0, BATCH).combine_chunks()
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._sink, batch.schema, compression="zstd", version="2.6", store_schema=False
            )
        self._writer.write_table(batch)
        rest = table.slice(BATCH)
        self._held = rest.num_rows
        self._waiting = [rest] if self._held else []


def written(records: Sequence[Any]) -> Any:
    """Give records of one class as the rows of a table, in columns."""
    kind: Any = type(records[0]) if records else None
    kinds = flat_columns(kind)
    columns = {name: pa.array([getattr(r, name) for r in records], _ARROW[flat]) for name, flat in kinds.items()}
    columns["record"] = pa.array([line(r) for r in records], pa.string())
    return pa.table(columns)


def _batches(records: Iterable[Any]) -> Iterator[Sequence[Any]]:
    waiting = iter(records)
    while some := list(islice(waiting, BATCH)):
        yield some


def table_bytes(records: Sequence[Any] | Rows) -> bytes:
    """Give records of one class as the bytes of a Parquet table; see `Rows`."""
    return records.data if isinstance(records, Rows) else Rows(records).data


def read_bytes(path: Path, expected: str) -> bytes:
    """Give the bytes of a table whose digest was recorded. Raises Damaged when they are gone or have another."""
    todo = "Remove the file, then `take` (for readings) or `settle` (for a run) again makes it anew."
    try:
        data = path.read_bytes()
    except OSError as cause:
        raise Damaged(f"{path.name} in {path.parent.name}", str(cause.strerror), todo) from cause
    if (came := digest(data)) != expected:
        raise Damaged(f"{path.name} in {path.parent.name} with digest {expected}", f"digest {came}", todo)
    return data


def lines(data: bytes, what: str) -> list[str]:
    """Give the `record` column of a table's bytes. Raises Damaged, naming `what`, when they are no such table."""
    return [str(line) for line in _arrow(data, what).column("record").to_pylist()]


def read_records(data: bytes, kind: type[R], what: str, where: Mapping[str, Value] | None = None) -> tuple[R, ...]:
    """Give the records in a table's bytes whose flat columns equal `where`, in stored order.

    Raises Damaged, naming `what`, for bytes that are no such table, and UsageError for a column no `kind` has.
    """
    asked = {name: _asked(kind, name, value) for name, value in (where or {}).items()}
    table = _arrow(data, what)
    if asked and table.num_rows:
        condition = " AND ".join(f'"{name}" IS NOT DISTINCT FROM ?' for name in asked)
        with duckdb.connect() as connection:
            connection.execute("SET preserve_insertion_order=true")
            connection.register("rows", table)
            sql = f"SELECT record FROM rows WHERE {condition}"  # noqa: S608 - only names of the record's own fields
            found = [row[0] for row in connection.execute(sql, list(asked.values())).fetchall()]
    else:
        found = table.column("record").to_pylist()
    try:
        return tuple(from_plain(kind, json.loads(row)) for row in found)
    except (ValueError, KeyError, TypeError) as cause:
        raise Damaged(f"{what} to hold {kind.__name__}", f"{type(cause).__name__}: {cause}") from cause


def checked(path: Path, expected: str) -> Any:
    """Give an open table whose digest was recorded, read in place. Raises Damaged when it is gone or has another.

    Its bytes are looked through once, piece by piece, and never held together.
    """
    todo = "`settle` again makes it anew."
    try:
        with path.open("rb") as file:
            came = file_digest(file, "sha256").hexdigest()
    except OSError as cause:
        raise Damaged(f"{path.name} in {path.parent.name}", str(cause.strerror), todo) from cause
    if came != expected:
        raise Damaged(f"{path.name} in {path.parent.name} with digest {expected}", f"digest {came}", todo)
    try:
        return pq.ParquetFile(pa.OSFile(str(path)))
    except (pa.ArrowException, OSError, ValueError) as cause:
        raise Damaged(f"{path.name} to be a Parquet table", str(cause), todo) from cause


def among(table: Any, key: str, wanted: Iterable[str], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Give some flat columns of an open table, of the rows whose `key` is one of those wanted."""
    if not {key, *columns} <= set(table.schema_arrow.names):
        return []  # a table without rows has no columns but `record`
    rows = table.read(columns=[key, *(c for c in columns if c != key)], use_threads=_threads(table))
    found = rows.filter(pc.is_in(rows[key], value_set=pa.array(sorted(set(wanted)), pa.string())))
    return list(zip(*(found[name].to_pylist() for name in columns), strict=True))


def ids_among(records: Sequence[Any] | Rows, wanted: Iterable[str]) -> set[str]:
    """Give of some ids those of rows of a table in the making."""
    table = pq.ParquetFile(pa.BufferReader(table_bytes(records)))
    return {str(one) for (one,) in among(table, "id", wanted, ("id",))}


def each_row(table: Any, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Give some columns of an open table row by row; one that it does not have is empty, as where no row is."""
    there = [name for name in columns if name in table.schema_arrow.names]
    # One group after the other: a reader of all would read many ahead, which for long records are gigabytes.
    for group in range(table.num_row_groups):
        rows = table.read_row_group(group, columns=there, use_threads=_threads(table))
        lists = [rows.column(name).to_pylist() if name in there else [None] * rows.num_rows for name in columns]
        yield from zip(*lists, strict=True)


def batches(table: Any, columns: Sequence[str], groups: Iterable[int]) -> Any:
    """Give some columns of texts of some groups of rows of an open table as a reader of batches.

    Before them stands `row_group`, the number of the group; a column that the table does not have is all null.
    """
    there = [name for name in columns if name in table.schema_arrow.names]
    schema = pa.schema([("row_group", pa.int32()), *((name, pa.string()) for name in columns)])

    def each() -> Iterator[Any]:
        for group in groups:
            rows = table.read_row_group(group, columns=there, use_threads=_threads(table))
            none = pa.nulls(rows.num_rows, pa.string())
            number = pa.repeat(pa.scalar(group, pa.int32()), rows.num_rows)
            whole = pa.table([number, *(rows[name] if name in there else none for name in columns)], schema=schema)
            yield from whole.to_batches()

    return pa.RecordBatchReader.from_batches(schema, each())


def marks(table: Any, path: Path) -> tuple[str, ...]:
    """Give a digest of each group of rows of an open table as it lies in its file: the same digest, the same rows."""
    shape = str(table.schema).encode()
    found = []
    with path.open("rb") as file:
        for number in range(table.num_row_groups):
            group = table.metadata.row_group(number)
            chunks = [group.column(n) for n in range(group.num_columns)]
            begin = min(c.dictionary_page_offset or c.data_page_offset for c in chunks)
            file.seek(begin)
            found.append(digest(shape + file.read(sum(c.total_compressed_size for c in chunks))))
    return tuple(found)


def _threads(table: Any) -> bool:
    """Say whether an open table is read in threads: a program that ends while they are being started is aborted."""
    return bool(table.metadata.num_rows >= THREADS_FROM)


def _arrow(data: bytes, what: str) -> Any:
    """Give the Arrow table; from bytes, since a path may hold characters that a reader takes for a pattern."""
    try:
        table = pq.ParquetFile(pa.BufferReader(data))
        return table.read(use_threads=_threads(table))
    except (pa.ArrowException, OSError, ValueError) as cause:
        raise Damaged(f"{what} to be a Parquet table", str(cause), "Make it anew with `take` or `settle`.") from cause


def _asked(kind: type, name: str, value: Value) -> Value:
    """Give a value as its column holds it. Raises UsageError for a column that is not flat or another type of value."""
    flat = flat_columns(kind)
    if name not in flat:
        raise UsageError(f"one of the columns {', '.join(flat)}", f"`{name}`", "Choose one of these.")
    if value is None:
        return None
    wanted = flat[name]
    if isinstance(value, str) != (wanted is str):
        raise UsageError(f"a {wanted.__name__} for `{name}`", repr(value), "Give a value of this type.")
    return str(value) if wanted is str else value
