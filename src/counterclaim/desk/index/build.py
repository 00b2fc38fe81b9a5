"""A run's tables → its index, row by row: memory grows with the number of agents and events, not of claims."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from counterclaim import decide, durable
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.desk.index import latin, shape
from counterclaim.desk.index.before import before
from counterclaim.desk.index.speakers import Speakers
from counterclaim.errors import Damaged
from counterclaim.lexicons import registry as shipped
from counterclaim.of_run import rejected
from counterclaim.progress import Progress
from counterclaim.records.judgement import Run
from counterclaim.records.naming import normal_name
from counterclaim.store import CaseFolder, Made, vouched

#: Rows between two notes of how far it is.
BATCH = 5_000
#: The standard whose label stands beside an event in a list.
GRADED_BY = "airwars"


def build(case: CaseFolder, run: Run, target: Path, progress: Progress) -> Path:
    """Make the index of one run at `target`; a reader never sees half of one.

    Raises Damaged when the run or a table of it is not as it was settled.
    """
    as_settled(case, run.id)
    unfinished = durable.unfinished(target)
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;")
            connection.executescript(shape.TABLES)
            connection.execute("BEGIN")
            _Builder(case, run, connection, progress).all(target.parent)
            connection.execute("COMMIT")
            progress.step("index: order", 0, 1)
            connection.executescript(shape.INDEXES)
            progress.step("index: order", 1, 1)
        Made.of(case.journal).put(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)  # only where it did not take its place
    return target


def as_settled(case: CaseFolder, *runs: str) -> None:
    """Check runs against what the record notes of them, and the record against its ledger, before what is made from
    them is signed. Raises Damaged."""
    vouched(case)
    told = {name: whole for name, _, whole in case.run_notes()}
    for run in runs:
        if (noted := told.get(run)) and (came := digest(case.runs.run_file(run).read_bytes())) != noted:
            todo = "Run `counterclaim verify`, then `settle` again."
            raise Damaged(f"run {run} as it was settled, {noted}", came, todo)


class _Builder:
    """One build: the parts share the connection, the numbers of events and the counts of claims."""

    def __init__(self, case: CaseFolder, run: Run, connection: sqlite3.Connection, progress: Progress) -> None:
        self.case, self.run, self.connection, self.progress = case, run, connection, progress
        self.of_report: Counter[str] = Counter()
        self.of_event: Counter[str] = Counter()
        self.counts = dict(run.counts)
        self.decisions = case.decisions()[: self.counts.get("decisions")]
        self.registry = decide.over_registry(shipped.beside(case.registry()), decide.standing(self.decisions))
        self.number = {ident: n for n, (ident,) in enumerate(case.runs.each("events", run.id, ("id",)), start=1)}
        self.gates: Counter[int] = Counter()
        self.near: Counter[int] = Counter()
        self.reports = sorted(self._came(), key=lambda row: row[:2], reverse=True)
        self.labels: dict[int, tuple[str, ...]] = {}
        self.graded: dict[int, str] = {}

    def all(self, place: Path) -> None:
        """Write every table; `place` is a folder for what lies on disk meanwhile."""
        self._claims()
        self._reports()
        self._grades()
        self._coverage()
        self._watch()
        self._insert("grades_then", before(self.case, self.run.id, place))
        self._events()
        self._lineage()
        self._insert("rejected", sorted(rejected(self.case, self.run, self.decisions).items()))
        self._insert("meta", (("shape", shape.SHAPE), ("run", self.run.id)))

    def _rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a table of the run, each with its number first."""
        total = self.counts.get(table)
        for n, row in enumerate(self.case.runs.each(table, self.run.id, columns), start=1):
            if n % BATCH == 0:
                self.progress.step(f"index: {table}", n, total)
            yield n, *row

    def _insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        iterator = iter(rows)
        first = next(iterator, None)
        if first is None:
            return
        sql = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - names of our own tables
        self.connection.execute(sql, first)
        self.connection.executemany(sql, iterator)

    def _names(self, table: str, named: Iterable[tuple[int, str]]) -> None:
        sql = f"INSERT INTO {table} (rowid, words, latin, bones) VALUES (?, ?, ?, ?)"  # noqa: S608
        rows = ((n, latin.spaced(name), latin.latin(name), latin.bones(name)) for n, name in named)
        self.connection.executemany(sql, rows)

    def _claims(self) -> None:
        speakers, days = Speakers(), {ident: day for day, ident, *_ in self.reports}

        def rows() -> Iterator[Sequence[Any]]:
            for n, ident, report, event, line in self._rows("claims", "id", "report", "event", "record"):
                self.of_report[report] += 1
                self.of_event[event or ""] += 1
                claim = json.loads(line)
                speakers.hear(n, claim["chain"])
                place = normal_name(claim["place"]["name"]) if claim["place"] else ""
                told = (claim["act_type"] or "", place, days.get(report, ""))
                yield n, ident, report, event, *told, shape.packed(line)

        self._insert("claims", rows())
        camps = self._camps()
        self._insert("agents", speakers.agents(camps))
        self._insert("said", speakers.said())
        self._names("agent_names", speakers.named())

    def _camps(self) -> dict[str, str]:
        """Give the camp of each name that has one; a name that changed camps has them all, in order."""
        found: dict[str, dict[str, None]] = {}
        for row in self.registry.camps:
            found.setdefault(normal_name(row.agent), {})[row.camp] = None
        return {name: ", ".join(camps) for name, camps in found.items()}

    def _came(self) -> Iterator[tuple[Any, ...]]:
        """Give (day, id, …) of the reports that had come when the run was settled."""
        at = max((at for run, at in self.case.run_times() if run == self.run.id), default="9999")
        taken = self.case.taken_at()
        for r in self.case.each_report():
            if taken.get(r.capture, "") <= at:
                day = r.published.start if r.published else ""
                yield day, r.id, r.publisher, r.title, r.language, r.read, r.path, r.capture

    def _reports(self) -> None:
        """Write the reports, the latest first."""
        self._insert(
            "reports",
            (
                (n, ident, publisher, title, day, language, read, path, capture, self.of_report[ident])
                for n, (day, ident, publisher, title, language, read, path, capture) in enumerate(self.reports, start=1)
            ),
        )

    def _grades(self) -> None:
        """Write the grades of each event as one row, and beside them what lists are narrowed by."""
        columns = ("event", "standard", "mode", "subject", "value", "label", "override", "id", "record")
        graded_as: list[tuple[str, int, str]] = []
        gates: list[tuple[int, str, int]] = []

        def rows() -> Iterator[Sequence[Any]]:
            for event, group in groupby(self._rows("grades", *columns), key=lambda row: row[1]):
                n, grades = self.number[event], list(group)
                waits = Counter[str]()
                for _, _, standard, *_, override, _, line in grades:
                    if not override and '"needs_review":[]' not in line:
                        waits[standard] += len(json.loads(line)["needs_review"])
                    self.near[n] += not override and '"would_change":[]' not in line
                gates.extend((n, standard, count) for standard, count in waits.items() if count)
                self.gates[n] = sum(waits.values())
                own = [(value, label) for _, _, standard, _, _, value, label, *_ in grades if standard == GRADED_BY]
                graded_as.extend((value, n, label) for value, label in dict(reversed(own)).items())
                self.labels[n] = tuple(dict.fromkeys(label for _, label in own))
                told = sorted((g[8], "|".join(g[2:6])) for g in grades)
                keys = ((g[8], n, g[2], g[3]) for g in grades)
                self.connection.executemany("INSERT INTO grades VALUES (?, ?, ?, ?)", keys)
                self.graded[n] = digest(";".join(words for _, words in told).encode())
                yield n, shape.packed_list(g[9] for g in grades)

        self._insert("graded", rows())
        self._insert("graded_as", sorted(graded_as))
        self._insert("gates", sorted(gates))

    def _coverage(self) -> None:
        rows = groupby(self._rows("coverage", "event", "record"), key=lambda row: row[1])
        self._insert(
            "coverage", ((self.number[event], shape.packed_list(row[2] for row in group)) for event, group in rows)
        )

    def _watch(self) -> None:
        rows = self._rows("watch", "id", "event", "record")
        self._insert("watch", ((n, ident, event, shape.packed(line)) for n, ident, event, line in rows))

    def _events(self) -> None:
        """Write the events; each finding is first put where its event will be."""
        self.connection.execute("CREATE TEMP TABLE findings (n INTEGER PRIMARY KEY, packed BLOB)")
        told: dict[int, tuple[dict[str, int], int]] = {}
        histories: list[tuple[int, str, str, bytes]] = []

        def findings() -> Iterator[Sequence[Any]]:
            for _, line in self._rows("findings", "record"):
                f = json.loads(line)
                n = self.number[f["event"]]
                told[n] = f["tally"], sum(q["contested"] for q in f["questions"])
                for h in f["histories"]:
                    packed = shape.packed(json.dumps(h))
                    # What members of a camp say against one another is of none of them alone.
                    whose = "" if h["camp"] else h["agent"]["id"]
                    histories.append((len(histories) + 1, whose, f["event"], packed))
                yield n, shape.packed(line)

        self._insert("findings", findings())
        self._insert("histories", histories)
        acts: list[tuple[str, int]] = []
        names: list[tuple[int, str]] = []

        def rows() -> Iterator[Sequence[Any]]:
            for n, line in self._rows("events", "record"):
                e = json.loads(line)
                tally, contested = told[n]
                place, time = e["place"] or {}, e["time"] or {}
                acts.extend((act, n) for act in dict.fromkeys(e["act_types"]))
                names.append((n, f"{e['title']} {place.get('name', '')}".strip()))
                state = digest(canonical_bytes([tally, self.graded.get(n, ""), contested]))[:16]
                finding = self.connection.execute("SELECT packed FROM findings WHERE n = ?", (n,)).fetchone()[0]
                self.connection.execute("INSERT INTO happenings VALUES (?, ?, ?)", (n, shape.packed(line), finding))
                yield (
                    n, e["id"], e["title"], place.get("name", ""), place.get("lat"), place.get("lon"),
                    time.get("start", ""), time.get("end", ""), tally["reports"], tally["origins"],
                    tally["shown_independent"], self.of_event[e["id"]], contested, self.gates[n], self.near[n], state,
                    json.dumps(self.labels.get(n, ())),
                )  # fmt: skip

        self._insert("events", rows())
        self.connection.execute("DROP TABLE findings")
        self._insert("acts", sorted(acts))
        self._names("event_names", names)

    def _lineage(self) -> None:
        rows = self._rows("lineage", "kind", "a", "b", "record")
        self._insert("lineage", ((n, kind, a, b, shape.packed(line)) for n, kind, a, b, line in rows))
        voices: list[tuple[str, int]] = []

        def origins() -> Iterator[Sequence[Any]]:
            for n, line in self._rows("origins", "record"):
                o = json.loads(line)
                reports = list(dict.fromkeys(o["reports"]))
                voices.extend((r, n) for r in reports)
                root = o["root"]["name"] if o["root"] else ""
                yield n, o["id"], root, len(reports), int(o["shown"]), shape.packed(line)

        self._insert("origins", origins())
        self._insert("voices", sorted(voices))
