"""What grades were in earlier runs, for a whole run at once: as `earlier` tells of one event, by joins over tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from counterclaim.canonical import identifier
from counterclaim.desk.index import shape
from counterclaim.records.codec import to_plain
from counterclaim.records.dossier import GradeThen
from counterclaim.store import CaseFolder, parquet
from counterclaim.store.aside import aside, over

_NUMBERED = """
CREATE TABLE numbered AS SELECT id, min(event) AS event, min(n) AS n
FROM grades GROUP BY id
"""
#: Grades whose event had another id before that are looked for together.
TOGETHER = 20_000
_COLUMNS = {
    "claims": ("id", "event"),
    "grades": ("id", "event", "standard", "mode", "subject", "value", "label", "rule", "override"),
}
#: The event of an earlier run that holds most claims of an event of now; of several the first by id.
_HOMES = """
CREATE OR REPLACE TABLE homes AS
SELECT now, past FROM (
  SELECT a.event AS now, b.event AS past, count(*) AS claims FROM claims a JOIN claims_then b USING (id)
  WHERE a.event IS NOT NULL AND b.event IS NOT NULL GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY now ORDER BY claims DESC, past) = 1
"""
#: Which grade of the earlier run each grade of now was: the same one, where its event is the same.
_KEYS = """
CREATE OR REPLACE TABLE keys AS
SELECT DISTINCT g.id, g.id AS key FROM grades g JOIN homes h ON g.event = h.now WHERE h.now = h.past
"""
_ELSEWHERE = """
SELECT DISTINCT g.id, h.past, g.standard, g.mode, CASE WHEN g.subject = g.event THEN h.past ELSE g.subject END
FROM grades g JOIN homes h ON g.event = h.now WHERE h.now <> h.past
"""
#: Of several grades of one id in a run the last is meant.
_TOLD = """
INSERT INTO told
SELECT k.id, ?, arg_max(CASE WHEN t.label = '' THEN t.value ELSE t.label END, t.n),
  arg_max(CASE WHEN t.override = '' THEN t.rule ELSE t.override END, t.n)
FROM keys k JOIN grades_then t ON t.id = k.key GROUP BY k.id
"""
_CHANGED = """
SELECT g.event, t.id, t.run, t.label, t.told_by FROM told t JOIN numbered g USING (id)
WHERE t.id IN (SELECT id FROM told GROUP BY id HAVING min(label) <> max(label))
ORDER BY g.event, g.n, t.run
"""


def before(case: CaseFolder, run: str, place: Path) -> Iterator[tuple[str, int, bytes]]:
    """Give (event, number, packed `GradeThen`) of each grade of a run that was another before; runs moved out of the
    case are left out.

    `place` is a folder for what lies on disk meanwhile. Raises Damaged when a table of a run is not as it was settled.
    """
    held = set(case.runs.held())
    told = [(r, at) for r, at in case.run_times() if r in held]
    told = told[: max((n for n, (r, _) in enumerate(told, start=1) if r == run), default=0)]
    if len(told) < 2:
        return
    with aside(place) as connection:
        _lay(connection, case, run, {"claims": "claims", "grades": "grades"})
        connection.execute(_NUMBERED)
        connection.execute("CREATE TABLE told (id VARCHAR, run INTEGER, label VARCHAR, told_by VARCHAR)")
        for number, (earlier, _) in enumerate(told):
            _tell(connection, case, (number, earlier))
        changed = connection.execute(_CHANGED)
        yield from _rows(iter(changed.fetchone, None), told)


def _lay(connection: duckdb.DuckDBPyConnection, case: CaseFolder, run: str, names: Mapping[str, str]) -> None:
    """Lay apart what is needed of some tables of a run, each under a name, with the number of each row."""
    for table, name in names.items():
        found = case.runs.opened(table, run)
        rows = parquet.batches(found, _COLUMNS[table], range(found.num_row_groups))
        row = "SELECT * EXCLUDE (row_group), row_number() OVER () AS n FROM rows"
        over(connection, rows, f"CREATE OR REPLACE TABLE {name} AS {row}")


def _tell(connection: duckdb.DuckDBPyConnection, case: CaseFolder, earlier: tuple[int, str]) -> None:
    """Add what one run says of the grades of now."""
    number, run = earlier
    _lay(connection, case, run, {"claims": "claims_then", "grades": "grades_then"})
    connection.execute(_HOMES)
    connection.execute(_KEYS)
    elsewhere = connection.cursor().execute(_ELSEWHERE)
    while some := elsewhere.fetchmany(TOGETHER):
        keys = {"id": [i for i, *_ in some], "key": [identifier("g", *rest) for _, *rest in some]}
        over(connection, pa.table(keys), "INSERT INTO keys SELECT id, key FROM rows")
    connection.execute(_TOLD, [number])


def _rows(changed: Iterator[tuple[Any, ...]], told: list[tuple[str, str]]) -> Iterator[tuple[str, int, bytes]]:
    """Give the rows of what changed; of the same label in several runs in a row the first is told."""
    for event, of_event in groupby(changed, key=lambda row: row[0]):
        n = 0
        for _, of_grade in groupby(of_event, key=lambda row: row[1]):
            for _, same in groupby(of_grade, key=lambda row: row[3]):
                _, grade, number, label, by = next(same)
                run, at = told[number]
                then = GradeThen(grade=grade, run=run, at=at, label=label, by=by)
                yield event, n, shape.packed(json.dumps(to_plain(then)))
                n += 1
