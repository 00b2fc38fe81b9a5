"""What hangs on each claim, tried beside the pages: who asks gets what is known after a moment, and the rest later.

A claim is left out and its event weighed and graded anew, which takes a part of a second for each: in a process of its
own, so that nobody who reads meanwhile waits. What comes of it depends on the run and on what people laid over it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence

from counterclaim import decide, joining, reviewing
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.desk.material import graded, happened, judged
from counterclaim.desk.opened import Opened, at
from counterclaim.errors import CounterclaimError
from counterclaim.judging import Laid
from counterclaim.records.claim import Claim
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.judgement import Event, Grade, Lineage
from counterclaim.reviewing import Body, ToReview, without

#: Seconds that a request waits for what is being tried, and claims of which is remembered what hangs on them.
PATIENCE, KEPT = 0.1, 20_000
#: Claims of one event that are tried together: few enough that the index of a new run does not wait long.
TOGETHER = 12
#: An event and one of its claims.
Asked = tuple[str, str]
#: Gives what hangs on some claims of an event.
Try = Callable[[str, Sequence[str]], Sequence[ToReview]]


class Tries:
    """What was tried of one desk's case, shared by all its readers; one thread hands it out, in the order it is asked.

    What is known is kept under a key that names the run and what lies over it.
    """

    def __init__(self, patience: float | None = None) -> None:
        self._patience = PATIENCE if patience is None else patience
        self._known: OrderedDict[tuple[Hashable, Asked], ToReview] = OrderedDict()
        self._under_way: set[tuple[Hashable, Asked]] = set()
        self._changed = threading.Condition()
        self._todo: list[tuple[Hashable, str, list[str], Try]] = []
        self._thread: threading.Thread | None = None

    def of(self, key: Hashable, asked: Sequence[Asked], tried: Try) -> dict[Asked, ToReview]:
        """Give what hangs on some claims of events, by event and claim, as far as it is known after a moment.

        Where others are in line before, it would not be known after that: who asks gets what is known now.
        """
        wanted = {(key, one) for one in asked}
        with self._changed:
            patience = 0 if self.waiting else self._patience
            for event, claim in dict.fromkeys(asked):
                if (key, (event, claim)) not in self._known and (key, (event, claim)) not in self._under_way:
                    self._under_way.add((key, (event, claim)))
                    self._add(key, event, claim, tried)
            if self._todo and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._try, daemon=True)
                self._thread.start()
            if patience:  # to wait for nothing would still let others go first
                self._changed.wait_for(lambda: wanted <= self._known.keys(), patience)
            for one in wanted & self._known.keys():
                self._known.move_to_end(one)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return {one[1]: self._known[one] for one in wanted & self._known.keys()}

    @property
    def waiting(self) -> int:
        """Give how many claims are being tried, or are in line."""
        return len(self._under_way)

    def _add(self, key: Hashable, event: str, claim: str, tried: Try) -> None:
        last = self._todo[-1] if self._todo else None
        if last is not None and last[:2] == (key, event) and len(last[2]) < TOGETHER:
            last[2].append(claim)
        else:
            self._todo.append((key, event, [claim], tried))

    def _try(self) -> None:
        """Have tried what is asked until nothing more is; what fails is kept as untried, and ends no reader's wait."""
        while (next_one := self._next()) is not None:
            key, event, claims, tried = next_one
            made: Sequence[ToReview] = [ToReview(claim=c, event=event, moves=(), tried=False) for c in claims]
            try:
                made = tried(event, claims)
            except CounterclaimError:
                continue  # the page of the event itself says what is wrong
            finally:
                self._tried(key, event, made)

    def _next(self) -> tuple[Hashable, str, list[str], Try] | None:
        with self._changed:
            if self._todo:
                return self._todo.pop(0)
            self._thread = None
            return None

    def _tried(self, key: Hashable, event: str, made: Sequence[ToReview]) -> None:
        with self._changed:
            for one in made:
                self._known[key, (event, one.claim)] = one
                self._under_way.discard((key, (event, one.claim)))
            self._changed.notify_all()


def beside(case: Opened) -> Try:
    """Give what tries claims of a desk's run in the process beside it."""
    run, desk = case.index.run, case.desk
    return lambda event, claims: desk.beside(at, desk.where, run, tried, event, tuple(claims))


def tried(case: Opened, event: str, claims: Sequence[str]) -> tuple[ToReview, ...]:
    """Try claims of one event of a run; what was tried before of the same event is remembered by its process."""
    given = body(case, event)
    (known,) = given.events
    marked = mark(given, known)
    found = []
    for claim in claims:
        if (marked, claim) not in _REMEMBERED:
            _REMEMBERED[marked, claim] = _one(given, known, claim)
            while len(_REMEMBERED) > KEPT:
                _REMEMBERED.popitem(last=False)
        found.append(_REMEMBERED[marked, claim])
    return tuple(found)


#: What this process tried before, by the mark of the event and the claim: after a settlement most events are as before.
_REMEMBERED: OrderedDict[tuple[str, str], ToReview] = OrderedDict()


def _one(given: Body, event: Event, claim: str) -> ToReview:
    try:
        return without(given, event, claim)
    except CounterclaimError:
        return ToReview(claim=claim, event=event.id, moves=(), tried=False)


def body(case: Opened, event: str) -> Body:
    """Give what the run says of one event, as a queue reads it."""
    index = case.index
    happening, finding = happened(case, event)
    claims = index.records(Claim, "SELECT record FROM claims WHERE event = ? ORDER BY n", (event,))
    grades = [from_plain(Grade, one) for one in graded(case, event)]
    rows = index.among("SELECT record, n FROM lineage WHERE a IN ({keys})", {c.id for c in claims})
    edges = [index.record(Lineage, r[0]) for r in sorted(rows, key=lambda r: int(r["n"]))]
    made, registry = judged(case)
    stands = decide.standing(made)
    reports = case.folder.reports_of(happening.reports)
    laid = Laid(stands, registry, joining.apart(stands, claims))
    return reviewing.body(([happening], [finding], grades, claims, edges), reports, laid)


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
