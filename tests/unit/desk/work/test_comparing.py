"""A comparison of two runs that takes a while: what is said of it meanwhile, on the page and to a program."""

from __future__ import annotations

import html
import sqlite3
from concurrent.futures import Future

import pytest

from counterclaim.case import settle
from counterclaim.desk import making
from counterclaim.desk.making import Preparing
from counterclaim.desk.opened import Desk
from counterclaim.records.judgement import Event
from tests.conftest import clock
from tests.unit.desk.work.conftest import At
from tests.unit.desk.work.test_claiming import By

#: How a page says to the desk's script that what it shows is in the making.
AGAIN = "data-again"


def _second_run(desk: Desk, me: At) -> None:
    """Make another run, of which the desk has an index."""
    event = max(desk.folder.runs.table("events", Event), key=lambda e: len(e.claims))
    me.send("/decide", kind="reject", subject=event.claims[0], event=event.id, seen="0", reason="misread")
    settle(desk.folder, clock)
    desk.renew()


def test_a_comparison_in_the_making_is_a_page_that_says_so(
    worked: Desk, idle: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page teaches what is waited for and is asked for again by itself; its twin says 503 in the same words."""
    me = idle("A. Tester")
    _second_run(worked, me)

    def making(desk: Desk, old: str, new: str) -> None:
        raise Preparing("what changed between these two runs", "none yet: it is being made", "It comes by itself.")

    with monkeypatch.context() as later:
        later.setattr(Desk, "changed", making)
        page, twin = me.client.get("/compare"), me.client.get("/compare.json")
    assert AGAIN in page.text
    assert "http-equiv" not in page.text, "a page that leaves by itself takes a reader's place from them"
    assert 'name="old"' in page.text, "other runs can be chosen meanwhile"
    assert twin.status_code == 503
    assert int(twin.headers["Retry-After"]) > 0
    shown = html.unescape(page.text).casefold()
    assert all(words.casefold() in shown for words in twin.json()["error"].values())


def test_a_comparison_comes_by_itself(worked: Desk, idle: By, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not wait at all gets a page at once, and the comparison once it is there."""
    me = idle("A. Tester")
    _second_run(worked, me)
    monkeypatch.setattr("counterclaim.desk.making.PATIENCE", 0.0)
    first = me.client.get("/compare")
    assert "being compared" in first.text
    monkeypatch.undo()
    while AGAIN in (page := me.client.get("/compare")).text:
        assert "being compared" in page.text
    assert "decision 1 of" in page.text
    assert not list(worked.place.glob(".unfinished-*"))


def test_a_disk_without_room_is_said_and_tried_again(worked: Desk, idle: By, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was once told as an error of this program, or as something in the making for ever."""
    me = idle("A. Tester")
    _second_run(worked, me)
    failed = Future[None]()
    failed.set_exception(sqlite3.OperationalError("database or disk is full"))
    monkeypatch.setattr(worked._builder, "submit", lambda *_, **__: failed)
    for _ in range(2):
        answer = me.client.get("/compare.json")
        assert (answer.status_code, answer.json()["error"]["came"]) == (507, "database or disk is full")
    monkeypatch.undo()
    while (answer := me.client.get("/compare.json")).status_code == 503:
        pass
    assert answer.status_code == 200


def test_an_index_that_could_not_be_made_is_tried_again_after_a_while(
    worked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where room was made meanwhile, the pages of a new run come without starting the desk again."""
    failed = Future[None]()
    failed.set_exception(OSError(28, "No space left on device"))
    begun = []
    monkeypatch.setattr(worked._builder, "submit", lambda *given, **_: begun.append(given) or failed)
    assert worked._building("run_0") is failed
    assert worked._building("run_0") is failed
    assert len(begun) == 1
    monkeypatch.setattr(making, "AGAIN", 0.0)
    assert worked._building("run_0") is failed
    assert len(begun) == 2
