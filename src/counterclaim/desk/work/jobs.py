"""Long work in a process of its own, one piece after the other: taking, settling, and the index of what came of it.

Every piece of work ends with a settlement. Who asks for one while another piece waits to begin gets that: it will see
all that is decided until then.
"""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from counterclaim import confined
from counterclaim.acting import in_turn
from counterclaim.case import settle, take
from counterclaim.desk.work.clock import now
from counterclaim.errors import CounterclaimError
from counterclaim.receive import Supplied
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
    """The work of one desk. `path` is the case, `place` where indexes and what is uploaded lie meanwhile."""

    def __init__(self, path: Path, place: Path, after: Callable[[], None] = lambda: None) -> None:
        self.path, self.place, self._after = path, place, after
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._jobs: list[Job] = []
        self._number = 0

    def close(self) -> None:
        """Begin nothing more."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def settle(self, who: str) -> Job:
        """Settle the case after what is being done now."""
        with self._lock:
            waiting = next((j for j in self._jobs if j.state == "waiting" and not self._file(j.id).exists()), None)
        return waiting or self._begin("settle", who, None)

    def take(self, who: str, folder: Path, supplied: Supplied) -> Job:
        """Take what lies in a folder, settle, and remove the folder."""
        return self._begin("take", who, (folder, supplied))

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

    def _begin(self, kind: str, who: str, given: tuple[Path, Supplied] | None) -> Job:
        with self._lock:
            self._number += 1
            job = Job(id=self._number, kind=kind, who=who)
            self._jobs = [*self._jobs, job][-KEPT:]
            self._pool = self._pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"))
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
            why = (
                str(error)
                if isinstance(error, CounterclaimError)
                else f"A fault of this program: {type(error).__name__}."
            )
            told = {"state": "failed", "words": why}
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


def _work(path: Path, file: Path, given: tuple[Path, Supplied] | None) -> dict[str, Any]:
    """Do one piece of work, in the process for it."""
    progress, told = _Written(file), dict[str, Any]()
    progress.step("begin", 0, None)
    case = CaseFolder.open(path)
    try:
        with in_turn(case):
            if given is not None:
                folder, supplied = given
                done = take(case, sorted(folder.iterdir()), supplied, now, progress, parser=confined.parser())
                told["refused"] = [[r.name, r.reason, r.todo] for r in done.refused if not r.fine]
                told["words"] = _words(len(done.taken), len(done.already), len(told["refused"]))
            settle(case, now, progress)
        progress.step("index", 0, None)
    finally:
        case.close()
        if given is not None:
            shutil.rmtree(given[0], ignore_errors=True)
    return told


def _words(taken: int, already: int, refused: int) -> str:
    return f"{taken:,} taken, {already:,} already had, {refused:,} refused."
