"""Processes beside the one that answers: they draw what would be drawn here, and what goes wrong comes through."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from counterclaim.desk.answer import Plain, page_text, twin_text
from counterclaim.desk.asked import Asked
from counterclaim.desk.beside import Beside
from counterclaim.desk.opened import Desk
from counterclaim.desk.pages import event, report, search
from counterclaim.desk.server import ready
from counterclaim.desk.work import event as work
from counterclaim.desk.work.reader import Reader
from counterclaim.errors import CounterclaimError, NotInCase
from counterclaim.people import Role
from counterclaim.progress import Quiet
from counterclaim.store.made import _digest


@pytest.fixture(scope="module")
def drawers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beside]:
    nothing = tmp_path_factory.mktemp("no case")  # what cannot be opened ahead ends no process
    found = Beside(1, partial(ready, (nothing, nothing)))
    yield found
    found.close()


def _frame(reader: Reader) -> Plain:
    told = dict.fromkeys(("twin", "asked_for", "here", "here_asked", "was", "section"), "")
    return {**told, "reader": reader, "signed": None, "behind": None, "settling": False, "stranger": False}


def test_what_is_drawn_beside_is_what_is_drawn_here(desk_folder: Path, drawers: Beside) -> None:
    desk = Desk(desk_folder, drawers=drawers)
    desk.prepare(Quiet())
    try:
        case, frame = desk.open(), _frame(Reader("A Reader", Role.LEAD, "of their forms", team=True))
        (one,) = case.index.one("SELECT id FROM events ORDER BY reports DESC, n")
        (other,) = case.index.one("SELECT id FROM reports ORDER BY n")
        of = {"event": one, "report": other}
        for page, query in ((work.PAGE, {}), (report.PAGE, {}), (search.PAGE, {"q": "said"})):
            asked = Asked(names=of, query=query)
            assert case.apart(page_text, page, asked, frame) == page_text(case, page, asked, frame)
            assert case.apart(twin_text, page, asked) == twin_text(case, page, asked)
        for name in ("page", "page.json", "grades", "grades.json"):
            assert case.apart(event.text, one, name) == event.text(case, one, name)
    finally:
        desk.close()


def test_an_error_beside_is_the_error_here(desk_folder: Path, drawers: Beside) -> None:
    desk = Desk(desk_folder, drawers=drawers)
    desk.prepare(Quiet())
    try:
        with pytest.raises(NotInCase) as met:
            desk.open().apart(twin_text, report.PAGE, Asked(names={"report": "another"}))
        assert met.value.came == "another"
    finally:
        desk.close()


def test_others_take_the_place_of_a_process_that_was_lost(drawers: Beside) -> None:
    with pytest.raises(CounterclaimError):
        drawers.have(os._exit, 1)
    assert drawers.have(os.getpid) != os.getpid()


def _digests_taken() -> int:
    return _digest.cache_info().misses


def test_what_was_signed_is_held_against_it_before_anybody_asks(desk_folder: Path) -> None:
    desk = Desk(desk_folder)
    desk.prepare(Quiet())
    desk.drawers = Beside(1, partial(ready, desk.where))
    try:
        taken = desk.drawers.have(_digests_taken)
        assert taken >= 2, "the index of the run, and the texts for search"
        desk.open().apart(
            page_text, search.PAGE, Asked(query={"q": "said"}), _frame(Reader("A", Role.LEAD, "", team=True))
        )
        assert desk.drawers.have(_digests_taken) == taken, "whoever searches first waits for no digest"
    finally:
        desk.drawers.close(wait=True)
        desk.close()


def test_nothing_is_begun_where_all_is_closed() -> None:
    closed = Beside(1, int)
    closed.close()
    with pytest.raises(CounterclaimError):
        closed.have(os.getpid)
