"""What hangs on each claim, tried beside the pages: who asks gets what is known after a moment, and the rest later.

A claim is left out and its event weighed and graded anew, which takes a part of a second for each. What comes of it
depends on the event as it was settled and on what people laid over the case, and is kept while these are the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import CounterclaimError
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Event
from counterclaim.reviewing import Body, ToReview, without

#: Seconds that a request waits for what is being tried, and claims of which is remembered what hangs on them.
PATIENCE, KEPT = 1.0, 20_000


class Tries:
    """What was tried of one desk's case, shared by all its readers; one thread tries, in the order that is asked."""

    def __init__(self, patience: float | None = None) -> None:
        self._patience = PATIENCE if patience is None else patience
        self._known: OrderedDict[tuple[str, str], ToReview] = OrderedDict()
        self._under_way: set[tuple[str, str]] = set()
        self._changed = threading.Condition()
        self._todo: list[tuple[tuple[str, str], Body, Event]] = []
        self._thread: threading.Thread | None = None

    def of(
        self, given: Body, asked: Sequence[tuple[Event, str]], marks: dict[str, str]
    ) -> dict[tuple[str, str], ToReview]:
        """Give what hangs on some claims of events, by event and claim, as far as it is known after a moment.

        `marks` are kept with what is `given`, and filled here: what the answers on each event depend on.
        """
        for event in {e.id: e for e, _ in asked if e.id not in marks}.values():
            marks[event.id] = mark(given, event)
        wanted = {(marks[event.id], claim): event for event, claim in asked}
        with self._changed:
            new = [
                (key, given, e) for key, e in wanted.items() if key not in self._known and key not in self._under_way
            ]
            self._todo += new
            self._under_way |= {key for key, _, _ in new}
            if self._todo and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._try, daemon=True)
                self._thread.start()
            self._changed.wait_for(lambda: wanted.keys() <= self._known.keys(), self._patience)
            found = {(e.id, key[1]): self._known[key] for key, e in wanted.items() if key in self._known}
            for key in wanted.keys() & self._known.keys():
                self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def _try(self) -> None:
        """Try what is asked, until nothing more is; what fails is kept as not tried, and ends no reader's wait."""
        while (next_one := self._next()) is not None:
            key, given, event = next_one
            made = ToReview(claim=key[1], event=event.id, moves=(), tried=False)
            try:
                made = without(given, event, key[1])
            except CounterclaimError:
                continue  # the page of the event itself says what is wrong
            finally:
                self._tried(key, made)

    def _next(self) -> tuple[tuple[str, str], Body, Event] | None:
        with self._changed:
            if self._todo:
                return self._todo.pop(0)
            self._thread = None
            return None

    def _tried(self, key: tuple[str, str], made: ToReview) -> None:
        with self._changed:
            self._known[key] = made
            self._under_way.discard(key)
            self._changed.notify_all()


def mark(given: Body, event: Event) -> str:
    """Give a digest of all that what hangs on an event's claims depends on."""
    finding = given.findings.get(event.id)
    parts = [
        to_plain(given.laid.registry),
        [list(pair) for pair in given.laid.apart],
        to_plain(event),
        to_plain(finding) if finding is not None else None,
        [to_plain(c) for c in given.claims.get(event.id, ())],
        [to_plain(g) for g in given.grades.get(event.id, ())],
        [to_plain(e) for e in given.edges.get(event.id, ())],
    ]
    return digest(canonical_bytes(parts))
