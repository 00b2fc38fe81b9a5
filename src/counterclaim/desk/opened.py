"""What a request reads from: the case, its current run and that run's index; and what was computed from it before."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from counterclaim import durable
from counterclaim.desk.beside import Beside
from counterclaim.desk.index import Index, build
from counterclaim.desk.index.build import as_settled
from counterclaim.desk.index.changed import build_changed, changed_path
from counterclaim.desk.index.texts import BATCH, Texts
from counterclaim.desk.kept import Drawn, Kept
from counterclaim.desk.making import Making, Preparing
from counterclaim.desk.verifying import Verifying
from counterclaim.errors import CounterclaimError, NotInCase
from counterclaim.progress import Progress, Quiet
from counterclaim.records.act import Act
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Run
from counterclaim.store import CaseFolder, Made
from counterclaim.store.made import removed

T = TypeVar("T")
P = ParamSpec("P")
#: How many runs' indexes stay on disk.
INDEXES_MAX = 4
#: How far what is made beside the pages stands back, by the measure of `nice`.
ASIDE = 10
#: Seconds that what takes long goes before what else waits to be drawn.
BEFORE = 0.05
#: Cases that a process which draws has open at once: there is one for each role that may not see all.
OPEN = 4
#: Comparisons of two runs that stay on disk.
CHANGED_MAX = 12
#: What was computed of runs that is kept: small values, those of whole runs, dossiers, and bytes of what was drawn.
SMALL, WHOLE, DOSSIERS, DRAWN = 256, 64, 8, 96 << 20


class Desk:
    """One case, as the desk serves it: opened once, shared by all requests, closed at the end."""

    def __init__(self, path: Path, place: Path | None = None, drawers: Beside | None = None) -> None:
        """Open a case. `place` is where another desk of it has its indexes; by default in the case itself.

        `drawers` are processes in which pages are drawn; without them they are drawn here.
        """
        self.drawers = drawers
        self.folder = CaseFolder.open(path)
        self.name = path.resolve().name
        own = path / "desk"
        # A case on a medium that cannot be written is read too; its index then lies elsewhere until the desk closes.
        here = place is not None or os.access(path, os.W_OK)
        self._elsewhere = None if here else tempfile.TemporaryDirectory(prefix="counterclaim-desk-")
        if self.folder.shared:  # by desks on other machines, whose files of this kind no lock keeps from ours
            own /= socket.gethostname()
        self.place = place or (own if self._elsewhere is None else Path(self._elsewhere.name))
        self.place.mkdir(exist_ok=True, parents=True)
        durable.sweep_gone(self.place)
        #: Where what belongs to this process alone lies while it runs.
        self.scratch = self.place / f"desk-{os.getpid()}" if self.folder.shared else self.place
        self.scratch.mkdir(exist_ok=True)
        self.made = Made.of(self.folder.journal)
        self.texts = Texts(self.place / "texts.sqlite", self.made)
        self._lock = threading.Lock()
        self._indexes: dict[str, Index] = {}
        self._making = Making()
        # Whoever reads goes before what is made beside the pages.
        self._builder = Beside(1, _stand_back)
        self._kept, self._whole, self._dossiers, self._drawn = Kept(SMALL), Kept(WHOLE), Kept(DOSSIERS), Drawn(DRAWN)
        #: The index that the latest request read from.
        self._served: Index | None = None
        #: What else ends when the desk is closed.
        self.closing: list[Callable[[], None]] = []
        self.verifying = Verifying(path, self._builder)

    @property
    def where(self) -> tuple[Path, Path]:
        """Give where the case lies, and where its indexes."""
        return self.folder.path, self.place

    def close(self) -> None:
        """Let go of the case and end what is being prepared."""
        for end in self.closing:
            end()
        self._builder.close()
        self.folder.close()
        if self.scratch != self.place:
            shutil.rmtree(self.scratch, ignore_errors=True)
        if self._elsewhere is not None:
            self._elsewhere.cleanup()

    def prepare(self, progress: Progress) -> None:
        """Make the index of the current run here and now, with progress; nothing to do before the first settlement."""
        run = self.folder.runs.current()
        if run is not None:
            prepare(self.folder, run, self.place, progress)

    def open(self) -> Opened:
        """Give what one request reads from: the current run, or the one before while the index of that is made.

        Raises Preparing while the first index is made.
        """
        run = self.folder.runs.current()
        if run is None:
            return Opened(desk=self, folder=self.folder, run=None, found=None)
        found = self.index_of(run)
        if found is None:
            if self._served is None:
                found = self._index(run)
            else:
                found, _ = self._served, self._building(run)
        self._served = found
        return Opened(desk=self, folder=self.folder, run=self.folder.runs.run(found.run), found=found)

    def at(self, run: str) -> Opened:
        """Give what is read of a run whose index is there. Raises NotInCase where it is not."""
        found = self.index_of(run)
        if found is None:
            raise NotInCase("a run with an index", run, "It is made when the run is opened.")
        return Opened(desk=self, folder=self.folder, run=self.folder.runs.run(run), found=found)

    def beside(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Have something done in the process that makes indexes, after what it is doing now; give what comes of it."""
        return self._builder.have(do, *given, **named)

    def served(self) -> Opened | None:
        """Give what the latest request read from; None where nobody asked yet."""
        found = self._served
        return self.at(found.run) if found is not None else None

    def has_drawn(self, case: Opened, key: Hashable) -> bool:
        """Tell whether a text of a run is kept."""
        return self._drawn.holds((case.index.run, key))

    def put_drawn(self, case: Opened, key: Hashable, text: bytes) -> None:
        """Keep a text of a run that was drawn, and made small, beside the pages."""
        self._drawn.put((case.index.run, key), text)

    def renew(self) -> None:
        """Make the index of the current run, and wait for it; nothing to do where it is there."""
        run = self.folder.runs.current()
        if run is not None and self.index_of(run) is None:
            self._building(run).result()

    def index_of(self, run: str) -> Index | None:
        """Give the index of an earlier run where it is still there."""
        with self._lock:
            if run not in self._indexes and Index.fits(path := index_path(self.place, run), self.made):
                self._indexes[run] = Index(path)
            return self._indexes.get(run)

    def changed(self, old: str, new: str) -> Index:
        """Give what changed from one run to another, to page through. Raises Preparing while that is made."""
        return self._whole.of(("changed", old, new), lambda: self._changed(old, new))

    def _changed(self, old: str, new: str) -> Index:
        path = changed_path(self.place, old, new)
        if not Index.fits(path, self.made):
            given = (self.folder.path, self.place, old, new)
            held = self._making.begun(path.stem, lambda: self._builder.submit(build_changed, *given))
            self._making.waited(path.stem, held, "what changed between these two runs")
            if not Index.fits(path, self.made):
                raise Preparing("what changed between these two runs", "none", "Start the desk again.")
        return Index(path)

    def _building(self, run: str) -> Future[None]:
        """Give the making of a run's index: that under way, or one that begins now."""
        return self._making.begun(run, lambda: self._builder.submit(_prepare, self.folder.path, run, self.place))

    def _index(self, run: str) -> Index:
        if (held := self.index_of(run)) is not None:
            return held
        self._making.waited(run, self._building(run), "the index of this run")
        found = self.index_of(run)
        if found is None:
            raise Preparing("the index of this run", "none", "Start the desk again.")
        return found

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives, kept under a key that names the run: what comes from a run never changes."""
        return self._kept.of(key, make)

    def whole(self, run: str, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives of a whole run, kept longer than what is of a part of it: counts, facets, the map."""
        return self._whole.of((run, key), make)

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions of the case as of now; they are read again once one is added."""
        return self.kept(("decisions", self.folder.added()[:2]), self.folder.decisions)

    def acts(self) -> tuple[Act, ...]:
        """Give all acts of the case as of now; they are read again once one is added."""
        return self.kept(("acts", self.folder.added()[2:]), self.folder.acts)

    def large(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives, of which only a few are kept: a dossier of many reports has megabytes."""
        return self._dossiers.of(key, make)

    def drawn(self, key: Hashable, make: Callable[[], bytes]) -> str:
        """Give the text that `make` gives made small, as which it is kept."""
        return self._drawn.of(key, make)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What one request reads from. `run` and `found` are None before the first settlement."""

    desk: Desk
    folder: CaseFolder
    run: Run | None
    found: Index | None

    @property
    def name(self) -> str:
        """Give the case's name."""
        return self.desk.name

    @property
    def index(self) -> Index:
        """Give the index of the current run. Raises NotInCase before the first settlement."""
        if self.found is None:
            raise unsettled()
        return self.found

    @property
    def settled(self) -> Run:
        """Give the current run. Raises NotInCase before the first settlement."""
        if self.run is None:
            raise unsettled()
        return self.run

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions of the case, settled or not."""
        return self.desk.decisions()

    def acts(self) -> tuple[Act, ...]:
        """Give all acts of the case."""
        return self.desk.acts()

    def tally(self) -> dict[str, int]:
        """Give how many captures, arrivals, reports, artifacts and refusals there are."""
        return self.desk.kept(("tally", self.stamp()), self.folder.tally)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives, kept while it is asked for; it depends on the run and `key` alone."""
        return self.desk.kept((self.index.run, key), make)

    def large(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives, of which only a few are kept; it depends on the run and `key` alone."""
        return self.desk.large((self.index.run, key), make)

    def drawn(self, key: Hashable, make: Callable[[], bytes]) -> str:
        """Give the text that `make` gives made small, as which it is kept; it depends on the run and `key` alone."""
        return self.desk.drawn((self.index.run, key), make)

    def apart(self, do: Callable[..., T], *given: object, long: bool = False) -> T:
        """Give what `do` gives of this run, drawn in a process that does nothing else where there is one.

        What takes `long` goes a little before others that wait: its reader waits longer than they do all the same.
        """
        desk = self.desk
        if desk.drawers is None or self.found is None:
            return do(self, *given)
        with desk.drawers.turns.turn(BEFORE if long else 0.0):
            return desk.drawers.have(at, desk.where, self.found.run, do, *given)

    def counted(self, of: str, given: Sequence[Any] = ()) -> int:
        """Give how many rows a table of the index has, with what comes after its name: counted once in a run."""
        sql = f"SELECT count(*) FROM {of}"  # noqa: S608 - our own words; what readers ask for is `given`
        return self.kept(("count", of, *given), lambda: self.index.count(sql, given))

    def whole(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives of the whole run; it is small, and depends on the run and `key` alone."""
        return self.desk.whole(self.index.run, key, make)

    def stamp(self) -> tuple[int, ...]:
        """Give what changes whenever something is received or decided: for values that depend on more than the run."""
        found = []
        for name in ("case.sqlite", "case.sqlite-wal"):
            path = self.folder.path / name
            told = path.stat() if path.exists() else None
            found += [told.st_mtime_ns, told.st_size] if told else [0, 0]
        return tuple(found)


def unsettled() -> NotInCase:
    """Give what is told where there is nothing to show yet, and what to do at the desk."""
    return NotInCase("a case that was settled", "one that was not yet", "The overview leads to taking and settling.")


def index_path(place: Path, run: str) -> Path:
    """Give where the index of a run lies."""
    return place / f"{run}.sqlite"


def prepare(case: CaseFolder, run: str, place: Path, progress: Progress) -> None:
    """Make the index of a run, and of all texts, where they are not there; let go of those of the oldest runs."""
    target, made = index_path(place, run), Made.of(case.journal)
    texts = Texts(place / "texts.sqlite", made)
    new = sorted(case.report_ids() - texts.held())
    if not Index.fits(target, made):
        build(case, case.runs.run(run), target, progress)
    elif new:
        as_settled(case)
    texts.add((r for n in range(0, len(new), BATCH) for r in case.reports_of(new[n : n + BATCH])), len(new), progress)
    told = [r for r, _ in case.run_times()]
    recent = list(dict.fromkeys([run, *reversed(told)]))[:INDEXES_MAX]
    for path in place.glob("run_*.sqlite"):
        if path.stem not in recent:
            removed(path)
    for path in sorted(place.glob("changed_*.sqlite"), key=lambda p: p.stat().st_mtime)[:-CHANGED_MAX]:
        removed(path)


def _stand_back() -> None:
    """Let readers go before what this process makes beside them."""
    os.nice(ASIDE)


@lru_cache(OPEN)
def _desk(path: Path, place: Path) -> Desk:
    return Desk(path, place)


def look(where: tuple[Path, Path]) -> None:
    """Open a case with the index of its current run, so that nobody waits until what was signed is held against it."""
    with suppress(CounterclaimError, OSError, sqlite3.Error):  # who asks for a page is told what is wrong
        desk = _desk(*where)
        if (run := desk.folder.runs.current()) is not None:
            desk.index_of(run)
            desk.texts.fits()


def at(where: tuple[Path, Path], run: str, do: Callable[..., T], *given: object) -> T:
    """Do something with a run, in a process that has its case open from one time to the next."""
    return do(_desk(*where).at(run), *given)


def _prepare(path: Path, run: str, place: Path) -> None:
    """Prepare in a process of its own, so that those who read meanwhile do not wait."""
    case = CaseFolder.open(path)
    try:
        prepare(case, run, place, Quiet())
    finally:
        case.close()
