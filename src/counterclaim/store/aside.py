"""A database that stands on disk for a while: rows of tables are laid apart in it and joined, in bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from counterclaim import durable

#: What it may hold in memory.
MEMORY = "256MB"


@contextmanager
def aside(place: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to an empty database; it is gone afterwards.

    `place` is the folder in which it lies, by default the system's for such files. Where the process is killed, what
    it leaves has the name of an unfinished file.
    """
    prefix = durable.unfinished(Path("rows-")).name
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place) as scratch:
        # One thread: rows keep their order, and what they need at once is not multiplied.
        held: dict[str, Any] = {"memory_limit": MEMORY, "threads": 1, "temp_directory": scratch}
        with duckdb.connect(str(Path(scratch) / "rows"), config=held) as connection:
            yield connection


def over(connection: duckdb.DuckDBPyConnection, rows: Any, sql: str) -> None:
    """Run a statement over rows that come in batches, which it calls `rows`."""
    connection.register("rows", rows)
    try:
        connection.execute(sql)
    finally:
        connection.unregister("rows")
