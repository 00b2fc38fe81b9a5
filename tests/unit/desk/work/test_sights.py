"""What a role may not see is nowhere: on no page, in no twin, search, export, preview, task or error."""

from __future__ import annotations

import csv
import io
import json
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
from counterclaim.records.act import ActKind
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
    assert lead.get(f"/events/{event}.json").json()["sensitivity"] == {report.id: "sealed"}
    page = lead.get(f"/reports/{report.id}").text
    assert '<option value="sealed" selected>' in page, "to mark it anew begins at how it is marked"
    assert lead.post("/classify", data={**form, "level": "open", "token": token(lead)}).status_code == 303
    assert report.id in there(analyst, f"/events/{event}")


def test_what_is_not_for_everybody_says_so_to_those_who_see_it(team: Team) -> None:
    """Beside a sealed report, of which an analyst learns nothing, a restricted one tells them that readers see it not;
    and what each takes out says what is in it. Why a report was marked is told to nobody."""
    lead, analyst = team.inside("Ada Lead", Role.LEAD), team.inside("Ben Analyst")
    whole, of = team.desk.open(), "SELECT report FROM claims WHERE event = ? GROUP BY report ORDER BY report"
    event = whole.index.one("SELECT id FROM events ORDER BY n")[0]
    sealed, restricted = [row[0] for row in whole.index.rows(of, (event,))][:2]
    for report, level in ((sealed, "sealed"), (restricted, "restricted")):
        form = {"subject": report, "level": level, "words": "the aunt asked", "token": token(lead)}
        assert lead.post("/classify", data=form).status_code == 303
    own = json.loads(there(analyst, "/events.json"))["events"][0]["id"]
    for who, at, levels, told in (
        (lead, event, {sealed: "sealed", restricted: "restricted"}, "1 sealed report and 1 restricted report of"),
        (analyst, own, {restricted: "restricted"}, "NOT FOR EVERYBODY: 1 restricted report of"),
    ):
        assert json.loads(there(who, f"/events/{at}.json"))["sensitivity"] == levels
        assert json.loads(there(who, "/reports.json"))["sensitivity"] == levels
        pages = [there(who, path) for path in (f"/events/{at}", "/reports", *(f"/reports/{one}" for one in levels))]
        assert all("all but readers" in page or "restricted</span>" in page or "sealed" in page for page in pages)
        assert there(who, f"/events/{at}").count("Not for everybody:") == 1
        out = who.post(f"/events/{at}/export", data={"token": token(who)})
        files = zipfile.ZipFile(io.BytesIO(out.content))
        name = next(n for n in files.namelist() if n.endswith(".md"))
        assert out.headers["content-disposition"] == f'attachment; filename="{name[:-3]}.zip"'
        text = files.read(name).decode()
        assert told in text.partition("\n")[0]
        plain = json.loads(files.read(f"{name[:-3]}.json"))
        assert told in plain["notice"]
        assert sorted(plain["sensitivity"].values()) == sorted(levels.values())
        rows = csv.DictReader(io.StringIO(files.read(f"{name[:-3]}.csv").decode()))
        assert {r["report"]: r["sensitivity"] for r in rows if r["sensitivity"]} == plain["sensitivity"]
        assert json.loads(there(who, f"/events/{at}/grades.json"))["sensitivity"] == levels
        assert "Not for everybody:" in there(who, f"/events/{at}/grades")
        report = whole.folder.reports_of([restricted])[0]
        assert json.loads(there(who, f"/evidence/{report.capture}.json"))["sensitivity"] == {restricted: "restricted"}
        words = " ".join(report.text.split()[:12])
        assert json.loads(there(who, f"/search.json?q={words}"))["sensitivity"][restricted] == "restricted"
        assert '<span class="flag">restricted</span>' in there(who, f"/search?q={words}")
        assert "aunt" not in text + "".join(pages)
    exported = [a.subject for a in team.desk.folder.acts() if a.kind is ActKind.EXPORT]
    assert exported == [event, event], "the act names it as the whole case does"


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
