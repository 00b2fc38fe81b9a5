"""What a role may not see is in no answer: every route of the desk is asked as each role, pages, twins, feeds, acts.

The routes are those of the application itself, so that a new one is asked too. All texts and names are invented.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from counterclaim import receive
from counterclaim.acting import act_on, decide_on
from counterclaim.case import settle, take
from counterclaim.decide import decision
from counterclaim.desk.opened import Desk
from counterclaim.desk.work import guard
from counterclaim.people import Role
from counterclaim.progress import Quiet
from counterclaim.records.act import Act, ActKind
from counterclaim.records.judgement import Event
from counterclaim.store import CaseFolder
from tests.conftest import clock
from tests.unit.desk.work.test_door import Team, token

#: Who speaks in the sealed report alone: asked for by the first name, looked for by the second.
ASKED, NAME = "Zevrak", "Quillonde"
WORDS, FILE, SAID = "behind the blue cistern", "tamarisk", "lanternfish"
HEAD = "---\npublisher: {}\npublished: 2016-03-2{}\nlanguage: en\n---\n"
TEXTS = {
    "kesh.md": HEAD.format("Kesh Courier", 7)
    + "An air strike by the Orvan army hit the market of Dalmere on Sunday. Nine civilians were killed in the air "
    "strike, Mayor Ilan Brodek said.",
    "vale.md": HEAD.format("Vale Post", 8)
    + "Twelve civilians were killed in the air strike on the market of Dalmere on Sunday, a doctor said. The Orvan "
    "army denied that it carried out the air strike on the market of Dalmere.",
    f"{FILE}.md": HEAD.format("Harrow Letter", 8)
    + f"Fourteen civilians were killed in the air strike on the market of Dalmere on Sunday, {ASKED} {NAME}, a guard, "
    f"said. The Orvan army carried out the air strike on the market of Dalmere, {ASKED} {NAME} said. He stood {WORDS}.",
}
BLIND = (Role.READER, Role.ANALYST, Role.REVIEWER)


@dataclass
class Sealed:
    """A desk whose case holds a sealed report, and what nobody but who leads or keeps may find of it."""

    team: Team
    ids: dict[str, tuple[str, ...]]
    canaries: tuple[str, ...]

    def leaks(self, sent: str, text: str) -> list[str]:
        """Give what of the sealed report is in an answer, but for what whoever asked sent themselves."""
        return [c for c in self.canaries if c not in sent and c in text]


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sealed]:
    monkeypatch.setattr(guard, "PACE", 10**9)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, words in TEXTS.items():
        (inbox / name).write_text(words, encoding="utf-8")
    case = CaseFolder.open(tmp_path / "case", create=True)
    take(case, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    report = next(r for r in case.reports() if FILE in r.path)
    extractor = case.runs.run().extractor
    own = [c for c in case.readings(extractor)[1] if c.report == report.id]
    others = [c for c in case.readings(extractor)[1] if c.report != report.id]
    assert own
    assert others
    lead = ("Ada Lead", clock())
    decide_on(case, decision("correct", own[0].id, [("actor", SAID)], lead, SAID))
    decide_on(case, decision("correct", others[0].id, [("actor", SAID)], lead, SAID))
    settle(case, clock)
    case.close()
    desk = Desk(tmp_path / "case")
    desk.prepare(Quiet())
    opened = desk.open()

    def ids(sql: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in opened.index.rows(sql))

    of = str(opened.index.one("SELECT event FROM claims WHERE id = ?", (own[0].id,))[0])
    for kind, subject, fields, words in (
        (ActKind.COMMENT, of, (), SAID),
        (ActKind.COMMENT, report.id, (), SAID),
        (ActKind.ASSIGN, of, (("to", SAID),), SAID),
        (ActKind.WATCH, of, (("acts", "airstrike"), ("days", "30"), ("from", "2016-03-01"), ("place", SAID)), SAID),
        (ActKind.REVIEW, "1", (("verdict", "disagree"),), SAID),
        (ActKind.SENSITIVITY, report.id, (("level", "sealed"),), SAID),
    ):
        act_on(
            desk.folder, Act(number=0, kind=kind, subject=subject, fields=fields, who=lead[0], at=clock(), words=words)
        )
    found = {
        "event": ids("SELECT id FROM events"),
        "report": (report.id,),
        "agent": ids("SELECT id FROM agents"),
        "origin": ids("SELECT id FROM origins"),
        "capture": (report.capture,),
        "number": ("1", "2"),
        "run": desk.folder.runs.held(),
        "claim": tuple(c.id for c in own),
        "other": tuple(c.id for c in others[:3]),
    }
    canaries = (NAME, WORDS, FILE, SAID, "Harrow Letter", report.id, report.capture, *found["claim"])
    made = Team(desk, tmp_path / "keys")
    yield Sealed(made, found, canaries)
    made.accounts.close()
    desk.close()


def test_of_an_event_that_only_a_sealed_report_tells_of_its_id_is_not_told(tmp_path: Path) -> None:
    """It was joined with another: neither the decision nor the way on from its address says that there was one."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    apart = "Militiamen burned the granary of Tolvar on Monday, a guard said. Three guards were injured in the fire."
    for name, words in (("kesh", TEXTS["kesh.md"]), (FILE, HEAD.format("Harrow Letter", 8) + apart)):
        (inbox / f"{name}.md").write_text(words, encoding="utf-8")
    case, lead = CaseFolder.open(tmp_path / "case", create=True), ("Ada Lead", clock())
    take(case, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    report = next(r.id for r in case.reports() if FILE in r.path)
    events = case.runs.table("events", Event)
    gone = next(e.id for e in events if e.reports == (report,))
    stays = next(e.id for e in events if report not in e.reports)
    decide_on(case, decision("join-events", stays, [("with", gone)], lead, "one day"))
    marked = Act(
        number=0,
        kind=ActKind.SENSITIVITY,
        subject=report,
        fields=(("level", "sealed"),),
        who=lead[0],
        at=lead[1],
        words="",
    )
    act_on(case, replace(marked, kind=ActKind.COMMENT, subject=gone, fields=(), words=SAID))
    act_on(case, marked)
    for _ in range(2):
        desk = Desk(tmp_path / "case")
        desk.prepare(Quiet())
        made = Team(desk, tmp_path / f"keys-{desk.folder.runs.current()}")
        client = made.inside("Ben Analyst", Role.ANALYST)
        for path in ("/events", f"/events/{stays}", f"/events/{stays}/work", "/ledger", "/ledger.json", "/compare"):
            assert gone not in asked(client, path)[1], path
        assert client.get(f"/events/{gone}").status_code == 404
        made.accounts.close()
        desk.close()
        settle(case, clock)  # from now on it is an event of before
    assert gone not in {e.id for e in case.runs.table("events", Event)}
    case.close()


def asked(client: TestClient, path: str) -> tuple[int, str]:
    """Get an answer, once the case behind it is made."""
    for _ in range(240):
        answer = client.get(path)
        if answer.status_code not in {202, 503}:
            return answer.status_code, answer.text
        time.sleep(0.5)
    raise AssertionError(f"{path} is made for ever")


def paths(route: Route, ids: dict[str, tuple[str, ...]]) -> list[str]:
    """Give every address of a route, with the ids that its case and the whole case have."""
    names = re.findall(r"\{(\w+)(?::\w+)?\}", route.path)
    found = []
    for values in product(*(ids[name] for name in names)):
        path = route.path
        for name, value in zip(names, values, strict=True):
            path = re.sub(rf"\{{{name}(:\w+)?\}}", value, path)
        found.append(path)
    return found


def queries(route: Route, asks: dict[str, tuple[str, ...]], ids: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give what a route is asked: each question that it answers, with what should not be found, and one it does not."""
    twin = "/overview.json" if route.path == "/" else f"{route.path.removesuffix('.json')}.json"
    words = {
        "event": ids["event"], "show": ("refused", "artifacts", "said", "passed", "all"), "q": (ASKED,),
        "page": ("9" * 20,),
        "in": ("reports", "agents", "events"), "old": ids["run"], "new": ids["run"],
    }  # fmt: skip
    found = [f"?{key}={word}" for key in asks.get(twin, ()) for word in words.get(key, (ASKED, NAME, SAID))]
    found += [f"?q={ASKED}&in={where}" for where in words["in"] if "q" in asks.get(twin, ())]
    return ("", *found, f"?nothing={ASKED}")


def test_no_answer_to_any_role_tells_of_a_sealed_report(sealed: Sealed) -> None:
    people = {role: sealed.team.inside(f"{role.value.title()} Tester", role) for role in Role}
    routes = [r for r in sealed.team.app.routes if isinstance(r, Route)]
    reading = [r for r in routes if "GET" in (r.methods or ())]
    assert len(reading) > 35
    told = dict.fromkeys(Role, "")
    asks = sealed.team.app.state.asks
    for role, client in people.items():
        for route in reading:
            asking = queries(route, asks, sealed.ids) if role in BLIND and "{" not in route.path else ("",)
            for path, query in product(paths(route, sealed.ids), asking):
                status, text = asked(client, path + query)
                assert status < 500, (role, path + query)
                told[role] += text
                if role in BLIND:
                    assert sealed.leaks(path + query, text) == [], (role, path + query)
    for role in Role:
        if role not in BLIND:
            gone = [c for c in sealed.canaries if c not in told[role]]
            assert gone == [], f"who sees all finds it, so that looking for it means something ({role})"


def test_no_act_of_any_role_answers_with_what_is_sealed(sealed: Sealed) -> None:
    """Each act is sent about what is sealed and about what stands beside it, as form and as JSON."""
    acts = [r for r in sealed.team.app.routes if isinstance(r, Route) and "POST" in (r.methods or ())]
    acts.sort(key=lambda r: r.path.startswith(("/sign-out", "/account/password")))
    sets = ({"kind": kind} for kind in ("accept", "correct", "reject", "split-event", "join-events", "split-origin"))
    kinds = [*sets, {"kind": "accept", "step": "preview"}]
    for role in BLIND:
        client = sealed.team.inside(f"{role.value.title()} Tester", role)
        asked(client, "/events")
        own = token(client)
        for route in acts:
            subjects = [
                *sealed.ids["claim"][:1],
                *sealed.ids["other"][:1],
                *sealed.ids["report"],
                sealed.ids["event"][0],
            ][: None if role is Role.ANALYST else 1]
            forms = [{"subject": s, **k} for s, k in product(subjects, kinds if route.path == "/decide" else [{}])]
            for path, form in product(paths(route, sealed.ids), forms):
                sent = {
                    "seen": "0", "reason": "read", "words": "said", "verdict": "agree", "level": "open", "to": "Nobody",
                    "f.actor": "x", "f.claims": sealed.ids["claim"][0], "f.with": sealed.ids["event"][-1], **form,
                }  # fmt: skip
                if form.get("kind") not in {"correct", "split-event", "join-events"}:
                    sent = {k: v for k, v in sent.items() if not k.startswith("f.")}
                for accept in ("application/json", "text/html") if "step" in sent else ("application/json",):
                    answer = client.post(path, data={**sent, "token": own}, headers={"Accept": accept})
                    assert answer.status_code < 500, (role, path, sent, answer.text)
                    text = answer.text
                    if answer.headers.get("content-type") == "application/zip":
                        files = zipfile.ZipFile(io.BytesIO(answer.content))
                        text = " ".join(files.namelist()) + " ".join(
                            files.read(n).decode("utf-8", "replace") for n in files.namelist()
                        )
                    assert sealed.leaks(path + str(sent), text) == [], (role, path, sent)
            if route.path == "/sign-out":
                client = sealed.team.inside(f"{role.value.title()} Tester", role)
                own = token(client)
