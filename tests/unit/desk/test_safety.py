"""Hostile texts stay texts in every page and twin; other names of this machine and acts from elsewhere get nothing."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import lxml.etree
import pytest
from starlette.testclient import TestClient

from counterclaim.desk.opened import Desk
from counterclaim.desk.server import is_loopback, serve
from counterclaim.desk.working import alone, whole
from counterclaim.errors import UsageError
from counterclaim.progress import Quiet
from tests.unit.desk import hostile_case
from tests.unit.desk.conftest import ADDRESS

#: Pages of one kind that are looked at.
PAGES_MAX = 40


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give the whole desk of a case whose every field is an attack, and somebody at it whose name is one."""
    desk = Desk(hostile_case.made(tmp_path_factory.mktemp("hostile")))
    desk.prepare(Quiet())
    yield TestClient(whole(desk, alone(hostile_case.SOMEBODY)), base_url=ADDRESS, headers={"Origin": ADDRESS})
    desk.close()


def drawn_by_us(text: str, where: str) -> list[tuple[str, dict[str, str | None]]]:
    """See that each element and attribute is one of the templates', and leads to this desk; give them."""
    parser = Elements()
    parser.feed(text)
    for tag, attributes in parser.found:
        assert tag not in {"iframe", "object", "embed", "base", "style"}, (where, tag)
        assert not any(n.startswith("on") or n in {"style", "srcdoc", "formaction"} for n in attributes), (where, tag)
        if tag == "script":
            assert re.fullmatch(r"/static/desk/\w+\.js", attributes.get("src") or ""), (where, attributes)
        if tag in {"img", "video", "audio", "source"}:
            assert re.fullmatch(r"/evidence/[0-9a-f]{64}/bytes", attributes.get("src") or ""), (where, attributes)
        for name in ("href", "action", "src"):
            assert re.match(r"[/#?]", attributes.get(name) or "/"), (where, attributes)
            assert not (attributes.get(name) or "").startswith("//"), (where, attributes)
    assert "\u202e" not in text, where
    return parser.found


#: What is asked with an attack, of pages that answer it and of some that refuse.
ASKED = (
    "/search?q={0}&in=reports", "/search?q={0}&in=agents", "/events?place={0}", "/events?grade={0}", "/events?sort={0}",
    "/reports?publisher={0}&language={0}", "/agents?camp={0}", "/review?event={0}", "/compare?old={0}", "/nowhere{0}",
    "/events/{0}", "/reports/{0}", "/agents/{0}", "/evidence/{0}", "/origins?page={0}", "/events?{0}={0}", "/?was={0}",
)  # fmt: skip


def test_no_text_becomes_markup(hostile: TestClient) -> None:
    """On every page that links lead to, each element and attribute is one of the templates'."""
    seen: set[str] = set()
    waiting = ["/", "/search?q=Orvane", "/evidence?show=refused", "/work", "/take", "/compare?show=all", "/watch/pages"]
    waiting += [address.format(quote(attack)) for address in ASKED for attack in hostile_case.ATTACKS]
    kinds: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        kind = address.split("/")[1].partition("?")[0]
        if address.partition("#")[0] in seen or kinds.get(kind, 0) > PAGES_MAX:
            continue
        seen.add(address.partition("#")[0])
        answer = hostile.get(address)
        assert answer.status_code < 500, address
        if "html" not in answer.headers["content-type"]:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        found = drawn_by_us(answer.text, address)
        assert "49" not in re.findall(r"The Orvane (\S+) Post", answer.text)
        waiting += [a["href"] or "" for t, a in found if t == "a" and (a.get("href") or "").startswith("/")]
    assert len(seen) > 300
    assert min(kinds.get(k, 0) for k in ("reports", "evidence", "agents", "events", "origins", "search")) > 5, kinds


def test_what_acts_answer_is_no_markup(hostile: TestClient) -> None:
    """Previews, refusals, what was overtaken, and the files of an export: on each an attack was sent or is told."""
    token = re.search(r'name="token" value="([^"]+)"', hostile.get("/review").text)
    assert token
    event = hostile.get("/events.json").json()["events"][0]["id"]
    claims = hostile.get(f"/events/{event}.json").json()["claim_ids"]
    for attack in (*hostile_case.ATTACKS, hostile_case.ALL):
        tried: tuple[dict[str, str], ...] = (
            {"kind": attack, "subject": attack, "reason": attack},
            {"kind": "accept", "subject": attack, "reason": attack, f"f.{attack}": attack},
            {"kind": "accept", "subject": claims[0], "reason": attack, "seen": attack},
        )
        if attack == hostile_case.ALL:
            correct = {"kind": "correct", "f.value": attack, "subject": claims[0], "reason": attack, "step": "preview"}
            camp = {"kind": "camp", "f.camp": attack, "subject": "residents", "reason": attack, "step": "preview"}
            tried = (*tried, correct, camp)
        for more in tried:
            sent = {"token": token[1], "event": event, "back": f"javascript:{attack}", "seen": "99", **more}
            answer = hostile.post("/decide", data=sent, headers={"Accept": "text/html"})
            assert answer.status_code < 500
            assert "step" not in more or answer.status_code == 200
            assert any(words in answer.text for words in ("alert(1)", "7*7", "evil")), "it is told, as a text"
            drawn_by_us(answer.text, str(more))
        for path in ("/comment", "/assign", "/watch", "/classify", "/second/1"):
            wrong = {
                "token": token[1],
                "subject": attack,
                "to": attack,
                "from": attack,
                "days": attack,
                "level": attack,
            }
            answer = hostile.post(path, data=wrong, headers={"Accept": "text/html"})
            assert 300 < answer.status_code < 500, path
            drawn_by_us(answer.text, path)
    out = hostile.post(f"/events/{event}/export", data={"token": token[1]})
    files = zipfile.ZipFile(io.BytesIO(out.content))
    (page,) = [files.read(n).decode() for n in files.namelist() if n.endswith(".html")]
    parser = Elements()
    parser.feed(page)
    assert not [t for t, a in parser.found if t in {"script", "img", "iframe", "base"} or any(n[:2] == "on" for n in a)]
    assert all(re.match(r"[#/?]|[\w-]+\.(html|json|csv|md)", a.get("href") or "#") for _, a in parser.found)


def test_a_feed_and_notices_hold_texts_alone(hostile: TestClient) -> None:
    """The feed is whole XML whose links lead to this desk; its contents, read as HTML, hold nothing that runs."""
    answer = hostile.get("/watch.atom")
    feed = lxml.etree.fromstring(answer.content)
    assert len(feed.findall(".//{*}entry")) > 0
    for link in feed.iterfind(".//{*}link"):
        assert (link.get("href") or "").startswith(("/", ADDRESS)), link.attrib
    for words in feed.iterfind(".//{*}content"):
        if words.get("type") == "html":
            drawn_by_us(words.text or "", "feed")


def test_twins_are_never_taken_for_pages(hostile: TestClient) -> None:
    """A twin says that it is JSON, and that no browser is to guess otherwise."""
    twin = hostile.get("/reports.json")
    assert twin.headers["content-type"].startswith("application/json")
    assert twin.headers["x-content-type-options"] == "nosniff"
    assert any("<script>" in (r["publisher"] or "") for r in twin.json()["reports"])


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    """Pages, twins, refusals and files: nothing inline, nothing from elsewhere, no frame, no cache of what is told."""
    for address in ("/", "/overview.json", "/nowhere", "/static/desk/desk.css", "/static/nothing"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers
    assert client.get("/").headers["cache-control"] == "no-store"
    cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8384"])
def test_another_name_of_this_machine_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "palmyra" not in answer.text.lower()


@pytest.mark.parametrize("host", ["localhost:8384", "127.0.0.1", "[::1]:8384", "LOCALHOST"])
def test_the_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/ledger", headers={"host": host}).status_code == 200


def test_an_act_from_elsewhere_is_refused(client: TestClient) -> None:
    """Verifying is asked for by a form of the desk itself; a page of elsewhere, or no page at all, may not."""
    for headers in ({}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site", "origin": ADDRESS}):
        assert client.post("/ledger/verify", headers=headers).status_code == 403


def test_verifying_says_that_all_holds(client: TestClient) -> None:
    """Asked for on the page, it runs beside it, and the page then says what was found."""
    found = re.search(r'name="token" value="([^"]+)"', client.get("/ledger").text)
    assert found
    sent = {"token": found[1]}
    answer = client.post("/ledger/verify", data=sent, headers={"origin": ADDRESS}, follow_redirects=True)
    assert answer.status_code == 200
    for _ in range(240):
        told = client.get("/ledger.json").json()
        if not told["verifying"]:
            break
        time.sleep(0.25)
    assert told["failed"] == ""
    assert told["verified"]["failed"] == 0
    assert told["verified"]["checks"] > 50


@pytest.mark.parametrize(
    "path",
    [
        "/static/", "/static/desk/", "/static/desk/../app.py", "/static/desk/%2e%2e/app.py", "/.git/config",
        "/case.sqlite",
        "/evidence/case.sqlite", "/static/render/../../case.py",
    ],
)  # fmt: skip
def test_no_other_file_and_no_other_method_is_answered(client: TestClient, path: str) -> None:
    """No list of a folder, no file but style and scripts, whatever leads there; and no method that no page uses."""
    assert client.get(path).status_code == 404
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert client.request(method, "/events", headers={"origin": ADDRESS}).status_code == 405
        assert client.request(method, "/decide", headers={"origin": ADDRESS}).status_code == 405


def test_what_breaks_inside_tells_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in a page is answered by one handler, without a word of it: it may hold words of the case."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("words of a sealed report")

    monkeypatch.setattr(Desk, "open", broken)
    outside = TestClient(whole(desk, alone("A. Tester")), base_url=ADDRESS, raise_server_exceptions=False)
    for address in ("/method", "/method.json"):
        answer = outside.get(address)
        assert answer.status_code == 500
        assert "sealed" not in answer.text
        assert "an error of this program" in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_only_this_machine_is_served(demo_folder: Path) -> None:
    """An address that others reach is refused before anything listens."""
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")  # noqa: S104 - it must be refused
    with pytest.raises(UsageError, match="this machine alone"):
        serve(demo_folder, ("0.0.0.0", 0), show=False, say=print, bar=lambda: None)  # type: ignore[arg-type,return-value]  # noqa: S104
