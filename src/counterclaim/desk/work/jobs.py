"""Long work in a process of its own, one piece after the other: taking, settling, and the index of what came of it.

Every piece of work ends with a settlement. Who asks for one while another piece waits to begin gets that: it will see
all that is decided until then.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from counterclaim import confined, durable
from counterclaim.acting import in_turn
from counterclaim.case import settle, take
from counterclaim.desk.beside import Beside
from counterclaim.desk.work import sent
from counterclaim.desk.work.clock import now
from counterclaim.desk.work.sent import Sent
from counterclaim.errors import CounterclaimError
from counterclaim.receive import Supplied, unapplied
from counterclaim.store import CaseFolder

#: Seconds between two notes of how far a piece of work is, and pieces that are remembered.
EVERY, KEPT = 0.2, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work: what it is, for whom, how far it is, and what came of it in words."""

    id: int
    kind: str
    who: str
    state: str = "waiting"
    step: str = ""
    done: int = 0
    total: int = 0
    words: str = ""
    refused: tuple[tuple[str, str, str], ...] = ()


class Jobs:
    """The work of one desk. `path` is the case, `place` where it says how far it is, `incoming` where what was sent
    lies until it is taken, and `after` what follows each piece.
    """

    def __init__(
        self, path: Path, place: Path, after: Callable[[], None] = lambda: None, incoming: Path | None = None
    ) -> None:
        self.path, self.place, self._after = path, place, after
        self.incoming = incoming or place / "incoming"
        #: What looks at files before they are taken, where the desk's keeper names it.
        self.scanner: tuple[str, ...] = ()
        self._pool: Beside | None = None
        self._lock = threading.Lock()
        self._jobs: list[Job] = []
        self._number = 0

    def close(self) -> None:
        """Begin nothing more."""
        if self._pool is not None:
            self._pool.close(wait=True)

    def settle(self, who: str) -> Job:
        """Settle the case after what is being done now."""
        with self._lock:
            waiting = next((j for j in self._jobs if j.state == "waiting" and not self._file(j.id).exists()), None)
        return waiting or self._begin("settle", who, None)

    def take(self, who: str, folder: Path, supplied: Supplied) -> Job:
        """Take what lies in a folder, settle, and remove the folder; after a stop in between, the next desk does."""
        given = Sent(folder, who, supplied)
        given.keep()
        return self._begin("take", who, given)

    def resume(self) -> None:
        """Take what was sent to a desk that was ended before it took it; what did not come whole is taken away."""
        durable.sweep_gone(self.incoming)
        for given in sent.left(self.incoming):
            self._begin("take", given.who, given)

    def all(self) -> tuple[Job, ...]:
        """Give what is being done and what was done last, the latest first."""
        with self._lock:
            return tuple(_now(job, self._file(job.id)) for job in reversed(self._jobs))

    def job(self, number: int) -> Job | None:
        """Give one piece of work."""
        return next((job for job in self.all() if job.id == number), None)

    def busy(self) -> bool:
        """Tell whether something is being done or waits."""
        with self._lock:
            return any(job.state in {"waiting", "running"} for job in self._jobs)

    def wait(self, seconds: float = 600.0) -> None:
        """Wait until nothing is being done."""
        end = time.monotonic() + seconds
        while self.busy() and time.monotonic() < end:
            time.sleep(EVERY)

    def _file(self, number: int) -> Path:
        return self.place / f"work-{number}.json"

    def _begin(self, kind: str, who: str, given: Sent | None) -> Job:
        with self._lock:
            self._number += 1
            job = Job(id=self._number, kind=kind, who=who)
            self._jobs = [*self._jobs, job][-KEPT:]
            self._pool = self._pool or Beside(1, _nothing)
            self._file(job.id).unlink(missing_ok=True)
            doing = self._pool.submit(_work, self.path, self._file(job.id), given)
        doing.add_done_callback(lambda done: self._ended(job.id, done))
        return job

    def _ended(self, number: int, done: Future[dict[str, Any]]) -> None:
        told: dict[str, Any]
        if done.cancelled():
            told = {"state": "failed", "words": "The desk was closed before it began."}
        elif (error := done.exception()) is None:
            told = {"state": "done", **done.result()}
        else:
            told = {"state": "failed", "words": _why(error)}
        told["refused"] = tuple(tuple(row) for row in told.get("refused", ()))
        # Not in the thread of the pool, which has other work to hand out.
        threading.Thread(target=self._told, args=(number, told), daemon=True).start()

    def _told(self, number: int, told: dict[str, Any]) -> None:
        """Note what came of a piece of work, once its readers can see it."""
        try:
            self._after()
        finally:
            with self._lock:
                self._jobs = [replace(j, **told) if j.id == number else j for j in self._jobs]
                self._file(number).unlink(missing_ok=True)


def _now(job: Job, file: Path) -> Job:
    if job.state in {"waiting", "running"} and file.is_file():
        try:
            step, done, total = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            return replace(job, state="running")
        return replace(job, state="running", step=step, done=done, total=total)
    return job


def _why(error: BaseException) -> str:
    """Say why a piece of work failed, and what to do."""
    if isinstance(error, CounterclaimError):
        return str(error)
    if isinstance(error, BrokenExecutor):
        return (
            "Its process was ended from outside, perhaps for want of memory. What is in the case is whole: settle it "
            "again. What was sent is kept, and taken when the desk is started again."
        )
    if isinstance(error, OSError) and error.strerror:
        return f"The system refused it: {error.strerror}. Make room, or see to the rights, and settle again."
    return f"A fault of this program: {type(error).__name__}."


def _nothing() -> None:
    """Make a process that works ready: it needs nothing."""


class _Written:
    """Progress that the desk reads from a file."""

    def __init__(self, file: Path) -> None:
        self.file, self.last = file, 0.0

    def step(self, name: str, done: int, total: int | None) -> None:
        """Note how far the work is, not too often."""
        now_ = time.monotonic()
        if now_ - self.last >= EVERY or done == total:
            self.last = now_
            beside = self.file.with_suffix(".new")
            beside.write_text(json.dumps([name, done, total or 0]), encoding="utf-8")
            beside.replace(self.file)


def _work(path: Path, file: Path, given: Sent | None) -> dict[str, Any]:
    """Do one piece of work, in the process for it."""
    progress, told = _Written(file), dict[str, Any]()
    progress.step("begin", 0, None)
    case = CaseFolder.open(path)
    try:
        with in_turn(case):
            if given is not None:
                items = sorted(given.folder.iterdir())
                done = take(case, items, given.supplied, now, progress, parser=confined.parser())
                told["refused"] = [[r.name, r.reason, r.todo] for r in done.refused if not r.fine]
                words = _words(len(done.taken), len(done.already), len(told["refused"]))
                told["words"] = f"{words} {unapplied(given.supplied, len(done.already))}".rstrip()
            settle(case, now, progress)
        progress.step("index", 0, None)
    finally:
        case.close()
        if given is not None:
            given.drop()
    return told


def _words(taken: int, already: int, refused: int) -> str:
    return f"{taken:,} taken, {already:,} already had, {refused:,} refused."
