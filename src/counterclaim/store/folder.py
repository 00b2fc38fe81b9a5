"""One case on disk: everything about one subject; copying the folder copies all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import select

from counterclaim import database, durable
from counterclaim.canonical import digest
from counterclaim.errors import CaseNotFound, CounterclaimError, Damaged, UsageError
from counterclaim.ledger import Keys, bag
from counterclaim.records.judgement import Run
from counterclaim.store import schema, seals, shape, shared, threshold
from counterclaim.store.answers import Answers
from counterclaim.store.batches import Batches
from counterclaim.store.decision_layer import DecisionLayer
from counterclaim.store.erasures import Erasures
from counterclaim.store.evidence import Evidence
from counterclaim.store.journal import Journal
from counterclaim.store.lock import HIDDEN_LOCK, LOCK, Busy, WriterLock, lock_of
from counterclaim.store.marker import FORMAT, MARKER, form, mark, told
from counterclaim.store.parquet import Rows
from counterclaim.store.reading_layer import ReadingLayer
from counterclaim.store.record import SHAPES, Record
from counterclaim.store.recovery import recover
from counterclaim.store.runs import Runs
from counterclaim.store.shared import SHARED, SharedRecord
from counterclaim.store.source_layer import SourceLayer
from counterclaim.store.threshold import RECORD

_PARTS = ("evidence", "readings", "runs", "answers")
_LEDGER = "ledger"
#: What can be made again from the rest, and may be removed at any time.
DERIVED = ("reuse", "desk")
#: What older cases have and nobody reads any more.
EXTRACTOR = "extractor.json"
_BESIDE = (f"{RECORD}-wal", f"{RECORD}-shm", EXTRACTOR)
#: All that lies in a case's folder, beside its lock.
ROOT = (MARKER, SHARED, *_PARTS, _LEDGER, *DERIVED, RECORD, *_BESIDE)


class CaseFolder(SourceLayer, ReadingLayer, DecisionLayer):
    """A case: `evidence/`, `case.sqlite`, `ledger/`, `readings/`, `runs/`. Use `open`; close when done.

    Reading is free; whatever changes the case is refused outside of `writing()`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        #: The schema of the team's database that the record is shared in; nothing where it is here alone.
        self.shared = shared.schema_of(path)
        engine = database.engine(self.shared) if self.shared and database.configured() else None
        gate = database.Gate(engine, self.shared) if engine is not None else None
        self._gate = gate
        self._lock = WriterLock(path / lock_of(path), self._rest, gate.held if gate is not None else None)
        self.evidence = Evidence(path / "evidence", self._lock.require)
        self.runs = Runs(path / "runs", self._lock.require)
        self.answers = Answers(path / "answers", self._lock.require)
        for name in _PARTS:
            durable.make_folder(path / name)
        #: What lies in the folder itself; the record of a shared case is ahead of it while somebody writes.
        self._home = Record(path / RECORD, self._lock, alone=shared.alone(path / RECORD, self.shared))
        whole = SharedRecord(engine, self._lock, gate) if engine is not None and gate is not None else self._home
        super().__init__(whole)
        self.batches = Batches(path / "readings", self._record)
        self.journal = Journal(path / _LEDGER, self._record)
        self.erasures = Erasures(path, self._record, self.evidence, self.runs)

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> CaseFolder:
        """Open the case at `path`; with `create`, make it when it is not there.

        What a killed writer left is brought to rest first, unless another process is writing now or another keeps the
        ledger: opening signs nothing that was not begun here. Raises CaseNotFound for a folder that is no case,
        UsageError for one of a newer format, Damaged for one whose files are broken.
        """
        made = not (path / MARKER).exists()
        if made:
            _make(path, create=create)
        threshold.readable(path)
        threshold.there(path)
        form(path)
        threshold.undisturbed(path)
        case = cls(path)
        try:
            if made or (case._lock.stopped() and case._kept_here()):
                case._recover_if_free(always=made)
        except CounterclaimError:
            case.close()
            raise
        return case

    @staticmethod
    def expect(path: Path) -> None:
        """Check that a case lies at `path`, and open nothing. Raises CaseNotFound, Damaged for one without marker."""
        if not (path / MARKER).exists():
            _make(path, create=False)

    def _kept_here(self) -> bool:
        """Tell whether this user keeps the ledger; a damaged one is nobody's."""
        with suppress(Damaged):
            return self.journal.kept_here()
        return False

    def _recover_if_free(self, *, always: bool) -> None:
        try:
            # Not `writing`, which refuses a damaged ledger: what is damaged is to be read and verified.
            with self._lock.hold(self._recover):
                if always:
                    self._recover()
        except Busy:
            return

    def _recover(self) -> None:
        self.erasures.carry_out()
        recover(self.path, self._record, self.evidence, self.runs)
        # A damaged ledger must not keep the case from being read and verified; whoever writes is refused.
        with suppress(Damaged):
            self.journal.drop_stamps()
            self._enter(anew=True)

    def _enter(self, *, anew: bool = False) -> None:
        """Enter in the ledger what was added to the record; of a shared one, first in what lies in the folder."""
        if self._gate is not None:
            self._gate.check()
            shared.follow(self._record, self._home, None if anew else self.batches.saved)
            self.batches.saved.clear()
        self.journal.catch_up()
        if self.format() < FORMAT:
            mark(self.path)

    def resting(self) -> bool:
        """Tell whether nobody is writing now: the last writer finished, or was stopped and nobody followed."""
        return self._lock.at_rest() or not self._lock.busy()

    def unrested(self) -> tuple[str, str] | None:
        """Give (state, what came) of the lock's file where it does not tell that the last writer was done."""
        words = self._lock.words()
        # Versions that wrote the short word hid their lock: a visible one was cut.
        if (self._lock.at_rest() and not self._lock.cut()) or self._lock.busy():
            return None
        if words is None:
            return "missing", "no file"
        stopped = "a writer was stopped; whoever keeps this case has to open it"
        return "damaged", stopped if self._lock.stopped() else ascii(words)[1:80]

    def rested(self) -> tuple[str, str]:
        """Give the digest that the record had when the last writer was done, and what it has now; or nothing."""
        noted, log = self._lock.noted(), self.path / f"{RECORD}-wal"
        came = digest((self.path / RECORD).read_bytes()) if noted else ""
        came = "changes beside it, in a log" if log.is_file() and log.stat().st_size else came
        # Who began to write since then brings the record to rest again.
        return (noted, came) if self._lock.noted() == noted else ("", "")

    def marker(self) -> bytes:
        """Give what `case.json` holds."""
        return told(self.path)

    def format(self) -> int:
        """Give the format of the case on disk."""
        return form(self.path)

    def _rest(self) -> str:
        return self._home.rest()

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Hold the case for writing; leftovers of a killed writer are taken in, and at the end the ledger is signed.

        `patience` is how many seconds one stands in line for a shared case; one that lies here alone is free or Busy.
        Raises Busy if another has it, Damaged when the record holds rows that the ledger does not know, UsageError
        where the case was shared or brought home since it was opened: what was written then would stand in one record
        alone.
        """
        with self._turn(patience):
            if self.shared != shared.schema_of(self.path):
                raise UsageError(
                    "a case that is written where it was when it was opened",
                    "one that was shared or brought home since",
                    "Open it again; nothing was written.",
                )
            yield

    @contextmanager
    def _turn(self, patience: float = 0.0) -> Iterator[None]:
        """Hold the case for writing, wherever its record is by now."""
        outermost = not self._lock.held
        shared.writable(self.path, self.marked(), reached=not self.shared or self._gate is not None)
        with self._lock.hold(self._recover, patience):
            if outermost and self.format() == FORMAT:
                self.journal.at_rest()
            yield
            if outermost:
                self._enter()

    @contextmanager
    def grouped(self) -> Iterator[None]:
        """Keep many small additions with one wait for the disk, at the end: a hundred or so captures at a time.

        An error inside keeps what was added before it. A crash inside loses the rows of the group; originals that
        were kept stay, and are noted as `recovered/…` when the case is next opened. For one thread.
        """
        with self._record.grouped():
            yield

    def derived(self, name: str) -> Path:
        """Give the folder of something that is made from what the case holds, for the one who writes it."""
        if name not in DERIVED:
            raise ValueError(f"expected one of {DERIVED}, got {name}")
        self._lock.require()
        return self.path / name

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()
        self._home.close()

    def share(self) -> bool:
        """Share the record in the team's database from the next opening on; give False where it is already.

        Raises UsageError where no database is named.
        """
        if not database.configured():
            raise UsageError("a database to share in", "none", f"Name it in {database.VARIABLE}.")
        with self._turn():
            if name := shared.schema_of(self.path):
                self._home.marked(shared.number_of(name))  # which older versions did not set
                return False
            self._home.in_one_file()
            name = shared.fresh()
            engine = database.engine(name)
            gate = database.Gate(engine, name)
            there = SharedRecord(engine, self._lock, gate)
            try:
                with gate.held():
                    shared.follow(self._home, there)
                shared.mark(self.path, name)
                self._home.marked(shared.number_of(name))
            finally:
                there.close()
        return True

    def unshare(self) -> None:
        """Bring the record home: from now on it is what lies in the folder, also where `team.json` was taken away.

        The schema in the database stays. Raises UsageError where the record is not shared, or its database not named.
        """
        if not self.shared and not self.marked():
            raise UsageError("a case whose record is shared", "one whose record is here", "There is nothing to do.")
        with self.writing() if self.shared else self._lock.hold(self._recover):
            self._enter(anew=True)
            self._home.with_log()
            self._home.marked(0)
            (self.path / SHARED).unlink(missing_ok=True)
            durable.sync_folder(self.path)

    def marked(self) -> int:
        """Give the number of the schema that the record in the folder says it is shared in; 0 for none."""
        return self._home.marked()

    # Runs ---------------------------------------------------------------------------------------------------------

    def save_run(self, run: Run, tables: Mapping[str, Sequence[Any] | Rows], at: str) -> Run:
        """Write a run's tables, note when it was settled, and make it the current one, in this order.

        Gives the run with the digest of each table. Raises Damaged when a run of this id holds other rows.
        """
        full = self.runs.store(run, tables)
        self.note_run(full.id, at)
        self.runs.believe(full.id)
        return full

    def note_run(self, run_id: str, at: str) -> None:
        """Note when a run was settled; the time is here and not in the run, whose bytes depend on evidence alone."""
        self.runs.run(run_id)
        row = {"run": run_id, "at": at, "digest": digest(self.runs.run_file(run_id).read_bytes())}
        with self._record.changing() as connection:
            seals.add(connection, schema.RUNS, row)

    def run_times(self) -> tuple[tuple[str, str], ...]:
        """Give (run id, time) of every settlement, in order."""
        return tuple((run, at) for run, at, _ in self.run_notes())

    def run_notes(self) -> tuple[tuple[str, str, str], ...]:
        """Give (run id, time, digest of the run's description or nothing) of every settlement, in order."""
        table = schema.RUNS.c
        with self._record.reading() as connection:
            rows = connection.execute(select(table.run, table.at, table.digest).order_by(table.number)).all()
        return tuple((row[0], row[1], row[2] or "") for row in rows)

    def unsealed(self) -> tuple[tuple[str, str, str], ...]:
        """Give (row, state, what came) of each row that is not as it was added, in the folder or where it is shared."""
        found: list[tuple[str, str, str]] = []
        for record in dict.fromkeys((self._home, self._record)):
            with record.reading() as connection:
                found += seals.wrong(connection)
        return tuple(found)

    def sealed(self, wanted: Callable[[str, str], bool]) -> list[seals.Sealed]:
        """Give the rows whose table and id are wanted, each with its seal, in the order they were added."""
        with self._record.reading() as connection:
            return list(seals.rows(connection, wanted))

    def older(self) -> bool:
        """Tell whether a version before salts added rows to this case."""
        with self._record.reading() as connection:
            plain = select(schema.SEALS.c.number).filter_by(sealed=None).limit(1)
            return connection.execute(plain).first() is not None

    def misshapen(self) -> tuple[tuple[str, str, str], ...]:
        """Give (what, state, what came) of each table, index and trigger of the record that is not as it was made."""
        with self._home.reading() as connection:
            return tuple(shape.wrong(connection, SHAPES[-1]))

    def integrity(self) -> str:
        """Give SQLite's own verdict on the record: `ok`, or what it found."""
        return self._home.integrity()


def _make(path: Path, *, create: bool) -> None:
    """Make a case's folder. Raises CaseNotFound when that is not wanted or other things are there."""
    names = sorted(p.name for p in path.iterdir()) if path.is_dir() else []
    if RECORD in names:
        raise Damaged(
            f"{MARKER} beside case.sqlite", f"a case without its {MARKER}", "Restore it from a copy of the case."
        )
    own = {*_PARTS, *DERIVED, LOCK, HIDDEN_LOCK}
    strangers = [n for n in names if n not in own and not n.startswith(durable.UNFINISHED)]
    if not create or strangers or path.is_file():
        came = f"a folder with other things in it ({', '.join(strangers[:3])})" if strangers else "nothing there"
        todo = "`counterclaim take CASE PATH…` makes one in a new folder, and so does `counterclaim desk CASE --new`."
        if {bag.BAG, "bagit.txt"} & set(names):
            came, todo = "an unpacked bundle", "Name the .zip that it was unpacked from."
        raise CaseNotFound(f"a case at {path}", "a file" if path.is_file() else came, todo)
    durable.make_folder(threshold.called(path))
    lock = WriterLock(path / lock_of(path))
    with lock.hold(lambda: durable.sweep(path, deep=False)):
        Keys.own().begin((path / _LEDGER).resolve())
        mark(path)
        # SQLite begins a file with a journal; one that a kill leaves is told from a stranger's by the lock.
        Record(path / RECORD, lock).close()
