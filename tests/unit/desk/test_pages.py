"""Every page is drawn, and its twin says the same as the page is drawn from."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.case import dossiers
from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked
from counterclaim.desk.material import dossier
from counterclaim.desk.opened import Desk
from counterclaim.desk.pages import PAGES, event
from counterclaim.desk.working import alone, whole
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event
from counterclaim.render import claim_object, event_object, report_object
from tests.unit.desk.conftest import ADDRESS

#: One address of each page; `{…}` is filled with what the demo case holds.
ADDRESSES = {
    "/": "/",
    "/events": "/events?contested=yes&sort=latest",
    "/events/{event}": "/events/{event}",
    "/events/{event}/grades": "/events/{event}/grades",
    "/events/{event}/coverage": "/events/{event}/coverage",
    "/events/{event}/numbers": "/events/{event}/numbers",
    "/events/{event}/origins": "/events/{event}/origins",
    "/events/{event}/timeline": "/events/{event}/timeline",
    "/events/{event}/gauge": "/events/{event}/gauge",
    "/reports": "/reports?read=no",
    "/reports/{report}": "/reports/{report}",
    "/agents": "/agents?kind=person",
    "/agents/{agent}": "/agents/{agent}?show=passed",
    "/origins": "/origins",
    "/origins/{origin}": "/origins/{origin}",
    "/watch": "/watch",
    "/watch/pages": "/watch/pages",
    "/evidence": "/evidence?show=artifacts",
    "/evidence/{capture}": "/evidence/{capture}",
    "/ledger": "/ledger",
    "/search": "/search?q=Palmyra",
    "/method": "/method",
}


#: Where a link leads, or a form that asks and changes nothing.
LINK = re.compile(r'(?:href|<form(?![^>]*method="post")[^>]* action)="([^"]+)"')


@pytest.fixture(scope="session")
def ids(desk: Desk) -> dict[str, str]:
    """Give an id of each kind, of those that most is told of."""
    index = desk.open().index
    asked = {
        "event": "SELECT id FROM events ORDER BY contested DESC, n",
        "report": "SELECT id FROM reports ORDER BY claims DESC",
        "agent": "SELECT id FROM agents ORDER BY said DESC",
        "origin": "SELECT id FROM origins ORDER BY reports DESC",
        "capture": "SELECT capture FROM reports ORDER BY claims DESC",
    }
    return {kind: index.one(sql)[0] for kind, sql in asked.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.path)
def test_a_page_and_its_twin_come_from_one_view(
    page: Page, client: TestClient, desk: Desk, ids: dict[str, str]
) -> None:
    """The page is whole and inlines nothing; the twin is what the page's own function says, and is linked from it."""
    address = ADDRESSES[page.path].format(**ids)
    shown = client.get(address)
    assert shown.status_code == 200
    assert "<style" not in shown.text
    assert " style=" not in shown.text
    assert "<script src=" in shown.text
    link = re.search(r'rel="alternate" type="application/json" href="([^"]+)"', shown.text)
    assert link is not None
    twin = client.get(html.unescape(link[1]))
    assert twin.status_code == 200
    path, _, query = address.partition("?")
    names = {name: ids[name] for name in re.findall(r"{(\w+)}", page.path)}
    asked = Asked(path=path, names=names, query=dict(q.split("=") for q in query.split("&") if q), cookies={})
    view = page.view(desk.open(), asked)
    # What is marked and said now is no part of the run, of which the rest is kept.
    said = page.plain(view) | getattr(view, "now", {})
    told = twin.json()
    assert {k: told.pop(k) for k in ("schema", "page")} == {"schema": 1, "page": page.section}
    assert told.pop("run") == desk.open().settled.id
    # Alarms are no part of a case: page and twin get them from who is asking.
    assert told.pop("alarms", []) == []
    assert told == json.loads(json.dumps({k: v for k, v in said.items() if k not in {"schema", "page", "run"}}))


def test_the_desk_composes_the_dossiers_of_the_command_line(desk: Desk) -> None:
    """Each dossier is the very one that `counterclaim dossier` writes."""
    case = desk.open()
    found = list(dossiers(desk.folder))
    assert len(found) > 5
    for told in found:
        assert dossier(case, told.event.id) == told


def test_twins_hold_the_records_of_the_contract(client: TestClient, desk: Desk, ids: dict[str, str]) -> None:
    """An event, a report and a claim are the same objects that `events`, `reports` and `claims --json` print."""
    told = next(d for d in dossiers(desk.folder) if d.event.id == ids["event"])
    event = event_object(told)
    assert client.get(f"/events/{ids['event']}.json").json()["event"] == json.loads(json.dumps(event))
    twin = client.get(f"/reports/{ids['report']}.json").json()
    (report,) = desk.folder.reports_of([ids["report"]])
    claims = [c for c in desk.folder.runs.table("claims", Claim) if c.report == report.id]
    assert twin["report"] == report_object(report)
    assert sorted(c["id"] for c in twin["claims"]) == sorted(c.id for c in claims)
    assert twin["claims"][0] in [json.loads(json.dumps(claim_object(c))) for c in claims]


def test_an_event_in_many_reports_has_its_longest_parts_on_pages_of_their_own(
    client: TestClient, desk_folder: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that there is such a part and leads there; the part is what else stands on the page."""
    small = client.get(f"/events/{ids['event']}").text
    parts = [
        n for n in ("numbers", "origins", "timeline", "coverage", "grades", "gauge") if f'<section id="{n}"' in small
    ]
    assert len(parts) > 3
    monkeypatch.setattr(event, "LARGE", 0)
    many = Desk(desk_folder)
    try:
        apart = TestClient(whole(many, alone("A. Tester")), base_url=ADDRESS)
        page = apart.get(f"/events/{ids['event']}").text
        for name in parts:
            assert f'id="{name}"' in page
            assert f'href="/events/{ids["event"]}/{name}"' in page
            assert f'<section id="{name}"' in apart.get(f"/events/{ids['event']}/{name}").text
            assert f'<section id="{name}"' not in page
    finally:
        many.close()


def test_what_is_kept_of_an_event_holds_nothing_of_its_reader(desk: Desk, ids: dict[str, str]) -> None:
    """Two readers get the same dossier, each with the token of their own forms; a second look is the same page."""
    one, two = (TestClient(whole(desk, alone(name)), base_url=ADDRESS) for name in ("A. Tester", "B. Tester"))
    first, second = (one.get(f"/events/{ids['event']}").text for _ in range(2))
    other = two.get(f"/events/{ids['event']}").text
    tokens = [set(re.findall(r'name="token" value="([^"]+)"', page)) for page in (first, other)]
    assert first == second
    assert len(tokens[0]) == len(tokens[1]) == 1
    assert tokens[0] != tokens[1]
    assert "B. Tester" not in first
    assert "A. Tester" not in other


def test_every_link_of_every_page_leads_somewhere(client: TestClient, ids: dict[str, str]) -> None:
    """Followed from the overview, every address of the desk answers, and every anchor is on its page."""
    seen: dict[str, str] = {}
    waiting = ["/"]
    anchors: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, address
        seen[address] = answer.text if "html" in answer.headers["content-type"] else ""
        for link in LINK.findall(seen[address]):
            path, _, anchor = html.unescape(link).partition("#")
            path = path or address
            if anchor:
                anchors.add((path, anchor))
            if path.startswith("/") and not re.search(r"[?&](page|sort|place|act|grade|kind|camp)=|verify$", path):
                waiting.append(path)
    assert len(seen) > 80
    missing = [(p, a) for p, a in anchors if p in seen and f'id="{a}"' not in seen[p]]
    assert missing == []


def test_lists_are_paged_and_narrowed(client: TestClient, desk: Desk) -> None:
    """The facets' counts are those of the lists they lead to."""
    facets = client.get("/events.json").json()["facets"]
    assert {f["key"] for f in facets} == {"contested", "act", "place", "grade"}
    for facet in facets:
        for choice in facet["choices"]:
            found = client.get(choice["link"].replace("/events", "/events.json", 1)).json()
            assert found["paging"]["total"] == choice["count"], choice
    events = desk.folder.runs.table("events", Event)
    listed = client.get("/events.json").json()["events"]
    assert [e["id"] for e in listed] == [e.id for e in events][:50]
    assert client.get("/events?page=999").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/events/e_none", 404, "an event of this run"),
        ("/reports/r_none", 404, "a report of this case"),
        ("/agents/a_none", 404, "an agent that speaks"),
        ("/origins/o_none", 404, "an origin of this run"),
        ("/evidence/none", 404, "the digest of a capture"),
        ("/nowhere", 404, "the address of a page"),
        ("/events?sort=nothing", 400, "to be one of"),
        ("/events?page=-1", 400, "to be a number"),
        ("/events?f.start=abc", 400, "one of act, place, contested, grade, sort, page to be asked"),
        ("/events?act=nothing", 400, "`act` to be one of"),
        ("/reports?publsher=x", 400, "one of publisher, language, read, page to be asked"),
        ("/agents?kind=nobody", 400, "`kind` to be one of"),
        ("/method?page=2", 400, "nothing to be asked after this address"),
        ("/compare?show=more", 400, "`show` to be one of"),
    ],
)
def test_what_is_refused_says_what_to_do(client: TestClient, address: str, status: int, words: str) -> None:
    """Both the page and its twin say what was expected and what came."""
    answer = client.get(address)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    path, _, query = address.partition("?")
    twin = client.get(f"{path}.json?{query}")
    assert twin.status_code == status
    assert words in twin.json()["error"]["expected"]


def test_before_the_first_settlement_the_overview_teaches(tmp_path: Path) -> None:
    """An empty case has a page that says what to do; the others say that nothing is settled."""
    from counterclaim.desk.app import application
    from counterclaim.store import CaseFolder

    CaseFolder.open(tmp_path / "case", create=True).close()
    desk = Desk(tmp_path / "case")
    try:
        client = TestClient(application(desk), base_url="http://127.0.0.1")
        assert "counterclaim take CASE FOLDER" in client.get("/").text
        assert client.get("/overview.json").json()["settled"] is False
        assert client.get("/evidence").status_code == 200
        assert client.get("/method").status_code == 200
        work = TestClient(whole(desk, alone("A. Tester")), base_url="http://127.0.0.1")
        for who, path in ((client, "/events"), (work, "/reports"), (work, "/review"), (work, "/compare")):
            answer = who.get(path)
            assert answer.status_code == 404
            assert "one that was not yet" in answer.text
            assert "The overview leads to taking and settling." in answer.text
    finally:
        desk.close()
