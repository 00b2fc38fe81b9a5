"""One case on disk: everything about one subject; copying the folder copies all."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, insert, select

from counterclaim.canonical import canonical_bytes, identifier
from counterclaim.errors import CaseNotFound, UsageError
from counterclaim.records.claim import Claim
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.registry import Camp, Letter, Registry, Tie
from counterclaim.records.source import Capture, Passage, Refusal, Report
from counterclaim.store import durable, schema
from counterclaim.store.evidence import Evidence
from counterclaim.store.runs import Runs, read_table, table_bytes

R = TypeVar("R")
FORMAT = 1


def _json(record: Any) -> str:
    return canonical_bytes(to_plain(record)).decode()


class CaseFolder:
    """A case: `evidence/`, `case.sqlite`, `readings/`, `runs/`. Use `open`; close when done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.evidence = Evidence(path / "evidence")
        self.runs = Runs(path / "runs")
        self._engine = schema.connect(path / "case.sqlite")

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> CaseFolder:
        """Open the case at `path`; with `create`, make it when it is not there.

        Raises CaseNotFound for a folder that is no case and UsageError for one of a newer format.
        """
        marker = path / "case.json"
        if not marker.exists():
            strangers = sorted(p.name for p in path.iterdir()) if path.is_dir() else []
            if not create or [s for s in strangers if s not in {"evidence", "runs", "readings"}] or path.is_file():
                came = "a folder with other things in it" if strangers else "nothing there"
                raise CaseNotFound(
                    f"a case at {path}", came, "`counterclaim take CASE PATH…` makes one in a new folder."
                )
            for name in ("evidence", "readings", "runs"):
                (path / name).mkdir(parents=True, exist_ok=True)
            durable.write(marker, canonical_bytes({"format": FORMAT, "made_by": "counterclaim"}))
        if json.loads(marker.read_bytes())["format"] > FORMAT:
            raise UsageError(f"a case of format {FORMAT} or older", "a newer one", "Install a newer counterclaim.")
        return cls(path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the case for writing; leftovers of a killed writer are swept. Raises UsageError if another has it."""
        with (self.path / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as cause:
                raise UsageError(
                    "to be the only writer", "another process is writing this case", "Wait for it."
                ) from cause
            for part in ("evidence", "readings", "runs"):
                durable.sweep(self.path / part)
            yield

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def _all(self, table: Table, kind: type[R], *order: str) -> tuple[R, ...]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.record).order_by(*(table.c[o] for o in order))).scalars().all()
        return tuple(from_plain(kind, json.loads(row)) for row in rows)

    # What was received -------------------------------------------------------------------------------------------

    def add_capture(self, capture: Capture) -> bool:
        """Note that bytes arrived under a name; give False when these bytes were held and parsed already."""
        with self._engine.begin() as connection:
            known = connection.execute(select(schema.CAPTURES.c.sha256).filter_by(sha256=capture.sha256)).first()
            if known is None:
                connection.execute(insert(schema.CAPTURES).values(sha256=capture.sha256, record=_json(capture)))
            done = connection.execute(select(schema.PARSED.c.sha256).filter_by(sha256=capture.sha256)).first()
            connection.execute(
                insert(schema.ARRIVALS).values(sha256=capture.sha256, name=capture.name, at=capture.taken_at)
            )
        return done is None

    def add_reports(self, capture: str, found: Sequence[Report | Refusal]) -> None:
        """Store what parsing one capture gave, all or nothing."""
        with self._engine.begin() as connection:
            if connection.execute(select(schema.PARSED.c.sha256).filter_by(sha256=capture)).first():
                return
            for item in found:
                if isinstance(item, Report):
                    row = {"id": item.id, "capture": item.capture, "record": _json(item)}
                    connection.execute(insert(schema.REPORTS).prefix_with("OR IGNORE").values(row))
                else:
                    connection.execute(insert(schema.REFUSALS).values(name=item.name, record=_json(item)))
            connection.execute(insert(schema.PARSED).values(sha256=capture))

    def add_refusal(self, refusal: Refusal) -> None:
        """Note an item that was refused before its bytes were kept; the same refusal is noted once."""
        record = _json(refusal)
        with self._engine.begin() as connection:
            if not connection.execute(select(schema.REFUSALS.c.number).filter_by(record=record)).first():
                connection.execute(insert(schema.REFUSALS).values(name=refusal.name, record=record))

    def captures(self) -> tuple[Capture, ...]:
        """Give all captures, by digest."""
        return self._all(schema.CAPTURES, Capture, "sha256")

    def unparsed(self) -> tuple[Capture, ...]:
        """Give the captures that arrived but were not parsed before the program stopped."""
        with self._engine.connect() as connection:
            done = set(connection.execute(select(schema.PARSED.c.sha256)).scalars())
        return tuple(c for c in self.captures() if c.sha256 not in done)

    def reports(self) -> tuple[Report, ...]:
        """Give all reports, by id."""
        return self._all(schema.REPORTS, Report, "id")

    def refusals(self) -> tuple[Refusal, ...]:
        """Give all refusals, in the order they came."""
        return self._all(schema.REFUSALS, Refusal, "number")

    # What people decided ------------------------------------------------------------------------------------------

    def add_decision(self, decision: Decision) -> Decision:
        """Append a decision; its number is given here, from 1, without gaps."""
        with self._engine.begin() as connection:
            last = connection.execute(
                select(schema.DECISIONS.c.number).order_by(schema.DECISIONS.c.number.desc())
            ).first()
            number = (last[0] if last else 0) + 1
            numbered = from_plain(Decision, to_plain(decision) | {"number": number})
            connection.execute(insert(schema.DECISIONS).values(number=number, record=_json(numbered)))
        return numbered

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions, in order."""
        return self._all(schema.DECISIONS, Decision, "number")

    def add_registry(self, registry: Registry) -> int:
        """Append registry rows that are not there yet; give how many were new."""
        rows: list[tuple[str, Camp | Tie | Letter]] = [("camp", r) for r in registry.camps]
        rows += [("tie", r) for r in registry.ties]
        rows += [("letter", r) for r in registry.letters]
        new = 0
        with self._engine.begin() as connection:
            for kind, row in rows:
                record = _json(row)
                if not connection.execute(select(schema.REGISTRY.c.number).filter_by(kind=kind, record=record)).first():
                    connection.execute(insert(schema.REGISTRY).values(kind=kind, record=record))
                    new += 1
        return new

    def registry(self) -> Registry:
        """Give all registry rows."""
        with self._engine.connect() as connection:
            order = select(schema.REGISTRY.c.kind, schema.REGISTRY.c.record).order_by(schema.REGISTRY.c.number)
            rows = [(kind, json.loads(record)) for kind, record in connection.execute(order)]
        return Registry(
            camps=tuple(from_plain(Camp, r) for k, r in rows if k == "camp"),
            ties=tuple(from_plain(Tie, r) for k, r in rows if k == "tie"),
            letters=tuple(from_plain(Letter, r) for k, r in rows if k == "letter"),
        )

    # What was read from reports -----------------------------------------------------------------------------------

    def save_readings(self, extractor: str, readings: Mapping[str, tuple[Sequence[Passage], Sequence[Claim]]]) -> None:
        """Store the passages and claims of a batch of reports; a report read once is not read again."""
        batch = identifier("b", extractor, sorted(readings))
        folder = self.path / "readings"
        order = sorted(readings)
        durable.write(folder / f"{batch}.passages.parquet", table_bytes([p for r in order for p in readings[r][0]]))
        durable.write(folder / f"{batch}.claims.parquet", table_bytes([c for r in order for c in readings[r][1]]))
        with self._engine.begin() as connection:
            for report in order:
                row = {"report": report, "extractor": extractor, "batch": batch}
                connection.execute(insert(schema.READINGS).prefix_with("OR REPLACE").values(row))

    def read_already(self, extractor: str) -> frozenset[str]:
        """Give the ids of the reports this extractor has read."""
        with self._engine.connect() as connection:
            return frozenset(
                connection.execute(select(schema.READINGS.c.report).filter_by(extractor=extractor)).scalars()
            )

    def readings(self, extractor: str) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
        """Give all passages and claims this extractor gave, ordered by report and place in it."""
        with self._engine.connect() as connection:
            order = select(schema.READINGS.c.batch).filter_by(extractor=extractor).distinct()
            batches = sorted(connection.execute(order).scalars())
        folder = self.path / "readings"
        passages = [p for b in batches for p in read_table(folder / f"{b}.passages.parquet", Passage)]
        claims = [c for b in batches for c in read_table(folder / f"{b}.claims.parquet", Claim)]
        return (
            tuple(sorted(passages, key=lambda p: (p.report, p.index))),
            tuple(sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))),
        )

    # Runs ---------------------------------------------------------------------------------------------------------

    def note_run(self, run_id: str, at: str) -> None:
        """Note when a run was settled; the time is here and not in the run, whose bytes depend on evidence alone."""
        with self._engine.begin() as connection:
            connection.execute(insert(schema.RUNS).values(run=run_id, at=at))

    def run_times(self) -> tuple[tuple[str, str], ...]:
        """Give (run id, time) of every settlement, in order."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(schema.RUNS.c.run, schema.RUNS.c.at).order_by(schema.RUNS.c.number)).all()
        return tuple((row[0], row[1]) for row in rows)

    def integrity(self) -> str:
        """Give SQLite's own verdict on the record: `ok`, or what it found."""
        with self._engine.connect() as connection:
            return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
