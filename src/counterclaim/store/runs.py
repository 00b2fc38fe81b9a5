"""Derived tables as Parquet, one folder a run, swapped in at once and read through DuckDB."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import Damaged, NotInCase
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.judgement import Run
from counterclaim.store import durable

R = TypeVar("R")


def table_bytes(records: Sequence[Any]) -> bytes:
    """Give records as Parquet: their flat text and number fields for joins, and a `record` column of canonical JSON.

    Same records, same bytes: the writer's settings are fixed and the order is the caller's.
    """
    plain = [to_plain(r) for r in records]
    flat = {key for row in plain for key, value in row.items() if isinstance(value, str | Enum)}
    columns = {
        key: pa.array([None if row.get(key) is None else str(row[key]) for row in plain], pa.string())
        for key in sorted(flat - {"record"})
    }
    columns["record"] = pa.array([canonical_bytes(row).decode() for row in plain], pa.string())
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink, compression="zstd", version="2.6", store_schema=False)
    return bytes(sink.getvalue())


def read_table(path: Path, kind: type[R], where: Mapping[str, str] | None = None) -> tuple[R, ...]:
    """Give the records of one Parquet table whose flat columns equal `where`, in stored order."""
    condition = " AND ".join(f'"{key}" = ?' for key in (where or {}))
    sql = "SELECT record FROM read_parquet(?)" + (f" WHERE {condition}" if condition else "")  # noqa: S608 - keys are ours
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order=true")
        rows = connection.execute(sql, [str(path), *(where or {}).values()]).fetchall()
    return tuple(from_plain(kind, json.loads(row[0])) for row in rows)


class Runs:
    """The folder of runs of one case; `CURRENT` names the one that is believed now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, run: Run, tables: Mapping[str, Sequence[Any]]) -> Run:
        """Write a run's tables and make it the current one; the same run saved twice changes nothing.

        Gives the run with the digest of each table. A crash at any point leaves the previous run current.
        """
        data = {name: table_bytes(rows) for name, rows in sorted(tables.items())}
        full = from_plain(Run, to_plain(run) | {"tables": [[name, digest(b)] for name, b in data.items()]})
        target = self.folder / run.id
        if not target.exists():
            temporary = self.folder / f"{durable.UNFINISHED}{os.getpid()}-{run.id}"
            shutil.rmtree(temporary, ignore_errors=True)
            for name, table in data.items():
                durable.write(temporary / f"{name}.parquet", table)
            durable.write(temporary / "run.json", canonical_bytes(to_plain(full)))
            temporary.rename(target)
            durable.sync_folder(self.folder)
        durable.write(self.folder / "CURRENT", run.id.encode())
        return full

    def current(self) -> str | None:
        """Give the id of the current run, or None before the first settlement."""
        pointer = self.folder / "CURRENT"
        return pointer.read_text().strip() if pointer.exists() else None

    def run(self, run_id: str | None = None) -> Run:
        """Give one run, by default the current one. Raises NotInCase when there is none."""
        wanted = run_id or self.current()
        path = self.folder / (wanted or "") / "run.json"
        if wanted is None or not path.is_file():
            known = ", ".join(sorted(p.parent.name for p in self.folder.glob("*/run.json"))) or "none yet"
            raise NotInCase("a run of this case", wanted or "no run", f"Runs held: {known}. Run `counterclaim settle`.")
        return from_plain(Run, json.loads(path.read_text()))

    def table(
        self, name: str, kind: type[R], run_id: str | None = None, where: Mapping[str, str] | None = None
    ) -> tuple[R, ...]:
        """Give the records of one table of a run. Raises Damaged when the table is gone."""
        path = self.folder / self.run(run_id).id / f"{name}.parquet"
        if not path.is_file():
            raise Damaged(f"table {name} of run {path.parent.name}", "no such file", "Run `counterclaim settle` again.")
        return read_table(path, kind, where)
