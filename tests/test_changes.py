"""What changed between two runs: from what to what, and through what."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.brought import Judged
from counterclaim.case import diff, dossiers, settle, take
from counterclaim.changes import Change, changes
from counterclaim.cli import main
from counterclaim.cli.common import run_at
from counterclaim.decide import decision
from counterclaim.differing import differing
from counterclaim.errors import UsageError
from counterclaim.of_run import judged_then
from counterclaim.progress import Quiet
from counterclaim.receive import Supplied
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Question, RangeGroup
from counterclaim.records.words import Aspect
from counterclaim.store import CaseFolder
from tests.conftest import clock

FIRST = "GREENVALE, 4 May 2031 (Exercise) - The Greenvale council said 12 civilians were killed in shelling of Oakmoor."
SECOND = "OAKMOOR, 5 May 2031 (Exercise) - The Oakmoor brigade denied shelling Oakmoor."
APART = "DREMEL, 9 May 2031 (Exercise) - The Dremel council said 3 houses were destroyed by an air strike on Dremel."
EARLIER = "OAKMOOR, 3 May 2031 (Exercise) - Residents said 9 civilians were killed in shelling of Oakmoor on 3 May."


def _case(folder: Path, **texts: str) -> CaseFolder:
    case = CaseFolder.open(folder / "case", create=True)
    _take(case, folder, **texts)
    settle(case, clock)
    return case


def _take(case: CaseFolder, folder: Path, **texts: str) -> None:
    (folder / "in").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    take(case, [folder / "in"], Supplied(), clock, Quiet())


def _decide(case: CaseFolder, kind: str, subject: str, *fields: tuple[str, str]) -> None:
    with case.writing():
        case.add_decision(decision(kind, subject, fields, ("analyst", clock()), "for the test"))


def _of(changes: tuple[Change, ...], table: str) -> list[Change]:
    return [c for c in changes if c.table == table]


def test_a_new_report_is_named_as_the_reason(tmp_path: Path) -> None:
    """What a report brings names that report, whatever table it stands in."""
    case = _case(tmp_path, first=FIRST)
    old = case.runs.run().id
    _take(case, tmp_path, second=SECOND)
    new = settle(case, clock).id
    report = next(r.id for r in case.reports() if r.path.endswith("second.txt"))
    found = tuple(diff(case, old, new))
    assert found
    assert {c.through for c in found} == {(f"report {report}",)}
    assert {c.what for c in _of(found, "claims")} == {"added"}
    assert all((c.before == "") == (c.what == "added") for c in found)
    case.close()


def test_an_event_stays_itself_when_an_earlier_report_arrives(tmp_path: Path) -> None:
    """An event is followed by its claims, not by its id, which may come from the claim that is now first."""
    case = _case(tmp_path, first=FIRST, second=SECOND)
    old = case.runs.run().id
    _take(case, tmp_path, earlier=EARLIER)
    found = tuple(diff(case, old, settle(case, clock).id))
    held = {c.id for c in case.runs.table("claims", Claim, old)}
    assert not [c for c in _of(found, "claims") if c.id in held]
    assert not [c for c in _of(found, "events") if c.what == "removed"]
    case.close()


@pytest.mark.parametrize(("rows", "batch"), [(10_000, 2_000), (1, 3)])
def test_what_differs_says_the_same_as_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, batch: int
) -> None:
    """The events that are the same in both runs are left unread, and nothing that changed is lost by that: not where
    what differs is read in many parts, nor where tables have many groups of rows of which some are the same."""
    monkeypatch.setattr("counterclaim.differing.ROWS", rows)
    monkeypatch.setattr("counterclaim.store.parquet.BATCH", batch)
    case = _case(tmp_path, first=FIRST, apart=APART)
    old = case.runs.run().id
    _take(case, tmp_path, second=SECOND)
    middle = settle(case, clock).id
    _decide(case, "reject", case.runs.table("claims", Claim)[0].id)
    new = settle(case, clock).id
    for one, other in ((old, middle), (middle, new), (old, new), (new, old)):
        whole = changes(judged_then(case, one), judged_then(case, other), case.decisions())
        assert tuple(diff(case, one, other)) == whole
        assert whole
    read = [e for part in differing(case, old, middle, case.decisions()) for e in part.old.events]
    assert len(read) < len(judged_then(case, old).events)
    case.close()


def test_a_decision_and_its_undoing_are_named(tmp_path: Path) -> None:
    """A grade that an analyst sets, and takes back, goes from the old value to the new through that decision."""
    case = _case(tmp_path, first=FIRST, second=SECOND)
    first = case.runs.run().id
    grade = next(g for g in case.runs.table("grades", Grade) if g.standard == "airwars")
    _decide(case, "grade", grade.id, ("value", "Fair"))
    second = settle(case, clock).id
    (set_by,) = diff(case, first, second)
    assert (set_by.table, set_by.what, set_by.through) == ("grades", "changed", ("decision 1",))
    assert set_by.after.startswith("Fair (set by analyst")
    _decide(case, "undo", "1")
    settle(case, clock)
    (back,) = diff(case, second, case.runs.run().id)
    assert (back.before, back.after, back.through) == (set_by.after, set_by.before, ("decision 2",))
    case.close()


def test_a_rejected_claim_goes_through_its_decision(tmp_path: Path) -> None:
    """The claim is removed, and what stood on it changes, through the decision that rejected it."""
    case = _case(tmp_path, first=FIRST, second=SECOND)
    first = case.runs.run().id
    claim = case.runs.table("claims", Claim)[0]
    _decide(case, "reject", claim.id)
    found = tuple(diff(case, first, settle(case, clock).id))
    assert [c.what for c in _of(found, "claims") if c.id == claim.id] == ["removed"]
    assert {c.through for c in found} == {("decision 1",)}
    case.close()


def test_what_was_believed_then(tmp_path: Path) -> None:
    """A day means the last run by its end; a run's id means itself; before the first run is refused."""
    case = _case(tmp_path, first=FIRST)
    first = case.runs.run().id
    day = case.run_times()[0][1][:10]
    assert run_at(case, None) is None
    assert run_at(case, first) == run_at(case, day) == first
    with pytest.raises(UsageError, match="1999"):
        run_at(case, "1999-01-01")
    case.close()
    again = CliRunner().invoke(main, ["events", str(tmp_path / "case"), "--at", day, "--json"])
    assert again.exit_code == 0
    assert json.loads(again.stdout.splitlines()[0])["id"]
    shutil.rmtree(tmp_path / "case")


def test_the_most_important_comes_first_and_each_thing_names_its_own_cause(tmp_path: Path) -> None:
    """Changes come by importance; a thing that only one of two reports bears on names that one; the text says so."""
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (Path(__file__).parent / "cases" / "scopes").iterdir()}
    case = _case(tmp_path, one=texts["1"])
    old = case.runs.run().id
    _take(case, tmp_path, second=texts["2"], third=texts["3"])
    new = settle(case, clock).id
    found = tuple(diff(case, old, new))
    ranks = [c.importance for c in found]
    assert ranks == sorted(ranks)
    assert {c.table for c in found if c.importance == 4} <= {"claims", "lineage", "questions"}
    by_path = {r.path.split("/")[-1]: f"report {r.id}" for r in case.reports()}
    claims = {c.id: c.report for c in case.runs.table("claims", Claim, new)}
    for change in found:
        if change.table == "claims":
            assert change.through == (f"report {claims[change.id]}",)
    assert {one for c in found for one in c.through} <= set(by_path.values())
    answers = {a.id: a for f in case.runs.table("findings", Finding, new) for q in f.questions for a in q.answers}
    told = [c for c in found if c.table == "answers" and c.id in answers]
    assert told
    for change in told:
        assert {*change.through} <= {f"report {claims[c]}" for c in answers[change.id].claims}
    case.close()
    shown = CliRunner().invoke(main, ["diff", str(tmp_path / "case"), old, new])
    assert shown.exit_code == 1
    assert "What brought it" in shown.stdout
    assert "second.txt" in shown.stdout
    whole = CliRunner().invoke(main, ["diff", str(tmp_path / "case"), old, new, "--all"])
    assert len(whole.stdout.splitlines()) > len(shown.stdout.splitlines())


def test_what_came_later_is_no_part_of_what_was_believed_then(tmp_path: Path) -> None:
    """The dossier of an earlier run shows neither decisions nor reports that came after it."""
    case = _case(tmp_path, first=FIRST)
    old = case.runs.run().id
    _take(case, tmp_path, unread="Der Rat von Greenvale sagte, zwölf Menschen seien bei Oakmoor getötet worden.")
    claim = case.runs.table("claims", Claim)[-1]
    _decide(case, "accept", claim.id)
    new = settle(case, lambda: "2026-11-25T00:00:00+00:00").id
    then, now = ({d for x in dossiers(case, run) for d in x.decisions} for run in (old, new))
    assert (len(then), len(now)) == (0, 1)
    with pytest.raises(UsageError, match="1 May"):
        run_at(case, "1 May")
    assert run_at(case, "2026-11-24") == old
    assert run_at(case, "2026-11-25 12:00") == new
    case.close()
    days = CliRunner().invoke(main, ["diff", str(tmp_path / "case"), "2026-11-24", "2026-11-25", "--json"])
    assert days.exit_code in {0, 1}


def test_rows_of_two_runs_are_paired_by_what_they_are(tmp_path: Path) -> None:
    """Two ranges that a reader would call alike stay two, and an answer that is called otherwise is the same one."""
    case = _case(tmp_path, first=FIRST, second=SECOND)
    run = case.runs.run()
    tables = Judged(
        run=run,
        claims=case.runs.table("claims", Claim),
        events=case.runs.table("events", Event),
        findings=case.runs.table("findings", Finding),
        grades=case.runs.table("grades", Grade),
        lineage=case.runs.table("lineage", Lineage),
    )
    (killed,) = (f for f in tables.findings if f.ranges)
    (group,) = killed.ranges
    other = replace(group, victim_class="", range=NumberRange(90, 90))

    def with_ranges(*ranges: RangeGroup) -> Judged:
        return replace(tables, findings=tuple(replace(f, ranges=ranges) if f == killed else f for f in tables.findings))

    assert not changes(with_ranges(group, other), with_ranges(other, group), ())

    def renamed(question: Question) -> Question:
        return replace(question, answers=tuple(replace(a, value=f"{a.value} anew") for a in question.answers))

    called = tuple(replace(f, questions=tuple(map(renamed, f.questions))) for f in tables.findings)
    found = changes(tables, replace(tables, findings=called), ())
    assert {c.what for c in found if c.table == "answers"} == {"changed"}
    assert not [c for c in found if c.table == "grades"]
    case.close()


def test_a_lost_accuser_is_told_without_all(tmp_path: Path) -> None:
    """That one of two accusers accuses no more is said first, through the decision that rejected its claim."""
    accuse = "{}, {} May 2031 (Exercise) - The {} council said the Oakmoor brigade shelled Oakmoor on 3 May 2031."
    texts = {n: accuse.format(n.upper(), d, n.title()) for n, d in (("greenvale", 4), ("dremel", 5))}
    case = _case(tmp_path, **texts)
    old = case.runs.run().id
    _decide(case, "reject", next(c.id for c in case.runs.table("claims", Claim) if c.aspect is Aspect.PERPETRATOR))
    new = settle(case, clock).id
    answer = next(c for c in diff(case, old, new) if c.table == "answers" and c.about.startswith("Who did it"))
    case.close()
    assert (answer.importance, answer.through) == (1, ("decision 1",))
    shown = CliRunner().invoke(main, ["diff", str(tmp_path / "case"), old, new])
    assert f"{answer.about}: {answer.before} → {answer.after} [1]" in " ".join(shown.stdout.split())
