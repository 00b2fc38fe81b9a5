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

from counterclaim import durable
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.case import Known, graded_until, known, rejected
from counterclaim.desk.index import latin, shape
from counterclaim.earlier import grades_then
from counterclaim.progress import Progress
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Event, Grade, Run
from counterclaim.records.naming import normal_name
from counterclaim.store import CaseFolder

#: Rows that are handed to SQLite together.
BATCH = 2_000


def build(case: CaseFolder, run: Run, target: Path, progress: Progress) -> Path:
    """Make the index of one run at `target`; a reader never sees half of one.

    Raises Damaged when a table of the run is not as it was settled.
    """
    unfinished = durable.unfinished(target)
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;")
            connection.executescript(shape.TABLES)
            connection.execute("BEGIN")
            _Builder(case, run, connection, progress).all()
            connection.execute("COMMIT")
            connection.executescript(shape.INDEXES)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)  # only where it did not take its place
    return target


class _Builder:
    """One build: the parts share the connection and the counts of claims."""

    def __init__(self, case: CaseFolder, run: Run, connection: sqlite3.Connection, progress: Progress) -> None:
        self.case, self.run, self.connection, self.progress = case, run, connection, progress
        self.of_report: Counter[str] = Counter()
        self.of_event: Counter[str] = Counter()
        self.counts = dict(run.counts)
        self.known: Known = known(case, run)

    def all(self) -> None:
        """Write every table."""
        self._claims()
        self._reports()
        self._grades()
        self._events()
        self._lineage()
        self._rejected()
        for key, value in (("shape", shape.SHAPE), ("run", self.run.id)):
            self.connection.execute("INSERT INTO meta VALUES (?, ?)", (key, value))

    def _rows(self, table: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """Give the rows of a table of the run: number, JSON and plain value."""
        total = self.counts.get(table)
        for n, line in enumerate(self.case.runs.lines(table, self.run.id), start=1):
            if n % BATCH == 0:
                self.progress.step(f"index {table}", n, total)
            yield n, line, json.loads(line)

    def _insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        iterator = iter(rows)
        first = next(iterator, None)
        if first is None:
            return
        sql = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - names of our own tables
        self.connection.execute(sql, first)
        self.connection.executemany(sql, iterator)

    def _claims(self) -> None:
        numbers: dict[str, int] = {}
        agents: list[list[Any]] = []
        said: list[tuple[int, int, int]] = []
        camps = self._camps()

        def rows() -> Iterator[Sequence[Any]]:
            for n, line, claim in self._rows("claims"):
                self.of_report[claim["report"]] += 1
                self.of_event[claim["event"] or ""] += 1
                heard: set[int] = set()
                for hop, step in enumerate(claim["chain"]):
                    agent = step["agent"]
                    at = numbers.setdefault(agent["id"], len(numbers) + 1)
                    if at > len(agents):
                        known = normal_name(agent["name"])
                        agents.append(
                            [at, agent["id"], agent["name"], agent["kind"], known, 0, 0, camps.get(known, "")]
                        )
                    if at not in heard:
                        heard.add(at)
                        agents[at - 1][6 if hop else 5] += 1
                        said.append((at, int(hop > 0), n))
                yield (
                    n,
                    claim["id"],
                    claim["report"],
                    claim["event"],
                    claim["stance"],
                    claim["aspect"],
                    shape.packed(line),
                )

        self._insert("claims", rows())
        self._insert("agents", agents)
        self._insert("said", sorted(said))
        self._names("agent", ((a[1], a[2]) for a in agents))

    def _camps(self) -> dict[str, str]:
        """Give the camp of each name that has one; a name that changed camps has them all, in order."""
        found: dict[str, dict[str, None]] = {}
        for row in self.known.registry.camps:
            found.setdefault(normal_name(row.agent), {})[row.camp] = None
        return {name: ", ".join(camps) for name, camps in found.items()}

    def _names(self, kind: str, named: Iterable[tuple[str, str]]) -> None:
        rows = ((kind, ref, latin.spaced(name), latin.latin(name), latin.bones(name)) for ref, name in named)
        self._insert("names", rows)

    def _reports(self) -> None:
        rows = sorted(self.known.reports, key=lambda r: (r.published.start if r.published else "", r.id), reverse=True)
        self._insert(
            "reports",
            (
                (
                    n, r.id, r.publisher, r.title, r.published.start if r.published else "", r.language, r.read, r.path,
                    r.capture, self.of_report[r.id],
                )
                for n, r in enumerate(rows, start=1)
            ),
        )  # fmt: skip

    def _grades(self) -> None:
        def rows() -> Iterator[Sequence[Any]]:
            for n, line, g in self._rows("grades"):
                gates = 0 if g["override"] else len(g["needs_review"])
                yield (
                    n, g["id"], g["event"], g["standard"], g["mode"], g["subject"], g["value"], g["label"], gates,
                    g["override"], shape.packed(line),
                )  # fmt: skip

        self._insert("grades", rows())
        self._insert("coverage", self._coverage())
        self._insert("watch", ((n, w["id"], w["event"], shape.packed(line)) for n, line, w in self._rows("watch")))
        self._earlier()

    def _coverage(self) -> Iterator[Sequence[Any]]:
        """Give what the coverage of each event dwells on as one row, since it is only ever read together."""
        rows = groupby(self._rows("coverage"), key=lambda row: row[2]["event"])
        for n, (event, group) in enumerate(rows, start=1):
            yield n, event, shape.packed(f"[{','.join(line for _, line, _ in group)}]")

    def _earlier(self) -> None:
        """Write what grades were in earlier runs; with no earlier run there is nothing to find."""
        past = graded_until(self.case, self.run.id)
        if len(past) < 2:
            return
        of: dict[str, list[Grade]] = {}
        for one in self.case.runs.table("grades", Grade, self.run.id):
            of.setdefault(one.event, []).append(one)
        for event in self.case.runs.table("events", Event, self.run.id):
            found = grades_then(event, of.get(event.id, ()), past)
            packed = ((event.id, n, shape.packed(json.dumps(to_plain(g)))) for n, g in enumerate(found))
            self._insert("grades_then", packed)

    def _events(self) -> None:
        gates = dict(self.connection.execute("SELECT event, sum(gates) FROM grades GROUP BY event").fetchall())
        graded = self._graded()
        findings: dict[str, tuple[bytes, dict[str, int], int, str]] = {}
        histories: list[tuple[int, str, str, bytes]] = []
        for _, line, f in self._rows("findings"):
            contested = sum(q["contested"] for q in f["questions"])
            state = digest(canonical_bytes([f["tally"], graded.get(f["event"], ""), contested]))[:16]
            findings[f["event"]] = (shape.packed(line), f["tally"], contested, state)
            for h in f["histories"]:
                packed = shape.packed(json.dumps(h))
                histories.append((len(histories) + 1, h["agent"]["id"], f["event"], packed))
        self._insert("histories", histories)
        acts: list[tuple[str, int]] = []
        names: list[tuple[str, str]] = []

        def rows() -> Iterator[Sequence[Any]]:
            for n, line, e in self._rows("events"):
                finding, tally, contested, state = findings[e["id"]]
                place, time = e["place"] or {}, e["time"] or {}
                acts.extend((act, n) for act in dict.fromkeys(e["act_types"]))
                names.append((e["id"], f"{e['title']} {place.get('name', '')}".strip()))
                yield (
                    n, e["id"], e["title"], place.get("name", ""), place.get("lat"), place.get("lon"),
                    time.get("start", ""), time.get("end", ""), tally["reports"], tally["origins"],
                    tally["shown_independent"], self.of_event[e["id"]], contested, gates.get(e["id"], 0), state,
                    shape.packed(line), finding,
                )  # fmt: skip

        self._insert("events", rows())
        self._insert("acts", sorted(acts))
        self._names("event", names)

    def _graded(self) -> dict[str, str]:
        """Give what the grades of each event come to, as one line, to tell whether one moved between two runs."""
        order = "SELECT event, standard, mode, subject, value FROM grades ORDER BY event, id"
        found: dict[str, list[str]] = {}
        for event, *parts in self.connection.execute(order):
            found.setdefault(event, []).append("|".join(parts))
        return {event: digest(";".join(parts).encode()) for event, parts in found.items()}

    def _lineage(self) -> None:
        self._insert(
            "lineage",
            ((n, e["id"], e["kind"], e["a"], e["b"], shape.packed(line)) for n, line, e in self._rows("lineage")),
        )
        voices: list[tuple[str, int]] = []

        def rows() -> Iterator[Sequence[Any]]:
            for n, line, o in self._rows("origins"):
                reports = list(dict.fromkeys(o["reports"]))
                voices.extend((r, n) for r in reports)
                root = o["root"]["name"] if o["root"] else ""
                yield n, o["id"], root, len(reports), int(o["shown"]), shape.packed(line)

        self._insert("origins", rows())
        self._insert("voices", sorted(voices))

    def _rejected(self) -> None:
        found = rejected(self.case, self.run, self.known.decisions)
        self._insert("rejected", sorted(found.items()))
