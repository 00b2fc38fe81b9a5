"""Two runs of a case → what of each another run may say otherwise, in parts that fit in memory.

Of a large case most events are as they were. What a table says of each event is summed up beside the table; groups of
rows whose bytes are the same in both files are not read for that. Only rows that say something else are laid apart, in
a database on disk. A part of them holds whole events, and with an event all those that share a claim with it in one run
or the other, so that `changes` says of all parts what it says of the whole.
"""

# ruff: noqa: S608 - what statements are put together from are names of our own

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from counterclaim.brought import Brief, Judged
from counterclaim.changes import paired
from counterclaim.decide import about
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage
from counterclaim.store import CaseFolder, parquet
from counterclaim.store.aside import aside, over
from counterclaim.store.record import readable

R = TypeVar("R")
OLD, NEW = SIDES = ("old", "new")
#: Rows of both runs that are read together; events that hang together are not parted for it.
ROWS = 10_000
#: Of each table the column that names the event, and those that hold all that is told of it: of a grade not its trace.
_TOLD = {
    "events": ("id", ("record",)),
    "findings": ("event", ("record",)),
    "grades": ("event", ("id", "standard", "mode", "subject", "value", "label", "rule", "override")),
    "claims": ("event", ("record",)),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What two runs say of some events, claims or edges, and at which places of its run an event of it stands."""

    old: Judged
    new: Judged
    was_at: Mapping[str, int]
    now_at: Mapping[str, int]


def differing(
    case: CaseFolder, old: str, new: str, decisions: Sequence[Decision], place: Path | None = None
) -> Iterator[Part]:
    """Give what two runs say of what is not the same in both, part by part.

    Takes all decisions of the case, and the folder in which rows are laid apart meanwhile, by default the system's for
    such files. Raises Damaged when a table of a run is not as it was settled.
    """
    with aside(place) as connection:
        # How many rows come from a file is not known there, and the larger side of a join would be held in memory.
        connection.execute("SET disabled_optimizers = 'build_side_probe_side,join_order'")
        both = _Both(connection, case, dict(zip(SIDES, (old, new), strict=True)))
        both.mark()
        both.divide()
        both.claims()
        both.grades({one for made in decisions for one in about(made)})
        both.lineage()
        yield from both.parts()


class _Both:
    """The tables of two runs, and what of them is laid apart."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, case: CaseFolder, runs: Mapping[str, str]) -> None:
        self.connection, self.case, self.runs = connection, case, runs
        self._tables: dict[tuple[str, str], Any] = {}
        self._count = 0

    def mark(self) -> None:
        """Sum up what each table says of each event, and note the events of which it says another thing."""
        self._do("CREATE TABLE sums (name VARCHAR, side VARCHAR, event VARCHAR, row_group INT, n BIGINT, s HUGEINT)")
        for name, (key, told) in _TOLD.items():
            for side, (same, rest) in self._groups(name).items():
                row = f"INSERT INTO sums SELECT '{name}', '{side}', coalesce({key}, ''), row_group, count(*), "
                self._over((name, side), (key,), same, f"{row} 0 FROM rows GROUP BY ALL")
                summed = f"{row} sum(hash({', '.join(told)})::HUGEINT) FROM rows GROUP BY ALL"
                self._over((name, side), (key, *(c for c in told if c != key)), rest, summed)
        self._do(
            "CREATE TABLE differ AS SELECT DISTINCT event FROM (SELECT event, "
            "sum(n) FILTER (side = 'old') AS a, sum(n) FILTER (side = 'new') AS b, "
            "sum(s) FILTER (side = 'old') AS c, sum(s) FILTER (side = 'new') AS d FROM sums GROUP BY name, event) "
            "WHERE a IS DISTINCT FROM b OR c IS DISTINCT FROM d"
        )

    def divide(self) -> None:
        """Say in which part an event is, and which event of the older run each goes on from."""
        names = "json_extract_string(record, '$.chain[*].agent.name')"
        briefly = f"SELECT row_group, id, coalesce(event, '') AS event, report, hash(record) AS h, {names} AS names"
        for side in SIDES:
            self._differing("claims", side, ("id", "event", "report", "record"), briefly)
        shared = self._all(
            "SELECT n.event, o.event, count(*) FROM claims_new n JOIN claims_old o ON n.id = o.id "
            "WHERE n.event <> '' AND o.event <> '' GROUP BY ALL"
        )
        weights = self._all(
            "SELECT event, sum(n) FROM sums WHERE event <> '' AND event IN (SELECT event FROM differ) "
            "GROUP BY event ORDER BY event"
        )
        parts, self._count = _parts(dict(weights), [(now, was) for now, was, _ in shared])
        self._given("homes", {"event": pa.array(parts, pa.string()), "part": pa.array(parts.values(), pa.int64())})
        there = {side: {e for (e,) in self._all(_THERE, [side])} for side in SIDES}
        pairs = paired({(a, b): int(n) for a, b, n in shared if a in there[NEW] and b in there[OLD]})
        self._given("pairs", {"now": pa.array(pairs, pa.string()), "was": pa.array(pairs.values(), pa.string())})
        self._given("moved", {"event": pa.array([e for e in parts if pairs.get(e) != e], pa.string())})
        for name in ("events", "findings"):
            key, _ = _TOLD[name]
            self._lay(name, key, f"SELECT event AS {key}, part FROM homes", "SELECT event FROM differ")

    def claims(self) -> None:
        """Lay apart the claims that are not the same in both runs; of the others what tells what they hang on."""
        self._do(
            "CREATE TABLE told AS SELECT coalesce(n.id, o.id) AS id, coalesce(nullif(n.event, ''), o.event) AS event "
            "FROM claims_new n FULL JOIN claims_old o ON n.id = o.id "
            "WHERE n.h IS DISTINCT FROM o.h OR n.event IN (SELECT event FROM moved)"
        )
        self._numbered("wanted_claims", "SELECT t.id, h.part FROM told t LEFT JOIN homes h ON t.event = h.event")
        self._lay("claims", "id", "FROM wanted_claims", "SELECT event FROM differ")
        for side in SIDES:
            self._do(
                f"CREATE TABLE same_{side} AS SELECT h.part, c.id, c.event, c.report, c.names FROM claims_{side} c "
                "JOIN homes h ON c.event = h.event WHERE c.id NOT IN (SELECT id FROM told) ORDER BY h.part"
            )

    def grades(self, touched: Collection[str]) -> None:
        """Lay apart the grades that are not the same in both runs, and those that a decision is about."""
        key, told = _TOLD["grades"]
        for side in SIDES:
            self._differing("grades", side, (key, *told), f"SELECT id, event, hash({', '.join(told)}) AS h")
        self._given("touched", {"id": pa.array(sorted(touched), pa.string())})
        once = "(SELECT id, min(event) AS event, count(*) AS n, sum(h::HUGEINT) AS s FROM grades_{} GROUP BY id)"
        self._do(
            "CREATE TABLE graded AS SELECT coalesce(n.id, o.id) AS id, coalesce(n.event, o.event) AS event, "
            "n.n IS DISTINCT FROM o.n OR n.s IS DISTINCT FROM o.s AS other "
            f"FROM {once.format(NEW)} n FULL JOIN {once.format(OLD)} o ON n.id = o.id"
        )
        self._do(
            "CREATE TABLE wanted_grades AS SELECT g.id, h.part FROM graded g JOIN homes h ON g.event = h.event "
            "WHERE g.id IN (SELECT id FROM touched) OR ((other OR g.event IN (SELECT event FROM moved)) "
            "AND (g.event IN (SELECT now FROM pairs) OR g.event IN (SELECT was FROM pairs)))"
        )
        which = "SELECT event FROM graded WHERE id IN (SELECT id FROM wanted_grades)"
        self._lay("grades", "id", "FROM wanted_grades", which)

    def lineage(self) -> None:
        """Lay apart the edges that one run has and the other has not, and say of which reports their ends are."""
        groups = {side: rest for side, (_, rest) in self._groups("lineage").items()}
        for side, rest in groups.items():
            create = f"CREATE TABLE edges_{side} AS SELECT id, a, b FROM rows"
            self._over(("lineage", side), ("id", "a", "b"), rest, create)
        self._do(
            "CREATE TABLE apart AS SELECT coalesce(n.id, o.id) AS id, unnest([n.a, n.b, o.a, o.b]) AS far "
            "FROM edges_new n FULL JOIN edges_old o ON n.id = o.id WHERE n.id IS NULL OR o.id IS NULL"
        )
        self._numbered("wanted_edges", "SELECT DISTINCT id, NULL::BIGINT AS part FROM apart")
        for side, rest in groups.items():
            self._laid(("lineage", side), "id", "FROM wanted_edges", rest)
        self._do("CREATE TABLE ends (id VARCHAR, report VARCHAR)")
        if self._all("SELECT id FROM apart LIMIT 1"):
            for side in SIDES:
                ends = "INSERT INTO ends SELECT id, report FROM rows WHERE id IN (SELECT far FROM apart)"
                self._over(("claims", side), ("id", "report"), self._every("claims", side), ends)

    def parts(self) -> Iterator[Part]:
        """Give all parts."""
        reports = {side: self._reports(side) for side in SIDES}
        for number in range(self._count):
            (old, was_at), (new, now_at) = (self._judged(side, number, reports[side]) for side in SIDES)
            yield Part(old, new, was_at, now_at)

    def _judged(self, side: str, number: int, reports: frozenset[str]) -> tuple[Judged, dict[str, int]]:
        rows = self._all(f"SELECT id, event, report, names FROM same_{side} WHERE part = ?", [number])
        same = tuple(Brief(i, event, report, frozenset(names or ())) for i, event, report, names in rows)
        events = self._records(Event, "events", side, number)
        claims = tuple(c for c, _ in self._records(Claim, "claims", side, number))
        findings = tuple(f for f, _ in self._records(Finding, "findings", side, number))
        grades = tuple(g for g, _ in self._records(Grade, "grades", side, number))
        edges = tuple(e for e, _ in self._records(Lineage, "lineage", side, number))
        meant = _meant(findings, grades, edges) - {c.id for c in claims} - {c.id for c in same}
        judged = Judged(
            run=self.case.runs.run(self.runs[side]),
            claims=claims,
            events=tuple(e for e, _ in events),
            findings=findings,
            grades=grades,
            lineage=edges,
            same=same,
            reports=reports,
            homes=dict(self._all(_HOMES, [sorted(meant)])) if meant else {},
        )
        return judged, {e.id: n for e, n in events}

    def _reports(self, side: str) -> frozenset[str]:
        """Give the reports that a run has claims of."""
        create = f"CREATE TABLE reports_{side} AS SELECT DISTINCT report FROM rows"
        self._over(("claims", side), ("report",), self._every("claims", side), create)
        return frozenset(r for (r,) in self._all(f"FROM reports_{side}"))

    def _records(self, kind: type[R], name: str, side: str, number: int) -> list[tuple[R, int]]:
        """Give the records of a table in one part, each with its place, in stored order."""
        rows = self._all(f"SELECT record, n FROM read_{name}_{side} WHERE part = ? ORDER BY n", [number])
        return [(readable(kind, record, f"table {name} of run {self.runs[side]}"), n) for record, n in rows]

    def _lay(self, name: str, key: str, wanted: str, events: str) -> None:
        """Lay apart the records whose `key` is one of those wanted, with their parts; they are of some events."""
        for side in SIDES:
            self._laid((name, side), key, wanted, self._of(name, side, events))

    def _laid(self, table: tuple[str, str], key: str, wanted: str, groups: Iterable[int]) -> None:
        create = (
            f"CREATE TABLE read_{table[0]}_{table[1]} AS SELECT w.part, r.n, r.record "
            f"FROM (SELECT *, row_number() OVER () AS n FROM rows) r JOIN ({wanted}) w ON r.{key} = w.{key} "
            "ORDER BY w.part, r.n"
        )
        self._over(table, (key, "record"), groups, create)

    def _numbered(self, name: str, wanted: str) -> None:
        """Note what is wanted; what is in no part yet comes into parts of its own, after the others."""
        own = f"{self._count} + (row_number() OVER (PARTITION BY part ORDER BY id) - 1) // {ROWS}"
        self._do(f"CREATE TABLE {name} AS SELECT id, coalesce(part, {own}) AS part FROM ({wanted})")
        ((last,),) = self._all(f"SELECT max(part) FROM {name}")
        self._count = max(self._count, -1 if last is None else last + 1)

    def _differing(self, name: str, side: str, columns: tuple[str, ...], select: str) -> None:
        """Note something of each row of a table that is of an event of which something differs."""
        rows = f"FROM rows WHERE coalesce({_TOLD[name][0]}, '') IN (SELECT event FROM differ)"
        groups = self._of(name, side, "SELECT event FROM differ")
        self._over((name, side), columns, groups, f"CREATE TABLE {name}_{side} AS {select} {rows}")

    def _of(self, name: str, side: str, events: str) -> list[int]:
        """Give the groups of rows of a table that hold something of some events."""
        where = f"name = '{name}' AND side = '{side}' AND event IN ({events})"
        return [n for (n,) in self._all(f"SELECT DISTINCT row_group FROM sums WHERE {where} ORDER BY ALL")]

    def _groups(self, name: str) -> dict[str, tuple[list[int], list[int]]]:
        """Give for each run the groups of rows of a table that the other has too, and those that it has alone."""
        marks = {side: self.case.runs.marks(name, self.runs[side]) for side in SIDES}
        both = set(marks[OLD]) & set(marks[NEW])
        return {
            side: ([n for n, m in enumerate(own) if m in both], [n for n, m in enumerate(own) if m not in both])
            for side, own in marks.items()
        }

    def _every(self, name: str, side: str) -> range:
        return range(self._opened(name, side).num_row_groups)

    def _opened(self, name: str, side: str) -> Any:
        if (name, side) not in self._tables:
            self._tables[name, side] = self.case.runs.opened(name, self.runs[side])
        return self._tables[name, side]

    def _over(self, table: tuple[str, str], columns: Sequence[str], groups: Iterable[int], sql: str) -> None:
        """Run a statement over some groups of rows of a table."""
        over(self.connection, parquet.batches(self._opened(*table), columns, groups), sql)

    def _given(self, name: str, columns: Mapping[str, Any]) -> None:
        """Make a table of values."""
        over(self.connection, pa.table(dict(columns)), f"CREATE TABLE {name} AS FROM rows")

    def _do(self, sql: str) -> None:
        self.connection.execute(sql)

    def _all(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, given).fetchall()


#: The events that differ and that a run holds.
_THERE = """
SELECT DISTINCT event FROM sums WHERE name = 'events' AND side = ? AND event IN (SELECT event FROM differ)
"""
#: Of which reports some claims are.
_HOMES = """
SELECT DISTINCT id, report
FROM (SELECT id, report FROM claims_old UNION ALL SELECT id, report FROM claims_new UNION ALL FROM ends)
WHERE id IN (SELECT unnest(?::VARCHAR[]))
"""


def _parts(weights: Mapping[str, int], together: Iterable[tuple[str, str]]) -> tuple[dict[str, int], int]:
    """Give the number of the part that each event is in, and how many parts there are."""
    head = {event: event for event in weights}

    def first(event: str) -> str:
        while head[event] != event:
            head[event] = event = head[head[event]]
        return event

    for one, other in together:
        head[first(one)] = first(other)
    hung: dict[str, list[str]] = defaultdict(list)
    for event in weights:
        hung[first(event)].append(event)
    parts, number, held = dict[str, int](), 0, 0
    for events in hung.values():
        size = sum(int(weights[e]) for e in events)
        if held and held + size > ROWS:
            number, held = number + 1, 0
        held += size
        parts |= dict.fromkeys(events, number)
    return parts, number + bool(held)


def _meant(findings: Sequence[Finding], grades: Sequence[Grade], edges: Sequence[Lineage]) -> set[str]:
    """Give the claims that records name."""
    answers = {c for f in findings for q in f.questions for a in q.answers for c in a.claims}
    read = {text for g in grades for step in g.trace for text in step.inputs if text.startswith("c_")}
    return answers | read | {end for e in edges for end in (e.a, e.b)}
