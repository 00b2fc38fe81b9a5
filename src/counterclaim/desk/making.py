"""What is being made beside the pages, by key: begun once, waited for a moment, tried again a while after it failed."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from counterclaim.errors import CounterclaimError

#: Seconds that a request waits for an index in the making before it says so.
PATIENCE = 4.0
#: Seconds after which what could not be made is tried once more, where somebody asks for it.
AGAIN = 60.0


class Preparing(CounterclaimError):
    """What a page is made from is being made; a reader may come back in a moment."""


class NoRoom(CounterclaimError):
    """What a page is made from could not be written beside the case."""


class Making:
    """What is being made, and when that began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun: dict[str, tuple[Future[None], float]] = {}

    def begun(self, key: str, begin: Callable[[], Future[None]]) -> Future[None]:
        """Give the making of something: that under way, one that failed a moment ago, or one that begins now."""
        with self._lock:
            held, since = self._begun.get(key, (None, 0.0))
            fresh = time.monotonic() - since < AGAIN
            if held is None or (held.done() and not (held.exception() and fresh)):
                held = begin()
                self._begun[key] = held, time.monotonic()
            return held

    def waited(self, key: str, making: Future[None], what: str) -> None:
        """Wait a moment for what is being made; once its failure is told, the next who asks has it tried again.

        Raises Preparing where that is not enough, NoRoom where it cannot be written.
        """
        try:
            making.result(timeout=PATIENCE)
        except TimeoutError as cause:
            todo = "It comes by itself, and is kept for the next time."
            raise Preparing(what, "none yet: it is being made", todo) from cause
        except (OSError, sqlite3.OperationalError) as cause:
            came = getattr(cause, "strerror", None) or str(cause)
            todo = "Make room, or see to the rights, then ask again."
            raise NoRoom(f"room beside the case for {what}", came, todo) from cause
        finally:
            if making.done():
                with self._lock:
                    self._begun.pop(key, None)
