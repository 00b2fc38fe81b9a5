"""What the index says that grades were before is what `earlier` tells of each event, also under another id."""

from __future__ import annotations

from pathlib import Path

from counterclaim.case import dossiers, settle, take
from counterclaim.decide import decision
from counterclaim.desk.index import shape
from counterclaim.desk.index.before import before
from counterclaim.progress import Quiet
from counterclaim.receive import Supplied
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Event, Grade
from counterclaim.store import CaseFolder
from tests.conftest import clock

TEXTS = (
    "GREENVALE, 4 May 2031 (Exercise) - The Greenvale council said 12 civilians were killed in shelling of Oakmoor.",
    "OAKMOOR, 5 May 2031 (Exercise) - The Oakmoor brigade denied shelling Oakmoor.",
    "OAKMOOR, 3 May 2031 (Exercise) - Residents said 9 civilians were killed in shelling of Oakmoor on 3 May.",
)


def test_what_grades_were_is_told_as_for_one_event(tmp_path: Path) -> None:
    case = CaseFolder.open(tmp_path / "case", create=True)
    ids: list[set[str]] = []
    (tmp_path / "in").mkdir()
    for n, text in enumerate(TEXTS):
        (tmp_path / "in" / f"{n}.txt").write_text(text, encoding="utf-8")
        take(case, [tmp_path / "in"], Supplied(), clock, Quiet())
        settle(case, clock)
        ids.append({e.id for e in case.runs.table("events", Event)})
    grade = next(g for g in case.runs.table("grades", Grade) if g.standard == "airwars")
    with case.writing():
        case.add_decision(decision("grade", grade.id, (("value", "Fair"),), ("analyst", clock()), "for the test"))
    run = settle(case, clock)
    told = {d.event.id: [to_plain(then) for then in d.grades_then] for d in dossiers(case) if d.grades_then}
    found: dict[str, list[object]] = {}
    for event, _, packed in before(case, run.id, tmp_path):
        found.setdefault(event, []).append(shape.unpacked(packed))
    case.close()
    assert found == told
    assert found
    assert ids[0] - ids[-1], "an event is another by its id"
    assert not list(tmp_path.glob(".unfinished-*"))
