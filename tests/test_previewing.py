"""A decision is seen before it is made: the same grades that making it gives, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim import previewing
from counterclaim.acting import decide_on
from counterclaim.case import diff, settle
from counterclaim.decide import decision
from counterclaim.previewing import preview
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding
from counterclaim.store import CaseFolder
from tests.conftest import clock


def split(case: CaseFolder) -> tuple[Decision, str]:
    """Give the splitting of one voice of several reports into two, and its event."""
    for finding in case.runs.table("findings", Finding):
        wide = next((o for o in finding.origins if len(o.reports) > 1), None)
        if wide is not None:
            first, second = wide.members[0], wide.members[-1]
            return decision(
                "split-origin", first, [("from", second)], ("A. Tester", clock()), "two voices"
            ), finding.event
    raise AssertionError("the demo has a voice of several reports")


@pytest.fixture
def case(tmp_path: Path, demo_folder: Path) -> CaseFolder:
    """Give a copy of the demo case that may be changed."""
    import shutil

    shutil.copytree(demo_folder, tmp_path / "case")
    return CaseFolder.open(tmp_path / "case")


def test_what_is_shown_before_is_what_comes(case: CaseFolder) -> None:
    made, event = split(case)
    held = {p: p.read_bytes() for p in sorted(case.path.rglob("*")) if p.is_file()}
    before = case.runs.run().id
    shown = preview(case, made)
    assert shown.whole
    assert any(c.event == event and c.table == "events" for c in shown.changes), "one voice more is counted"
    assert {p: p.read_bytes() for p in sorted(case.path.rglob("*")) if p.is_file()} == held
    decide_on(case, made)
    assert shown.changes == tuple(diff(case, before, settle(case, clock).id))


def test_an_undo_is_shown_too(case: CaseFolder) -> None:
    made, _ = split(case)
    number = decide_on(case, made).number
    settle(case, clock)
    back = decision("undo", str(number), [], ("A. Tester", clock()), "they are one after all")
    there = {(c.table, c.id, c.before) for c in preview(case, back).changes}
    case.close()
    assert there, "taking it back changes what making it changed"


def test_of_a_large_case_the_touched_events_are_shown(case: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    made, event = split(case)
    whole = {(c.about, c.before, c.after) for c in preview(case, made).changes if c.table == "events"}
    monkeypatch.setattr(previewing, "WHOLE", 1)
    near = preview(case, made, event)
    assert not near.whole
    assert whole <= {(c.about, c.before, c.after) for c in near.changes}


def test_nothing_is_shown_of_a_decision_that_changes_nothing(case: CaseFolder) -> None:
    claim = case.runs.table("events", Event)[0].claims[0]
    assert preview(case, decision("accept", claim, [], ("A. Tester", clock()), "as it stands")).changes == ()
