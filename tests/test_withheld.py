"""A case without some reports holds nothing of them, and says of the rest what a case of the rest says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterclaim.acting import act_on, decide_on
from counterclaim.decide import decision
from counterclaim.progress import Quiet
from counterclaim.records.act import Act, ActKind
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event
from counterclaim.store import CaseFolder, verify
from counterclaim.withheld import WITHHELD, follow, hidden, without
from tests.conftest import clock


@pytest.fixture
def case(tmp_path: Path, demo_folder: Path) -> CaseFolder:
    return CaseFolder.open(Path(shutil.copytree(demo_folder, tmp_path / "case")))


def comment(subject: str, words: str) -> Act:
    return Act(number=0, kind=ActKind.COMMENT, subject=subject, fields=(), who="A. Lead", at=clock(), words=words)


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
        for line in part.runs.lines(name, part.runs.run().id)
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
