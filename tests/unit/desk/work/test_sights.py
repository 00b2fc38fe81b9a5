"""What a role may not see is nowhere: on no page, in no twin, search, export, preview, task or error."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.desk.opened import Desk
from counterclaim.desk.work import sights
from counterclaim.people import Role
from tests.unit.desk.work.test_door import Team, token

PAGES = (
    "/", "/events", "/reports", "/agents", "/origins", "/watch", "/evidence", "/evidence?show=artifacts",
    "/evidence?show=refused", "/ledger", "/review", "/work",
)  # fmt: skip


@pytest.fixture
def team(worked: Desk, tmp_path: Path) -> Iterator[Team]:
    made = Team(worked, tmp_path / "keys")
    yield made
    made.accounts.close()


def there(client: TestClient, path: str) -> str:
    """Get a page, once the case behind it is made."""
    for _ in range(240):
        answer = client.get(path)
        if answer.status_code != 503:
            return answer.text
        time.sleep(0.5)
    raise AssertionError(f"{path} is made for ever")


def test_a_sealed_report_is_nowhere_for_an_analyst(team: Team) -> None:
    lead, analyst = team.inside("Ada Lead", Role.LEAD), team.inside("Ben Analyst")
    whole = team.desk.open()
    of = "SELECT DISTINCT report FROM claims WHERE event = ? ORDER BY report"
    events = [row[0] for row in whole.index.rows("SELECT id FROM events ORDER BY n")]
    event = next(e for e in events if len(whole.index.rows(of, (e,))) > 2)
    reports = [row[0] for row in whole.index.rows(of, (event,))]
    report = whole.folder.reports_of(reports[:1])[0]
    claim = whole.index.one("SELECT id FROM claims WHERE report = ?", (report.id,))[0]
    words = re.findall(r"[A-Za-z]{4,}", report.text)
    rare = max(set(words), key=lambda w: (-sum(w in r.text for r in whole.folder.reports()), len(w)))
    assert report.id in there(analyst, f"/events/{event}")
    form = {"subject": report.id, "level": "sealed", "words": "the source asked"}
    assert analyst.post("/classify", data={**form, "token": token(analyst)}).status_code == 403
    assert lead.post("/classify", data={**form, "token": token(lead)}).status_code == 303

    secrets = (report.id, claim, report.text[40:100], report.path.rsplit("/", 1)[-1])
    paths = [*PAGES, f"/events/{event}", f"/events/{event}/work", f"/review?event={event}", f"/search?q={rare}"]
    for path in paths:
        for shown in (path, "/overview.json" if path == "/" else re.sub(r"(\?|$)", r".json\1", path, count=1)):
            text = there(analyst, shown)
            assert not [s for s in secrets if s in text], shown
    for path in (f"/reports/{report.id}", f"/evidence/{report.capture}"):
        gone, nothing = analyst.get(path), analyst.get(path[:-6] + "000000")
        assert gone.status_code == nothing.status_code == 404
        name = path.rsplit("/", 1)[1]
        assert gone.text.replace(name, "x") == nothing.text.replace(name[:-6] + "000000", "x"), "as if it never was"
    tried = analyst.post(
        "/decide",
        data={"kind": "reject", "subject": claim, "reason": "x", "step": "preview", "token": token(analyst)},
        headers={"Accept": "application/json"},
    )
    assert tried.status_code == 404
    out = analyst.post(f"/events/{event}/export", data={"token": token(analyst)})
    files = zipfile.ZipFile(io.BytesIO(out.content))
    assert not [n for n in files.namelist() if any(s.encode() in files.read(n) for s in secrets)]

    assert report.id in there(lead, f"/events/{event}"), "who leads sees it"
    assert lead.post("/classify", data={**form, "level": "open", "token": token(lead)}).status_code == 303
    assert report.id in there(analyst, f"/events/{event}")


def test_of_the_cases_made_for_a_role_those_of_long_ago_go(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """A settlement makes them anew; a desk that runs for months keeps no copy of each."""
    monkeypatch.setattr(sights, "STAY", 2)
    lead, reader = team.inside("Ada Lead", Role.LEAD), team.inside("Cal Reader", Role.READER)
    reports = team.desk.open().folder.reports()[:4]
    for report in reports:
        form = {"subject": report.id, "level": "restricted", "words": "why", "token": token(lead)}
        assert lead.post("/classify", data=form).status_code == 303
        assert report.id not in there(reader, "/reports")
    assert len(list((team.desk.scratch / "seen").iterdir())) == 2


def test_what_is_decided_and_said_meanwhile_is_seen_too(team: Team) -> None:
    lead, reader = team.inside("Ada Lead", Role.LEAD), team.inside("Cal Reader", Role.READER)
    whole = team.desk.open()
    report = whole.folder.reports()[0].id
    lead.post("/classify", data={"subject": report, "level": "restricted", "words": "why", "token": token(lead)})
    far = "SELECT id FROM events WHERE id NOT IN (SELECT event FROM claims WHERE report = ? AND event IS NOT NULL)"
    event = whole.index.one(far, (report,))[0]
    assert "Said to all." not in there(reader, f"/events/{event}/work")
    lead.post("/comment", data={"subject": event, "words": "Said to all.", "token": token(lead)})
    assert "Said to all." in there(reader, f"/events/{event}/work")
