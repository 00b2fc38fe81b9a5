"""What stands beside the pages: what is new since the last look, the drawings, and addresses of lists."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.acting import decide_on
from counterclaim.case import settle
from counterclaim.desk import drawing
from counterclaim.desk.app import application
from counterclaim.desk.asked import Asked, paging
from counterclaim.desk.news import looked
from counterclaim.desk.opened import Desk
from counterclaim.errors import UsageError
from counterclaim.progress import Quiet
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event
from counterclaim.records.words import DecisionKind
from tests.unit.desk.conftest import ADDRESS, clock


def test_what_is_new_is_told_once_there_is_another_run(demo_folder: Path, tmp_path: Path) -> None:
    """A claim is rejected and the case settled while the desk runs: the next look tells which event moved."""
    shutil.copytree(demo_folder, tmp_path / "case")
    desk = Desk(tmp_path / "case")
    try:
        desk.prepare(Quiet())
        client = TestClient(application(desk), base_url=ADDRESS)
        before = client.get("/overview.json").json()
        assert before["news"] is None
        client.get("/")
        assert client.get("/overview.json").json()["news"] is None
        event = max(desk.folder.runs.table("events", Event), key=lambda e: len(e.claims))
        for claim in event.claims[:8]:
            made = Decision(
                number=0,
                kind=DecisionKind.REJECT,
                subject=claim,
                fields=(),
                who="A. Brenn",
                at=clock(),
                reason="misread",
            )
            decide_on(desk.folder, made)
        settle(desk.folder, clock)
        desk.prepare(Quiet())
        page = client.get("/")
        told = client.get("/overview.json").json()
        assert told["run"] != before["run"]
        assert told["news"]["since"] == before["run"]
        assert told["news"]["known"]
        assert told["news"]["moved_total"] + told["news"]["events_total"] + told["news"]["gone"] > 0
        assert told["news"]["reports"] == 0
        assert "New since you last looked" in page.text
    finally:
        desk.close()


def test_the_cookie_keeps_two_runs_and_nothing_else() -> None:
    assert looked("", "run_aaaaaaaaaaaaaaaa") == "run_aaaaaaaaaaaaaaaa"
    assert looked("run_aaaaaaaaaaaaaaaa", "run_bbbbbbbbbbbbbbbb") == "run_bbbbbbbbbbbbbbbb.run_aaaaaaaaaaaaaaaa"
    kept = "run_bbbbbbbbbbbbbbbb.run_aaaaaaaaaaaaaaaa"
    assert looked(kept, "run_bbbbbbbbbbbbbbbb") == kept
    assert looked("../../etc; <script>", "run_bbbbbbbbbbbbbbbb") == "run_bbbbbbbbbbbbbbbb"


def test_places_that_lie_close_are_one_mark() -> None:
    """Every place stands inside the map, the larger the more events; none lost, none without coordinates invented."""
    places = [
        drawing.Place("A", 34.5, 38.2, 30, 2),
        drawing.Place("B", 34.5001, 38.2001, 4, 0),
        drawing.Place("C", 36.2, 37.1, 1, 0),
    ]
    found = drawing.drawn(places)
    assert found is not None
    assert [m.places for m in found.marks] == [("A", "B"), ("C",)]
    assert sum(m.events for m in found.marks) == 35
    assert found.marks[0].r > found.marks[1].r
    assert all(0 <= m.x <= drawing.WIDTH and 0 <= m.y <= drawing.HEIGHT for m in found.marks)
    assert drawing.drawn([]) is None
    assert drawing.drawn([drawing.Place("D", 0.0, 179.9, 1, 1)]) is not None


def test_a_timeline_takes_the_finest_unit_that_fits() -> None:
    days = [(f"2031-05-{d:02d}", 2, 1) for d in range(1, 31)]
    found = drawing.bars(days)
    assert [b.start for b in found] == [d for d, _, _ in days]
    years = [(f"{y}-02-15", 1, 0) for y in range(1900, 2031)]
    coarse = drawing.bars(years)
    assert len(coarse) <= drawing.BARS_MAX
    assert sum(b.events for b in coarse) == 131
    months = drawing.bars(
        [(f"2031-{m:02d}-{d:02d}", 1, 0) for m in (2, 12) for d in range(1, 29)] + [("2030-01-05", 1, 0)]
    )
    assert sum(b.events for b in months) == 57
    assert drawing.bars([("", 3, 0)]) == ()


def test_pages_of_a_list() -> None:
    asked = Asked(path="/events", query={"page": "3", "sort": "latest"})
    found, skip = paging(asked, 120)
    assert (found.number, found.pages, found.first, found.last, skip) == (3, 3, 101, 120, 100)
    assert found.after == ""
    assert found.before == "/events?page=2&sort=latest"
    assert paging(Asked(query={"page": "9"}), 0)[0].number == 1
    for wrong in ("0", "-1", "x", "1e9", "²"):
        with pytest.raises(UsageError):
            Asked(query={"page": wrong}).page()
