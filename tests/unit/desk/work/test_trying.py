"""What hangs on a claim is tried beside the page: the same as when it is tried at once, once, and said to be coming."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.desk.work import trying
from counterclaim.desk.work.trying import Tries, mark
from counterclaim.errors import Damaged
from counterclaim.records.registry import Registry
from counterclaim.reviewing import Body, ToReview, in_order, without
from counterclaim.store import CaseFolder
from tests.test_reviewing import given


def test_it_gives_what_trying_at_once_gives_and_tries_once(demo: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    body = given(demo)
    event = in_order(body)[0]
    claims = event.claims[:3]
    tried: list[str] = []

    def counted(body: Body, event: object, claim: str) -> ToReview:
        tried.append(claim)
        return without(body, event, claim)  # type: ignore[arg-type]

    monkeypatch.setattr(trying, "without", counted)
    tries, marks = Tries(patience=600), dict[str, str]()
    first = tries.of(body, [(event, c) for c in claims], marks)
    assert first == {(event.id, c): without(body, event, c) for c in claims}
    assert tries.of(body, [(event, c) for c in claims], marks) == first
    assert tried == list(claims)


def test_who_does_not_wait_gets_nothing_yet(demo: CaseFolder) -> None:
    body = given(demo)
    event = in_order(body)[0]
    assert Tries(patience=0).of(body, [(event, event.claims[0])], {}) == {}


def test_a_claim_that_cannot_be_tried_is_said_to_be_untried(demo: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> ToReview:
        raise Damaged("a claim that can be left out", "another", "This is for the test.")

    monkeypatch.setattr(trying, "without", broken)
    body = given(demo)
    event = in_order(body)[0]
    (found,) = Tries(patience=600).of(body, [(event, event.claims[0])], {}).values()
    assert not found.tried


def test_what_was_tried_holds_while_the_event_and_what_lies_over_it_are_the_same(demo: CaseFolder) -> None:
    body = given(demo)
    event = in_order(body)[0]
    other = replace(body, laid=replace(body.laid, registry=Registry()))
    fewer = replace(event, claims=event.claims[1:])
    assert mark(body, event) == mark(replace(body), event)
    assert len({mark(body, event), mark(other, event), mark(body, fewer)}) == 3
