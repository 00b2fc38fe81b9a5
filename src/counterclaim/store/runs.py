"""Derived tables as Parquet, one folder a run, swapped in at once and read through DuckDB."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from counterclaim import durable
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import CounterclaimError, Damaged, NotInCase, UsageError
from counterclaim.ledger.bag import LINE_BYTES_MAX
from counterclaim.ledger.sized import beginning
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Run
from counterclaim.store import parquet
from counterclaim.store.record import readable

R = TypeVar("R")
CURRENT = "CURRENT"
#: The name of a run; what `run.json` tells of one, as in a bundle.
_NAME_BYTES_MAX, _RUN_BYTES_MAX = 1_024, LINE_BYTES_MAX


class Runs:
    """The folder of runs of one case; `CURRENT` names the one that is believed now."""

    def __init__(self, folder: Path, allow: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self._allow = allow

    def save(self, run: Run, tables: Mapping[str, Sequence[Any] | parquet.Rows]) -> Run:
        """Write a run's tables and make it the current one; the same run saved twice changes nothing.

        Gives the run with the digest of each table as it lies on disk. A crash at any point leaves the previous run
        current. Raises Damaged when a run of this id holds other rows.
        """
        full = self.store(run, tables)
        self.believe(full.id)
        return full

    def store(self, run: Run, tables: Mapping[str, Sequence[Any] | parquet.Rows]) -> Run:
        """Write a run's tables, or find that the case holds them, without making it the current one."""
        self._allow()
        _plain_name(run.id)
        for name in tables:
            _plain_name(name)
        data = {name: parquet.table_bytes(rows) for name, rows in sorted(tables.items())}
        full = replace(run, tables=tuple((name, digest(b)) for name, b in data.items()))
        target = self.folder / run.id
        if target.exists():
            return self._agree(full, data)
        temporary = durable.unfinished(target)
        shutil.rmtree(temporary, ignore_errors=True)
        for name, table in data.items():
            durable.write(temporary / f"{name}.parquet", table)
        durable.write(temporary / "run.json", canonical_bytes(to_plain(full)))
        durable.move_folder(temporary, target)
        return full

    def believe(self, run_id: str) -> None:
        """Make a run of this case the current one."""
        self._allow()
        durable.write(self.folder / CURRENT, run_id.encode())

    def _agree(self, full: Run, data: Mapping[str, bytes]) -> Run:
        """Give the run held under this id if it says the same; what of it is damaged is written anew.

        Raises UsageError when another program of the same version settled it otherwise, Damaged when this one did.
        """
        try:
            held = self.run(full.id)
        except CounterclaimError:
            held = full
        if _described(held) != _described(full):
            raise _other(full, held, "another description")
        if held.counts != full.counts:
            raise _other(full, held, "other counts of rows")
        now, full = full, replace(full, program=held.program)  # the same result: what was noted of it stays as it is
        if held.tables != full.tables:
            # Another version of the Parquet writer gives other bytes for the same rows: what is held then stays.
            if [name for name, _ in held.tables] != [name for name, _ in full.tables]:
                raise _other(now, held, "other tables")
            for name, expected in held.tables:
                kept = parquet.read_bytes(self.folder / full.id / f"{name}.parquet", expected)
                if parquet.lines(kept, name) != parquet.lines(data[name], name):
                    raise _other(now, held, f"other rows in table {name}")
            return held
        for name, table in data.items():
            _mend(self.folder / full.id / f"{name}.parquet", table)
        _mend(self.folder / full.id / "run.json", canonical_bytes(to_plain(full)))
        return full

    def current(self) -> str | None:
        """Give the id of the current run, or None before the first settlement."""
        pointer = self.folder / CURRENT
        return beginning(pointer, _NAME_BYTES_MAX).decode("utf-8", "replace").strip() if pointer.is_file() else None

    def held(self) -> tuple[str, ...]:
        """Give the name of every folder of runs that is whole or was, in order."""
        if not self.folder.is_dir():
            return ()
        names = sorted(p.name for p in self.folder.iterdir() if p.name != CURRENT)
        return tuple(name for name in names if not name.startswith(durable.UNFINISHED))

    def run_file(self, run_id: str) -> Path:
        """Give the place of a run's own description."""
        return self.folder / run_id / "run.json"

    def run(self, run_id: str | None = None) -> Run:
        """Give one run, by default the current one. Raises NotInCase when there is none, Damaged for one unreadable."""
        wanted = run_id or self.current()
        if wanted is None or wanted not in self.held() or not self.run_file(wanted).is_file():
            known = ", ".join(name for name in self.held() if self.run_file(name).is_file()) or "none yet"
            raise NotInCase("a run of this case", wanted or "no run", f"Runs held: {known}. Run `counterclaim settle`.")
        told = beginning(self.run_file(wanted), _RUN_BYTES_MAX)
        found = readable(Run, told if len(told) <= _RUN_BYTES_MAX else "", f"runs/{wanted}/run.json")
        if found.id != wanted:
            raise Damaged(f"run {wanted} in its folder", f"run {found.id}", "Restore it from a copy of the case.")
        return found

    def table(
        self, name: str, kind: type[R], run_id: str | None = None, where: Mapping[str, parquet.Value] | None = None
    ) -> tuple[R, ...]:
        """Give the records of one table of a run whose flat columns equal `where`.

        Raises Damaged when the table is gone or changed, NotInCase when the run has no such table.
        """
        data = self._data(name, run_id)
        return parquet.read_records(data, kind, f"table {name} of run {run_id or self.current()}", where)

    def each(self, name: str, run_id: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Give some columns of one table of a run row by row, in stored order, without holding them all.

        `record` is a record's JSON; the others are its flat fields. Raises Damaged when the table is gone or changed,
        NotInCase when the run has no such table.
        """
        yield from parquet.each_row(self.opened(name, run_id), columns)

    def among(
        self, name: str, run_id: str, key: str, wanted: Iterable[str], columns: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """Give some flat columns of the rows of a table whose `key` is one of those wanted; raises as `each` does."""
        return parquet.among(self.opened(name, run_id), key, wanted, columns)

    def marks(self, name: str, run_id: str) -> tuple[str, ...]:
        """Give a digest of each group of rows of one table of a run; raises as `each` does."""
        return parquet.marks(self.opened(name, run_id), self._path(name, run_id))

    def opened(self, name: str, run_id: str) -> Any:
        """Give one table of a run, open and as it was settled, for `parquet.batches`; raises as `each` does."""
        expected = self._expected(name, run_id)
        return parquet.checked(self._path(name, run_id), expected)

    def _path(self, name: str, run_id: str) -> Path:
        return self.folder / run_id / f"{name}.parquet"

    def _data(self, name: str, run_id: str | None) -> bytes:
        run = run_id or self.run().id
        return parquet.read_bytes(self._path(name, run), self._expected(name, run))

    def _expected(self, name: str, run_id: str) -> str:
        """Give the digest of a table of a run."""
        run = self.run(run_id)
        expected = dict(run.tables).get(name)
        if expected is None:
            known = ", ".join(n for n, _ in run.tables) or "none"
            raise NotInCase(f"a table of run {run.id}", name, f"Its tables: {known}.")
        return expected


def _described(run: Run) -> Run:
    """Give a run without what its tables hold, what a program notes of them, and which program it is."""
    return replace(run, tables=(), counts=(), program="", renamed=(), unapplied=())


def _mend(path: Path, data: bytes) -> None:
    """Write a file anew if it does not hold these bytes."""
    if not path.is_file() or path.read_bytes() != data:
        durable.write(path, data)


def _plain_name(name: str) -> None:
    if not name or name != Path(name).name or name.startswith(".") or name == CURRENT:
        raise UsageError("a name that can be a file's", repr(name), "Use letters, digits and underscores.")


def _other(now: Run, held: Run, came: str) -> CounterclaimError:
    todo = f"Move runs/{now.id} out of the case, then settle again."
    if held.program != now.program:
        was = f"{held.program[:12] or 'of before'}, this one is {now.program[:12]}"
        differs = f"{came}, settled by another program of version {held.version} (program {was})"
        return UsageError(f"run {now.id} as this program settles it", differs, f"Use that program, or: {todo}")
    return Damaged(f"run {now.id} as it was settled before", came, todo)
