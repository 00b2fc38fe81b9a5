"""A case without some reports holds nothing of them, and says of the rest what a case of the rest says."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.acting import act_on, decide_on
from counterclaim.canonical import identifier
from counterclaim.decide import decision
from counterclaim.narrowed import WITHHELD, follow, hidden, names_in, without
from counterclaim.progress import Quiet
from counterclaim.records.act import Act, ActKind
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Grade
from counterclaim.store import CaseFolder, verify
from tests.conftest import clock


@pytest.fixture
def case(tmp_path: Path, demo_folder: Path) -> CaseFolder:
    return CaseFolder.open(Path(shutil.copytree(demo_folder, tmp_path / "case")))


def comment(subject: str, words: str) -> Act:
    return Act(number=0, kind=ActKind.COMMENT, subject=subject, fields=(), who="A. Lead", at=clock(), words=words)


def act(kind: ActKind, subject: str, words: str, **fields: str) -> Act:
    sets = tuple(sorted(fields.items()))
    return Act(number=0, kind=kind, subject=subject, fields=sets, who="A. Lead", at=clock(), words=words)


def test_what_is_said_of_names_decisions_and_tasks_is_withheld_too(case: CaseFolder, tmp_path: Path) -> None:
    """A camp tells who speaks, an undo or a second review what was decided, a task whom it is given to."""
    claims = case.runs.table("claims", Claim)
    by_name: dict[str, set[str]] = {}
    for claim in claims:
        for hop in claim.chain:
            by_name.setdefault(hop.agent.name, set()).add(claim.report)
    outlets = {r.publisher for r in case.reports()}
    name, told_in = next((n, r) for n, r in sorted(by_name.items()) if len(r) == 1 and n not in outlets)
    report = next(iter(told_in))
    other = next(c for c in claims if c.report != report)
    event = next(e for e in case.runs.table("events", Event) if report in e.reports)
    decide_on(case, decision("camp", name, [("camp", "secretcamp")], ("A. Lead", clock()), "secretone"))
    decide_on(case, decision("accept", other.id, [], ("A. Lead", clock()), "read"))
    decide_on(case, decision("undo", "2", [], ("A. Lead", clock()), "secrettwo"))
    act_on(case, act(ActKind.REVIEW, "1", "secretthree", verdict="agree"))
    act_on(case, act(ActKind.ASSIGN, event.id, "", to="secretfour"))
    without(case, hidden(case, [report]), tmp_path / "part", clock, Quiet())
    held = {p: p.read_bytes() for p in sorted((tmp_path / "part").rglob("*")) if p.is_file()}
    for words in ("secretcamp", "secretone", "secrettwo", "secretthree", "secretfour"):
        assert not [p for p, data in held.items() if words.encode() in data]
    with_part = CaseFolder.open(tmp_path / "part")
    assert [c for c in verify(with_part) if c.state != "intact"] == []
    with_part.close()
    case.close()


def test_nothing_of_a_withheld_report_is_there(case: CaseFolder, tmp_path: Path) -> None:
    event = case.runs.table("events", Event)[0]
    report = case.reports_of(event.reports[:1])[0]
    claims = [c for c in case.runs.table("claims", Claim) if c.report == report.id]
    far = next(e for e in case.runs.table("events", Event) if report.id not in e.reports)
    decide_on(case, decision("reject", claims[0].id, [], ("A. Lead", clock()), "secretone"))
    decide_on(case, decision("split-event", event.id, [("claims", event.claims[0])], ("A. Lead", clock()), "secrettwo"))
    decide_on(case, decision("accept", far.claims[0], [], ("A. Lead", clock()), "read elsewhere"))
    act_on(case, comment(report.id, "secretthree"))
    act_on(case, comment(event.id, "secretfour"))
    act_on(case, comment(far.id, "plain words"))
    gone = hidden(case, [report.id])
    without(case, gone, tmp_path / "part", clock, Quiet())
    part = CaseFolder.open(tmp_path / "part")
    assert {r.id for r in part.reports()} == {r.id for r in case.reports()} - {report.id}
    held = {p: p.read_bytes() for p in sorted((tmp_path / "part").rglob("*")) if p.is_file()}
    told = "\n".join(
        line for name in ("claims", "events", "findings", "grades", "lineage", "coverage", "origins", "watch")
        for line, in part.runs.each(name, part.runs.run().id, ("record",))
    )  # fmt: skip
    for secret in (report.id, report.text[:80], report.path, *(c.id for c in claims)):
        assert secret not in told
        assert not [p for p, data in held.items() if secret.encode() in data]
    for words in ("secretone", "secrettwo", "secretthree", "secretfour"):
        assert not [p for p, data in held.items() if words.encode() in data]
    assert "plain words" in [a.words for a in part.acts()]
    assert [d.number for d in part.decisions()][-1] == 3
    assert all(d.reason in {WITHHELD, "read elsewhere"} for d in part.decisions())
    assert [c for c in verify(part) if c.state != "intact"] == []
    act_on(case, comment(far.id, "said later"))
    follow(case, gone, part)
    follow(case, gone, part)
    assert [a.words for a in part.acts()].count("said later") == 1
    part.close()
    case.close()


LATER = "2031-05-21T12:00:00+00:00"


def test_a_value_that_was_set_beside_what_is_withheld_is_withheld(case: CaseFolder, tmp_path: Path) -> None:
    """A correction may have been read in the sealed report; that of somebody who sees no more than oneself is heard."""
    event = next(e for e in case.runs.table("events", Event) if len(e.reports) > 2)
    claims = [c for c in case.runs.table("claims", Claim) if c.event == event.id]
    report = claims[0].report
    one, two = [c for c in claims if c.report != report][:2]
    act_on(case, act(ActKind.ROLE, "B. Analyst", "", role="analyst"))
    act_on(case, act(ActKind.SENSITIVITY, report, "why", level="sealed"))
    for who, claim, value in (("A. Lead", one, "secretvalue"), ("B. Analyst", two, "plainvalue")):
        decide_on(case, decision("correct", claim.id, [("actor", value)], (who, LATER), f"{value} read"))
    decide_on(case, decision("near-action", event.id, [("value", "declared")], ("A. Lead", LATER), "secretreason"))
    act_on(case, replace(comment(event.id, "secretwords"), at=LATER))
    act_on(case, replace(comment(event.id, "plainwords"), who="B. Analyst", at=LATER))
    without(case, hidden(case, [report]), tmp_path / "part", clock, Quiet())
    part = CaseFolder.open(tmp_path / "part")
    lines = [d.kind.value for d in part.decisions()]
    told = (
        "\n".join(line for (line,) in part.runs.each("claims", part.runs.run().id, ("record",)))
        + str(part.decisions())
        + str(part.acts())
    )
    assert lines == ["accept", "correct", "accept"]
    for words in ("secretvalue", "secretreason", "secretwords"):
        assert words not in told
    assert {"plainvalue", "plainwords"} <= {w for w in ("plainvalue", "plainwords") if w in told}
    part.close()
    case.close()


def test_an_event_that_is_called_otherwise_is_the_same(case: CaseFolder, tmp_path: Path) -> None:
    """An event is called after a claim; where that is withheld, what is said of it is heard under either name."""
    events = case.runs.table("events", Event)
    named = {identifier("e", c.id): c for c in case.runs.table("claims", Claim)}
    event = next(e for e in events if len(e.reports) > 2 and e.id in named)
    report = named[event.id].report
    act_on(case, comment(event.id, "said before"))
    gone = hidden(case, [report])
    without(case, gone, tmp_path / "part", clock, Quiet())
    part = CaseFolder.open(tmp_path / "part")
    there = names_in(part, case)
    assert event.id in there
    assert [a.subject for a in part.acts()] == [there[event.id]]
    back = names_in(case, part)
    assert back[there[event.id]] == event.id
    act_on(case, comment(event.id, "said later"))
    join = next(e for e in events if e.id != event.id and report not in e.reports)
    decide_on(case, decision("join-events", join.id, [("with", event.id)], ("A. Lead", clock()), "one happening"))
    follow(case, gone, part)
    assert part.acts()[-1].subject == there[event.id]
    assert part.decisions()[-1].field("with") == there[event.id]
    mine = {g.id: (g.standard, g.mode, g.subject) for g in case.runs.table("grades", Grade)}
    pairs = [(g, mine[back[g.id]]) for g in part.runs.table("grades", Grade) if g.id in back]
    assert pairs
    assert all((g.standard, g.mode, g.subject) == same for g, same in pairs)
    part.close()
    case.close()
