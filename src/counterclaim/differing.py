"""Two runs of a case → what of each another run may say otherwise: events that differ in anything, whole, and no more.

Of a large case most events are as they were. What a table says of each event is summed up beside the table, batch by
batch; only where the sums differ are records read. `changes` says the same of this as of all.
"""

from __future__ import annotations

from typing import Any, TypeVar

import duckdb

from counterclaim.brought import Judged
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Grade, Lineage
from counterclaim.store import CaseFolder
from counterclaim.store.record import readable

R = TypeVar("R")
#: The tables that are compared event by event, with the column that names it.
_BY_EVENT = {"events": "id", "findings": "event", "grades": "event", "claims": "event"}
_SIDES = ("old", "new")


def differing(case: CaseFolder, old: str, new: str) -> tuple[Judged, Judged]:
    """Give what two runs say of the events that are not the same in both.

    Raises Damaged when a table of a run is not as it was settled.
    """
    with duckdb.connect() as connection:
        both = _Both(connection, case, dict(zip(_SIDES, (old, new), strict=True)))
        both.mark()
        edges = {side: both.edges(side) for side in _SIDES}
        ends = {end for found in edges.values() for e in found for end in (e.a, e.b)}
        first, second = (both.judged(side, edges[side], ends) for side in _SIDES)
        return first, second


class _Both:
    """The tables of two runs, as one connection reads them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, case: CaseFolder, runs: dict[str, str]) -> None:
        self.connection, self.case, self.runs = connection, case, runs

    def mark(self) -> None:
        """Note the events of which a table says another thing in one run than in the other."""
        self.connection.execute("CREATE TABLE differ (event VARCHAR)")
        for table, key in _BY_EVENT.items():
            for side in _SIDES:
                sums = f"SELECT coalesce({key}, '') AS event, count(*) AS n, sum(hash(record)::HUGEINT) AS s FROM rows"  # noqa: S608
                self._over(table, side, (key, "record"), f"CREATE OR REPLACE TABLE sums_{side} AS {sums} GROUP BY ALL")
            self.connection.execute(
                "INSERT INTO differ SELECT coalesce(o.event, n.event) FROM sums_old o FULL JOIN sums_new n "
                "ON o.event = n.event WHERE o.n IS DISTINCT FROM n.n OR o.s IS DISTINCT FROM n.s"
            )
        for side in _SIDES:
            self._over("lineage", side, ("id",), f"CREATE TABLE edges_{side} AS SELECT id FROM rows")  # noqa: S608

    def edges(self, side: str) -> tuple[Lineage, ...]:
        """Give the edges that one run has and the other has not."""
        other = _SIDES[side == "old"]
        return self._records(Lineage, "lineage", side, f"id NOT IN (SELECT id FROM edges_{other})", "id")  # noqa: S608

    def judged(self, side: str, edges: tuple[Lineage, ...], ends: set[str]) -> Judged:
        """Give what one run says of the events that differ, and which report the claims at the ends of edges are of."""
        self._over("claims", side, ("id", "report"), "CREATE OR REPLACE TABLE homes AS SELECT id, report FROM rows")
        self.connection.execute("CREATE OR REPLACE TABLE ends AS SELECT unnest(?::VARCHAR[]) AS id", [sorted(ends)])
        homes = self.connection.execute("SELECT id, report FROM homes WHERE id IN (SELECT id FROM ends)").fetchall()
        reports = self.connection.execute("SELECT DISTINCT report FROM homes").fetchall()
        return Judged(
            run=self.case.runs.run(self.runs[side]),
            claims=self._of(Claim, "claims", side),
            events=self._of(Event, "events", side),
            findings=self._of(Finding, "findings", side),
            grades=self._of(Grade, "grades", side),
            lineage=edges,
            reports=frozenset(report for (report,) in reports),
            homes=dict(homes),
        )

    def _of(self, kind: type[R], table: str, side: str) -> tuple[R, ...]:
        key = _BY_EVENT[table]
        differs = f"coalesce({key}, '') IN (SELECT event FROM differ)"  # noqa: S608 - names of our own columns
        return self._records(kind, table, side, differs, key)

    def _records(self, kind: type[R], table: str, side: str, where: str, key: str) -> tuple[R, ...]:
        name = f"table {table} of run {self.runs[side]}"
        found = self._over(table, side, (key, "record"), f"SELECT record FROM rows WHERE {where}")  # noqa: S608
        return tuple(readable(kind, record, name) for record in found)

    def _over(self, table: str, side: str, columns: tuple[str, ...], sql: str) -> list[str]:
        """Run a statement over the rows of a table; a table without rows has no columns but `record`, and no rows."""
        rows: Any = self.case.runs.batches(table, self.runs[side], columns)
        self.connection.register("rows", rows)
        try:
            return [str(row[0]) for row in self.connection.execute(sql).fetchall()]
        finally:
            self.connection.unregister("rows")
