"""The engine port: few verbs over Arrow tables. What a step computes is the step's own; an engine says where it runs.

Every engine gives the same rows, byte for byte, once they are put in order; they come in none to rely on. A step is a
pure function that can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from counterclaim.progress import Progress

#: An Arrow table; the library has no types of its own.
Table = Any
#: Rows that an engine holds wherever it likes; only the engine that gave them can read them.
Rows = Any


@dataclass(frozen=True, slots=True)
class Step:
    """A pure function from tables to a table of this schema, and the columns of the other side that it needs (join)."""

    run: Callable[..., Table]
    schema: Any
    needs: tuple[str, ...] = ()


class Engine(Protocol):
    """Whoever runs steps over many tables. `name` is told as progress, and names what is kept on disk."""

    progress: Progress

    def keep(self, name: str, tables: Iterable[Table]) -> Rows:
        """Give tables into the engine's keeping; they are asked for one at a time."""

    def take(self, name: str, step: Step, tables: Iterable[Table]) -> Rows:
        """Give `step(table)` for tables that are asked for one at a time, and need not be kept."""

    def map(self, name: str, step: Step, rows: Rows) -> Rows:
        """Give `step(table)` for all rows, some at a time."""

    def group(self, name: str, step: Step, rows: Rows, key: str) -> Rows:
        """Give `step(table)` where all rows of one key, a small whole number, stand together, sorted by key."""

    def join(self, name: str, step: Step, pairs: Rows, rows: Rows) -> Rows:
        """Give `step(some pairs, rows they name)` for all pairs: columns `a` and `b` name rows by their `n`.

        The rows come sorted by `n`, each once, with the columns that the step needs. Pairs of one `part` (a small whole
        number) share what they name, and may be worked through together.
        """

    def sum(self, name: str, rows: Rows, key: str, value: str) -> Rows:
        """Give each key once with the sum of its values; both are whole numbers."""

    def components(self, name: str, edges: Rows) -> Rows:
        """Give for each `n` that stands in an edge (`a`, `b`) the least `n` it is joined with, as `component`."""

    def tables(self, rows: Rows, columns: tuple[str, ...]) -> Iterator[Table]:
        """Give some columns of the rows, table by table."""
