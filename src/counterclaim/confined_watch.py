"""The confined process watched from outside: what it has worked and holds, against what it is given.

The clock does not count, so that a busy machine refuses no item: what counts is the time that the processor worked for
it. Only a process that does no work at all is ended by the clock. Where a system does not tell of another's work and
memory (any but Linux), the clock stands for work, and memory is what the kernel bounds.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

#: Seconds between two looks.
EVERY = 0.05
#: Bytes of memory in use at which the process is ended: below what the kernel lets it have (`confined_child`), where
#: parsers in other languages end themselves without a word.
MEMORY_MAX = 2_000_000_000
#: Seconds in which a process does not work at all before it is given up.
IDLE_MAX = 300.0
#: Whether this system tells of another process.
_TOLD = Path("/proc/self/statm").exists()


class Gone(Exception):
    """The process ended or was ended; the words say how, `part` what it read, `worked` the seconds it had worked."""

    def __init__(self, why: str, part: str = "", worked: float = 0.0) -> None:
        self.part, self.worked = part, worked
        super().__init__(why)


class Watch:
    """One item given to a process of id `pid`, which may work `seconds` on it."""

    def __init__(self, pid: int, seconds: float) -> None:
        self._pid, self._seconds = pid, seconds
        self._begun = self._part_begun = used(pid)[0]
        self._part_seconds = seconds
        self._looked, self._moved = 0.0, time.monotonic()
        self.part, self.worked = "", 0.0

    def begin(self, part: str, seconds: float | None) -> None:
        """Note that a part is read now, with the seconds of work it is given; without any, as much as the item."""
        self.part, self._part_begun = part, used(self._pid)[0]
        self._part_seconds = self._seconds if seconds is None else seconds

    def look(self) -> None:
        """Compare what is used with what is given, where the last look is not just over. Raises Gone at a bound."""
        now = time.monotonic()
        if now - self._looked < EVERY:
            return
        self._looked = now
        work, memory = used(self._pid)
        if work - self._begun > self.worked:
            self.worked, self._moved = work - self._begun, now
        for done, given in ((work - self._part_begun, self._part_seconds), (self.worked, self._seconds)):
            if done >= given:
                raise Gone(f"reading it takes more than {given:,g} s of work, the most it is given")
        if memory > MEMORY_MAX:
            raise Gone(f"reading it takes more than {MEMORY_MAX / 1e6:,.0f} MB of memory, the most it is given")
        if now - self._moved > IDLE_MAX:
            raise Gone(f"its parser did no work for {IDLE_MAX:.0f} s")


def used(pid: int) -> tuple[float, int]:
    """Give the seconds that a process has worked and the bytes it holds; nothing of one that is gone."""
    if not _TOLD:
        return time.monotonic(), 0
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        held = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0, 0
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), held * os.sysconf("SC_PAGE_SIZE")
