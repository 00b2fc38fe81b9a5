"""What hangs on a claim is tried beside the page: the same as when it is tried at once, once, and said to be coming."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.desk.opened import Desk
from counterclaim.desk.work.trying import Tries, beside, body, mark
from counterclaim.errors import Damaged
from counterclaim.records.judgement import Event
from counterclaim.records.registry import Registry
from counterclaim.reviewing import Body, ToReview, without
from counterclaim.store import CaseFolder
from tests.test_reviewing import given


class Counted:
    """Tries claims of a body at once, and notes which."""

    def __init__(self, given: Body) -> None:
        self.given, self.tried = given, list[str]()

    def __call__(self, event: str, claims: Sequence[str]) -> Sequence[ToReview]:
        self.tried += claims
        (found,) = (e for e in self.given.events if e.id == event)
        return [without(self.given, found, c) for c in claims]


def _first(case: CaseFolder) -> tuple[Body, Event]:
    found = given(case)
    return found, found.events[0]


def test_it_gives_what_trying_at_once_gives_and_tries_once(demo: CaseFolder) -> None:
    found, event = _first(demo)
    asked = [(event.id, c) for c in event.claims[:3]]
    tries, counted = Tries(patience=600), Counted(found)
    first = tries.of("run", asked, counted)
    assert first == {(event.id, c): without(found, event, c) for _, c in asked}
    assert tries.of("run", asked, counted) == first
    assert counted.tried == [c for _, c in asked]
    assert tries.of("another run", asked, counted) == first
    assert counted.tried == 2 * [c for _, c in asked]


def test_who_does_not_wait_gets_nothing_yet(demo: CaseFolder) -> None:
    found, event = _first(demo)
    assert Tries(patience=0).of("run", [(event.id, event.claims[0])], Counted(found)) == {}


def test_nobody_waits_in_vain_behind_others(demo: CaseFolder) -> None:
    found, event = _first(demo)
    tries, goes_on, counted = Tries(patience=600), threading.Event(), Counted(found)

    def slow(event: str, claims: Sequence[str]) -> Sequence[ToReview]:
        goes_on.wait()
        return counted(event, claims)

    first = threading.Thread(target=tries.of, args=("run", [(event.id, event.claims[0])], slow), daemon=True)
    first.start()
    while not tries.waiting:
        time.sleep(0.001)
    assert tries.of("run", [(event.id, event.claims[1])], slow) == {}
    goes_on.set()
    first.join()


def test_a_claim_that_cannot_be_tried_is_said_to_be_untried() -> None:
    def broken(event: str, claims: Sequence[str]) -> Sequence[ToReview]:
        raise Damaged(f"claims of {event} that can be left out", str(len(claims)), "This is for the test.")

    (found,) = Tries(patience=600).of("run", [("e_1", "c_1")], broken).values()
    assert not found.tried


def test_the_process_beside_a_desk_tries_as_this_one_does(desk: Desk, demo: CaseFolder) -> None:
    found, event = _first(demo)
    claims = event.claims[:2]
    assert list(beside(desk.open())(event.id, claims)) == [without(found, event, c) for c in claims]


def test_what_was_tried_holds_while_the_event_and_what_lies_over_it_are_the_same(desk: Desk, demo: CaseFolder) -> None:
    found, event = _first(demo)
    one = body(desk.open(), event.id)
    other = replace(one, laid=replace(one.laid, registry=Registry()))
    fewer = replace(event, claims=event.claims[1:])
    assert mark(one, event) == mark(found, event)
    assert len({mark(one, event), mark(other, event), mark(one, fewer)}) == 3
