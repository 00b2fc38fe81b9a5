"""What a request reads from: the case, its current run and that run's index; and what was computed from it before."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar, cast

from counterclaim.desk.index import Index, build
from counterclaim.desk.index.texts import Texts
from counterclaim.desk.verifying import Verifying
from counterclaim.errors import CounterclaimError
from counterclaim.progress import Progress, Quiet
from counterclaim.records.judgement import Run
from counterclaim.store import CaseFolder

T = TypeVar("T")
#: Values computed from a run that are kept, and how many runs' indexes stay on disk.
KEPT_MAX, INDEXES_MAX = 64, 4
#: Seconds that a request waits for an index in the making before it says so.
PATIENCE = 4.0


class Preparing(CounterclaimError):
    """The index of the run is being made; a reader may come back in a moment."""


class Desk:
    """One case, as the desk serves it: opened once, shared by all requests, closed at the end."""

    def __init__(self, path: Path) -> None:
        self.folder = CaseFolder.open(path)
        self.name = path.resolve().name
        own = path / "desk"
        # A case on a medium that cannot be written is read too; its index then lies elsewhere until the desk closes.
        self._elsewhere = None if os.access(path, os.W_OK) else tempfile.TemporaryDirectory(prefix="counterclaim-desk-")
        if self.folder.shared:  # by desks on other machines, whose files of this kind no lock keeps from ours
            own /= socket.gethostname()
        self.place = own if self._elsewhere is None else Path(self._elsewhere.name)
        self.place.mkdir(exist_ok=True, parents=True)
        #: Where what belongs to this process alone lies while it runs.
        self.scratch = self.place / f"desk-{os.getpid()}" if self.folder.shared else self.place
        self.scratch.mkdir(exist_ok=True)
        self.texts = Texts(self.place / "texts.sqlite")
        self._lock = threading.Lock()
        self._indexes: dict[str, Index] = {}
        self._builds: dict[str, Future[None]] = {}
        self._builder = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._whole: dict[tuple[str, Hashable], object] = {}
        #: The index that the latest request read from.
        self._served: Index | None = None
        #: What else ends when the desk is closed.
        self.closing: list[Callable[[], None]] = []
        self.verifying = Verifying(path, self._builder)

    def close(self) -> None:
        """Let go of the case and end what is being prepared."""
        for end in self.closing:
            end()
        self._builder.shutdown(wait=False, cancel_futures=True)
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

    def renew(self) -> None:
        """Make the index of the current run, and wait for it; nothing to do where it is there."""
        run = self.folder.runs.current()
        if run is not None and self.index_of(run) is None:
            self._building(run).result()

    def index_of(self, run: str) -> Index | None:
        """Give the index of an earlier run where it is still there."""
        with self._lock:
            if run not in self._indexes and Index.fits(path := index_path(self.place, run)):
                self._indexes[run] = Index(path)
            return self._indexes.get(run)

    def _building(self, run: str) -> Future[None]:
        """Give the making of a run's index: that under way, or one that begins now."""
        with self._lock:
            held = self._builds.get(run)
            if held is None or (held.done() and held.exception() is None):
                self._builds[run] = held = self._builder.submit(_prepare, self.folder.path, run, self.place)
            return held

    def _index(self, run: str) -> Index:
        if (held := self.index_of(run)) is not None:
            return held
        waiting = self._building(run)
        try:
            waiting.result(timeout=PATIENCE)
        except TimeoutError as cause:
            raise Preparing("the index of this run", "one in the making", "This page comes by itself.") from cause
        finally:
            if waiting.done():
                with self._lock:
                    self._builds.pop(run, None)
        found = self.index_of(run)
        if found is None:
            raise Preparing("the index of this run", "none", "Start the desk again.")
        return found

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives, kept under a key that names the run: what comes from a run never changes."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT_MAX:
                self._kept.popitem(last=False)
        return made

    def whole(self, run: str, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives of a whole run, kept until another run is looked at: counts, facets, the map."""
        with self._lock:
            if (run, key) in self._whole:
                return cast("T", self._whole[run, key])
        made = make()
        with self._lock:
            if any(of != run for of, _ in self._whole):
                self._whole.clear()
            self._whole[run, key] = made
        return made


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
            self.folder.runs.run()
            raise AssertionError("a run without an index is never opened")
        return self.found

    @property
    def settled(self) -> Run:
        """Give the current run. Raises NotInCase before the first settlement."""
        return self.run or self.folder.runs.run()

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` gives, kept while it is asked for; it depends on the run and `key` alone."""
        return self.desk.kept((self.index.run, key), make)

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


def index_path(place: Path, run: str) -> Path:
    """Give where the index of a run lies."""
    return place / f"{run}.sqlite"


def prepare(case: CaseFolder, run: str, place: Path, progress: Progress) -> None:
    """Make the index of a run, and of all texts, where they are not there; let go of those of the oldest runs."""
    target = index_path(place, run)
    if not Index.fits(target):
        build(case, case.runs.run(run), target, progress)
    texts = Texts(place / "texts.sqlite")
    held = texts.held()
    new = [r for r in case.reports() if r.id not in held]
    texts.add(new, len(new), progress)
    told = [r for r, _ in case.run_times()]
    recent = list(dict.fromkeys([run, *reversed(told)]))[:INDEXES_MAX]
    for path in place.glob("run_*.sqlite"):
        if path.stem not in recent:
            path.unlink(missing_ok=True)


def _prepare(path: Path, run: str, place: Path) -> None:
    """Prepare in a process of its own, so that those who read meanwhile do not wait."""
    case = CaseFolder.open(path)
    try:
        prepare(case, run, place, Quiet())
    finally:
        case.close()
