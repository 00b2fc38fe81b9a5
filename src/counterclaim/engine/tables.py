"""The local engine's verbs over Arrow tables: threads of this machine, in memory, or part by part in a folder.

With a folder, each part of each step is a file that appears whole or not at all; a run that was killed goes on after
the last one. The steps let go of the interpreter, so that threads are enough and no table is copied between processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterclaim.engine.forest import Ints, components
from counterclaim.engine.gathering import gathered
from counterclaim.engine.port import Rows, Step, Table
from counterclaim.progress import Progress, Quiet
from counterclaim.tally import in_order, tallied

A = TypeVar("A")
B = TypeVar("B")
#: Rows that a call of a grouped step gets at most, unless one key alone has more, or all have so many that there would
#: be more calls than about `CALLS`: each looks into every part.
GROUP_ROWS, CALLS = 500_000, 64
#: Rows that are summed in memory; more are first spread over files by key.
SUM_ROWS = 20_000_000
#: Bits of the mixed key that more rows are spread by.
_SPREAD_BITS = 6


@dataclass(frozen=True, slots=True)
class _Parts:
    """Rows as parts: tables in memory, or files."""

    parts: tuple[Table | Path, ...]


class Tables:
    """The local engine: `workers` threads, and a folder where parts are kept (none: in memory)."""

    def __init__(self, workers: int = 1, folder: Path | None = None, progress: Progress | None = None) -> None:
        self.workers = workers
        self._folder = folder
        self.progress = progress or Quiet()

    def keep(self, name: str, tables: Iterable[Table]) -> Rows:
        """Keep tables as parts."""
        kept = []
        for number, table in enumerate(tables):
            kept.append(self._put(name, number, table))
            self.progress.step(name, number + 1, None)
        return _Parts(tuple(kept))

    def take(self, name: str, step: Step, tables: Iterable[Table]) -> Rows:
        """Give `step(table)` for each table; few of them are held at a time."""
        return self._each(name, tables, step.run)

    def map(self, name: str, step: Step, rows: Rows) -> Rows:
        """Give `step(table)` for each part."""
        return self._each(name, rows.parts, lambda part: step.run(_table(part)))

    def group(self, name: str, step: Step, rows: Rows, key: str) -> Rows:
        """Give `step(table)` for runs of keys, of `GROUP_ROWS` rows or one key at least, in some `CALLS` at most."""
        spread = self._each(f"{name}: spread", rows.parts, lambda part: _by_key(_table(part), key))
        bounds = [_bounds(_table(part)[key].to_numpy()) for part in spread.parts]
        size = np.zeros(max((b.size for b in bounds), default=1) - 1, np.int64)
        for bound in bounds:
            size[: bound.size - 1] += np.diff(bound)
        runs = _runs(size)

        def one(run: tuple[int, int]) -> Table:
            return step.run(_merged([_table(part) for part in spread.parts], bounds, run))

        return self._each(name, runs, one)

    def join(self, name: str, step: Step, pairs: Rows, rows: Rows) -> Rows:
        """Give `step(pairs, rows)` for each part of the pairs."""
        where = _where(rows.parts)

        def one(part: Table | Path) -> Table:
            mine = _table(part)
            there = np.zeros(where[0].size, np.bool_)
            there[mine["a"].to_numpy()] = there[mine["b"].to_numpy()] = True
            named = np.flatnonzero(there)
            return step.run(mine, _gathered(rows.parts, where, named, ["n", *step.needs]))

        return self._each(name, [p for p in pairs.parts if _table(p).num_rows], one)

    def sum(self, name: str, rows: Rows, key: str, value: str) -> Rows:
        """Sum in memory, or, for very many rows, by ranges of a mixed key."""
        total = sum(_table(part).num_rows for part in rows.parts)
        if total <= SUM_ROWS:
            whole = [rows.parts] if rows.parts else []
            return self._each(name, whole, lambda parts: _summed([_table(p) for p in parts], key, value))
        mixed = self.map(f"{name}: mix", Step(lambda t: _mixed(t, key, value), None), rows)
        return self.group(name, Step(lambda t: _summed([t], key, value), None), mixed, "part")

    def components(self, name: str, edges: Rows) -> Rows:
        """Join all edges at once: two numbers an edge are small beside the texts they come from."""
        found = [(_table(p)["a"].to_numpy(), _table(p)["b"].to_numpy()) for p in edges.parts]
        none = [np.zeros(0, np.int64)]
        nodes, least = components(*(np.concatenate(none + [f[side] for f in found]) for side in (0, 1)))
        self.progress.step(name, 1, 1)
        return _Parts((pa.table({"n": nodes, "component": least}),))

    def tables(self, rows: Rows, columns: tuple[str, ...]) -> Iterator[Table]:
        """Give some columns of each part."""
        for part in rows.parts:
            yield _table(part).select(list(columns))

    def _each(self, name: str, items: Iterable[A], function: Callable[[A], Table]) -> _Parts:
        """Do something for each item, in threads, a few ahead at most; not again what a folder holds already."""
        kept: list[Table | Path] = []
        waiting: deque[Future[Table | Path]] = deque()
        total = len(items) if isinstance(items, Sequence) else None

        def done(ahead: int) -> None:
            while len(waiting) > ahead:
                kept.append(waiting.popleft().result())
                self.progress.step(name, len(kept), total)

        def one(number: int, item: A) -> Table | Path:
            if self._folder is not None and (path := self._path(name, number)).exists():
                return path
            return self._put(name, number, function(item))

        with ThreadPoolExecutor(self.workers) as pool:
            for number, item in enumerate(items):
                waiting.append(pool.submit(one, number, item))
                done(2 * self.workers)
            done(0)
        return _Parts(tuple(kept))

    def _path(self, name: str, number: int) -> Path:
        assert self._folder is not None  # noqa: S101 - asked with a folder alone
        return self._folder / name.replace(": ", "-").replace(" ", "-") / f"{number:06}.arrow"

    def _put(self, name: str, number: int, table: Table) -> Table | Path:
        if self._folder is None:
            return table
        path = self._path(name, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, table.schema) as file:
            file.write_table(table)
        unfinished.replace(path)
        return path


def _table(part: Table | Path) -> Table:
    if not isinstance(part, Path):
        return part
    with pa.memory_map(str(part)) as source:
        return pa.ipc.open_file(source).read_all()


def _merged(tables: Sequence[Table], bounds: Sequence[Ints], run: tuple[int, int]) -> Table:
    """Give the rows of a run of keys in one table, by key and then by table; its memory is its own.

    Takes tables sorted by key, and where each key begins in each.
    """
    keys = np.arange(run[0], run[1] + 1)
    begins = [bound[np.minimum(keys, bound.size - 1)].tolist() for bound in bounds]
    columns = []
    for name in tables[0].column_names:
        held = list(zip((t[name].to_numpy() for t in tables), begins, strict=True))
        columns.append(np.concatenate([column[at[k] : at[k + 1]] for k in range(keys.size - 1) for column, at in held]))
    return pa.table(columns, schema=tables[0].schema)


def _by_key(table: Table, key: str) -> Table:
    column = table[key].to_numpy()
    if column.size < 2 or bool((column[1:] >= column[:-1]).all()):
        return table
    return table.take(pa.array(in_order(column)))


def _bounds(column: npt.NDArray[np.int64]) -> Ints:
    """Give where each key begins, from 0 on, and where the last one ends."""
    return np.searchsorted(column, np.arange(int(column[-1]) + 2 if column.size else 1))


def _runs(size: Ints) -> list[tuple[int, int]]:
    """Give runs of keys, from and to, that hold as many rows as a call should get."""
    out, begin, held, most = [], 0, 0, max(GROUP_ROWS, int(size.sum()) // CALLS)
    for key, rows in enumerate(size.tolist()):
        if held and held + rows > most:
            out.append((begin, key))
            begin, held = key, 0
        held += rows
    return [*out, (begin, size.size)] if held else out


def _where(parts: Sequence[Table | Path]) -> tuple[Ints, Ints]:
    """Give for each `n` the part and the row it stands in."""
    numbers = [_table(part)["n"].to_numpy() for part in parts]
    most = max((int(n.max()) + 1 for n in numbers if n.size), default=0)
    where = np.zeros((2, most), np.int64)
    for part, n in enumerate(numbers):
        where[0, n] = part
        where[1, n] = np.arange(n.size)
    return where[0], where[1]


def _gathered(parts: Sequence[Table | Path], where: tuple[Ints, Ints], named: Ints, columns: list[str]) -> Table:
    part, row = where[0][named], where[1][named]
    return gathered({n: _table(parts[n]) for n in np.unique(part).tolist()}, (part, row), columns)


def _summed(tables: Sequence[Table], key: str, value: str) -> Table:
    return pa.table(tallied([(t[key].to_numpy(), t[value].to_numpy()) for t in tables]), names=[key, value])


def _mixed(table: Table, key: str, value: str) -> Table:
    number = table[key].to_numpy().astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    part = pa.array((number >> np.uint64(64 - _SPREAD_BITS)).astype(np.int16))
    return _by_key(table.select([key, value]).append_column("part", part), "part")
