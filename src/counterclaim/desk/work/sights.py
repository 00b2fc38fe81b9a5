"""What each role sees: where some reports are not for it, a desk of its own over the case without them.

Such a case lies in `desk/seen/` and is made again when a report is marked or the case is settled; until it is there,
its readers are asked to wait. What others decide and say meanwhile is added to it as it comes.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.desk.making import Preparing
from counterclaim.desk.opened import Desk
from counterclaim.desk.work.clock import now
from counterclaim.desk.work.reader import Reader
from counterclaim.narrowed import follow, hidden, without
from counterclaim.people import hidden_from, sensitivities
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder

#: Seconds that a request waits for its case in the making before it says so, and how many such cases stay: those of
#: two roles, of now and of the settlements that a request under way may still read.
PATIENCE, STAY = 8.0, 6


class Sights:
    """The desks of those who may not see all, by what is withheld from them."""

    def __init__(self, whole: Desk, patience: float = PATIENCE) -> None:
        self._whole, self._patience = whole, patience
        self._place = whole.scratch / "seen"
        shutil.rmtree(self._place, ignore_errors=True)
        self._lock = threading.Lock()
        self._desks: dict[str, Desk] = {}
        self._making: dict[str, Future[None]] = {}
        self._followed: dict[Path, tuple[int, ...]] = {}
        self._pool = ThreadPoolExecutor(1)

    def close(self) -> None:
        """Let go of all that was made."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        for desk in self._desks.values():
            desk.close()
        shutil.rmtree(self._place, ignore_errors=True)

    def of(self, reader: Reader) -> Desk:
        """Give the desk that somebody sees. Raises Preparing while it is made."""
        gone = hidden_from(reader.role, sensitivities(self._whole.acts())) if reader.team else ()
        return self._without(gone) if gone else self._whole

    def _without(self, gone: Collection[str]) -> Desk:
        run = self._whole.folder.runs.current() or "none"
        key = digest(canonical_bytes([sorted(gone), run]))[:24]
        with self._lock:
            found = self._desks.get(key)
            if found is None and key not in self._making:
                self._making[key] = self._pool.submit(self._make, key, gone)
            making = self._making.get(key)
        if making is not None:
            try:
                making.result(timeout=self._patience)
            except TimeoutError as cause:
                raise Preparing("the case as your role sees it", "one in the making", "It comes by itself.") from cause
            finally:
                if making.done():
                    with self._lock:
                        self._making.pop(key, None)
        desk = found or self._desks[key]
        self._follow(desk, gone)
        return desk

    def _make(self, key: str, gone: Collection[str]) -> None:
        case = CaseFolder.open(self._whole.folder.path)
        target = self._place / key / self._whole.name
        try:
            without(case, hidden(case, gone), target, now, Quiet())
        finally:
            case.close()
        made = Desk(target, drawers=self._whole.drawers)
        made.prepare(Quiet())
        with self._lock:
            self._desks[key] = made
            gone_by = [self._desks.pop(old) for old in list(self._desks)[:-STAY]]
        for one in gone_by:
            self._followed.pop(one.folder.path, None)
            one.close()
            shutil.rmtree(one.folder.path.parent, ignore_errors=True)

    def _follow(self, desk: Desk, gone: Collection[str]) -> None:
        """Add what was decided and said since; nothing is done where nothing was."""
        whole, told = self._whole.folder, self._whole.folder.added()
        if told == self._followed.get(desk.folder.path):
            return
        with self._lock:
            part = CaseFolder.open(desk.folder.path)
            case = CaseFolder.open(whole.path)
            try:
                follow(case, hidden(case, gone), part)
            finally:
                part.close()
                case.close()
            self._followed[desk.folder.path] = told


#: Gives the desk that somebody sees.
Sees = Callable[[Reader], Desk]
