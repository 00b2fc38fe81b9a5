"""The Spark engine (extra `counterclaim[spark]`): the port's verbs on a cluster, the same steps inside each.

Steps reach the workers pickled; a worker needs Python and this package in the same version, nothing else. What a
worker that dies had in hand, Spark does again elsewhere: steps are pure, so the result is the same. Tables go to a
folder that workers read (`FOLDER`), so that the driver holds a slice of the texts; without one it sends all of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa

from counterclaim.engine.forest import components
from counterclaim.engine.port import Rows, Step, Table
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.progress import Progress, Quiet

EXTRA = "counterclaim[spark]"
#: Setting of Spark: a folder that driver and workers reach by one address (`hdfs://…`, `s3a://…`, a shared `file:///…`).
FOLDER = "spark.counterclaim.folder"
#: Bytes of tables that the driver holds and sends at once where there is such a folder.
SLICE = 64_000_000
_EDGES = pa.schema({"a": pa.int64(), "b": pa.int64()})
_COMPONENTS = pa.schema({"n": pa.int64(), "component": pa.int64()})
_CHARS = 400


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows on the cluster, or to be computed there, and what step gives them."""

    name: str
    frame: Any


class Spark(AbstractContextManager["Spark"]):
    """A connection to a Spark cluster: `spark://host:port`, `local[2]`, or any master URL that Spark knows.

    Raises UsageError where the extra or Java is missing, and CounterclaimError where the cluster does not answer.
    """

    def __init__(self, master: str, progress: Progress | None = None, settings: Iterable[tuple[str, str]] = ()) -> None:
        self.progress = progress or Quiet()
        self._session = _session(master, dict(settings))
        shared, self._count = self._session.conf.get(FOLDER, ""), 0
        self._folder = f"{shared.rstrip('/')}/{self._session.sparkContext.applicationId}" if shared else ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder:
            java, root = self._session.sparkContext._jvm, self._folder
            path = java.org.apache.hadoop.fs.Path(root)
            path.getFileSystem(self._session.sparkContext._jsc.hadoopConfiguration()).delete(path, True)
        self._session.stop()

    def keep(self, name: str, tables: Iterable[Table]) -> Rows:
        """Give tables to the cluster: slice by slice into the folder that workers read, else all at once from here."""
        if not self._folder:
            given = list(tables)
            self.progress.step(name, len(given), len(given))
            if not given:
                return None
            return self._made(name, lambda: self._session.createDataFrame(pa.concat_tables(given)), kept=True)
        self._count += 1
        where, sent = f"{self._folder}/{self._count:03}", 0
        for few in _slices(tables):
            self._run(partial(self._write, few, where))
            sent += few.num_rows
            self.progress.step(name, sent, None)
        return self._made(name, lambda: self._session.read.parquet(where)) if sent else None

    def _write(self, table: Table, where: str) -> None:
        self._session.createDataFrame(table).write.mode("append").parquet(where)

    def take(self, name: str, step: Step, tables: Iterable[Table]) -> Rows:
        """Give tables to the cluster, and `step(table)` there."""
        return self.map(name, step, self.keep(f"{name}: take", tables))

    def map(self, name: str, step: Step, rows: Rows) -> Rows:
        """Give `step(table)` for Arrow batches of each partition."""
        mapped = _mapped(step.run)
        return self._made(name, lambda r: r.mapInArrow(mapped, _spark_schema(step.schema)), rows, kept=True)

    def group(self, name: str, step: Step, rows: Rows, key: str) -> Rows:
        """Give `step(table)` for each key."""
        grouped = _grouped(step)
        return self._made(name, lambda r: r.groupBy(key).applyInArrow(grouped, _spark_schema(step.schema)), rows)

    def join(self, name: str, step: Step, pairs: Rows, rows: Rows) -> Rows:
        """Send to each part of the pairs the rows they name, once, and give `step(pairs, rows)` there."""

        def both(few: Any, many: Any) -> Any:
            from pyspark.sql import functions as f

            named = few.select(f.col("part").alias("to"), f.explode(f.array("a", "b")).alias("n")).distinct()
            sent = named.join(many.select("n", *step.needs), "n")
            together = few.groupBy("part").cogroup(sent.groupBy("to"))
            return together.applyInArrow(_joined(step), _spark_schema(step.schema))

        return self._made(name, both, pairs, rows)

    def sum(self, name: str, rows: Rows, key: str, value: str) -> Rows:
        """Sum on the cluster."""

        def summed(frame: Any) -> Any:
            from pyspark.sql import functions as f

            return frame.groupBy(key).agg(f.sum(value).alias(value))

        return self._made(name, summed, rows)

    def components(self, name: str, edges: Rows) -> Rows:
        """Reduce edges to forests, partition by partition, and those to one; a forest is no larger than its nodes."""

        def reduced(frame: Any) -> Any:
            found, parts = frame.select("a", "b"), self._parts()
            while parts > 1:
                found = found.repartition(parts).mapInArrow(_whole(_forest), _spark_schema(_EDGES))
                parts //= 4
            return found.repartition(1).mapInArrow(_whole(_named), _spark_schema(_COMPONENTS))

        return self._made(name, reduced, edges)

    def tables(self, rows: Rows, columns: tuple[str, ...]) -> Iterator[Table]:
        """Fetch some columns of the rows; what they come from is computed now."""
        if rows is not None:
            self._session.sparkContext.setJobDescription(rows.name)
            yield self._run(lambda: rows.frame.select(*columns).toArrow())
            self.progress.step(rows.name, 1, 1)

    def _parts(self) -> int:
        return int(self._session.sparkContext.defaultParallelism)

    def _made(self, name: str, make: Callable[..., Any], *given: Rows, kept: bool = False) -> Rows:
        """Give rows to come, nothing where nothing is given; `kept` are held on the cluster once computed."""
        if any(rows is None for rows in given):
            return None
        from pyspark import StorageLevel

        frame = self._run(lambda: make(*(rows.frame for rows in given)))
        return _Rows(name, frame.persist(StorageLevel.MEMORY_AND_DISK) if kept else frame)

    def _run(self, work: Callable[[], Any]) -> Any:
        from pyspark.errors import PySparkException

        try:
            return work()
        except PySparkException as cause:
            raise _failed(str(cause)) from cause
        except Exception as cause:
            raise _failed(f"{type(cause).__name__}: {cause}") from cause


def _session(master: str, settings: dict[str, str]) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as cause:
        todo = f"Install the extra: pip install '{EXTRA}'."
        raise UsageError("PySpark, for --engine", "none that can be imported", todo) from cause
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("counterclaim")
    ours = {
        # A cluster on other machines needs the address that these are reached by: set it in Spark's own configuration.
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.execution.arrow.useLargeVarTypes": "true",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "5000",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in (ours | settings).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as cause:
        todo = "Check that Java 17 or later is installed, and the address and state of the cluster."
        raise CounterclaimError(f"a Spark engine at {master}", str(cause).split("\n")[0][:_CHARS], todo) from cause
    session.sparkContext.setLogLevel("ERROR")
    return session


def _failed(why: str) -> CounterclaimError:
    lines = [line for line in why.splitlines() if line.strip()]
    told = next((line for line in reversed(lines) if "Error" in line), lines[0] if lines else "nothing said")
    todo = "Look at the logs of its workers; each needs this package and Python in the same versions."
    return CounterclaimError("the cluster to finish every step", told[:_CHARS], todo)


def _spark_schema(schema: Any) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _slices(tables: Iterable[Table]) -> Iterator[Table]:
    """Give tables as larger ones, of `SLICE` bytes or one table at least."""
    held: list[Table] = []
    for table in tables:
        held.append(table)
        if sum(t.nbytes for t in held) >= SLICE:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _mapped(run: Callable[[Table], Table]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def over(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if batch.num_rows:
                yield from run(pa.Table.from_batches([batch])).to_batches()

    return over


def _whole(run: Callable[[Table], Table]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def over(batches: Iterator[Any]) -> Iterator[Any]:
        if held := list(batches):
            yield from run(pa.Table.from_batches(held)).to_batches()

    return over


def _grouped(step: Step) -> Callable[[Table], Table]:
    def over(table: Table) -> Table:
        return step.run(table.combine_chunks())

    return over


def _joined(step: Step) -> Callable[[Table, Table], Table]:
    def over(pairs: Table, rows: Table) -> Table:
        sent = rows.select(["n", *step.needs])
        order = pa.array(np.argsort(sent["n"].to_numpy(), kind="stable"))
        return step.run(pairs.combine_chunks(), sent.take(order).combine_chunks())

    return over


def _forest(edges: Table) -> Table:
    nodes, least = components(edges["a"].to_numpy(), edges["b"].to_numpy())
    return pa.table([nodes, least], schema=_EDGES)


def _named(edges: Table) -> Table:
    nodes, least = components(edges["a"].to_numpy(), edges["b"].to_numpy())
    return pa.table([nodes, least], schema=_COMPONENTS)
