"""What takes long and many look at is made before anybody asks: what is of the whole run, and the largest events.

The events are drawn in the process beside the pages, so that nobody waits meanwhile.
"""

from __future__ import annotations

import threading
from itertools import chain, product

from counterclaim.desk.asked import Asked
from counterclaim.desk.material import laid
from counterclaim.desk.opened import Desk, at
from counterclaim.desk.pages import event, overview, pages_seen
from counterclaim.errors import CounterclaimError

#: Events at most of which the page is drawn ahead, and then those of which the rest is: the most reported ones, which
#: take longest; and seconds between two looks.
PAGES, WHOLE, EVERY = 400, 200, 2.0


class Ahead:
    """Draws ahead for one desk, in a thread that hands out one event after the other, until it is closed."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._closed = desk, threading.Event()
        self._done: tuple[str, str] = ("", "")
        desk.closing.insert(0, self._closed.set)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while not self._closed.wait(EVERY):
            try:
                self._draw()
            except CounterclaimError:
                continue  # whoever opens the page is told what is wrong

    def _draw(self) -> None:
        case = self._desk.served()
        if case is None or (now := (case.index.run, laid(case))) == self._done:
            return
        overview.view(case, Asked())
        pages_seen.found_in(case)
        sql = "SELECT id FROM events WHERE reports > ? ORDER BY n LIMIT ?"
        events = [row[0] for row in case.index.rows(sql, (event.LARGE, PAGES))]
        pages, rest = product(events, ["page"]), product(events[:WHOLE], event.REST)
        for ident, name in chain(pages, rest):
            if self._closed.is_set():
                return
            if not self._desk.has_drawn(case, key := (name, ident, now[1])):
                text = self._desk.beside(at, self._desk.where, case.index.run, event.text, ident, name)
                self._desk.put_drawn(case, key, text)
        self._done = now
