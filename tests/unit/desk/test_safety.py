"""Hostile texts stay texts in every page and twin; other names of this machine and acts from elsewhere get nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.desk.app import application
from counterclaim.desk.opened import Desk
from counterclaim.desk.server import is_loopback, serve
from counterclaim.errors import UsageError
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder
from tests.unit.desk import hostile_formats
from tests.unit.desk.conftest import ADDRESS, clock

#: What breaks out of an element, an attribute, a script, a style, a JSON text or a template, and turns a line around.
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "javascript:alert(1)",
    "\u202eevil\u202c",
)


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give the desk of a case whose every field is an attack; texts and names are invented."""
    home = tmp_path_factory.mktemp("hostile")
    inbox = home / "inbox"
    inbox.mkdir()
    for n, attack in enumerate(ATTACKS):
        text = (
            f"Publisher: The Orvane {attack} Post\nTitle: Shelling {attack} in Orvane\nAuthor: A. {attack}\n"
            f"Published: 2031-05-0{n + 1}\n\nThe army shelled the market in Orvane on 3 May 2031, Mayor Brenn {attack} "
            f"said. {n + 2} people were killed, the ministry {attack} said. Residents denied it. {attack}\n"
        )
        (inbox / f"report {n} {attack.replace('/', '-').replace(chr(0), '')[:40]}.txt").write_text(
            text, encoding="utf-8"
        )
    (inbox / "refused <img src=x onerror=alert(1)>.bin").write_bytes(b"\x00\x01\x02")
    for n, attack in enumerate(ATTACKS):
        hostile_formats.write(inbox, n, attack)
    case = CaseFolder.open(home / "<b>case", create=True)
    take(case, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    case.close()
    desk = Desk(home / "<b>case")
    desk.prepare(Quiet())
    yield TestClient(application(desk), base_url=ADDRESS)
    desk.close()


def test_no_text_becomes_markup(hostile: TestClient) -> None:
    """On every page that links lead to, each element and attribute is one of the templates'."""
    seen: set[str] = set()
    waiting = [
        "/",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E&in=reports",
        "/search?q=Orvane",
        "/evidence?show=refused",
    ]
    waiting += [f"/events?place={'%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E'}", "/nowhere%3Cscript%3E"]
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 400:
            continue
        seen.add(address)
        answer = hostile.get(address)
        if "html" not in answer.headers["content-type"]:
            continue
        parser = Elements()
        parser.feed(answer.text)
        for tag, attributes in parser.found:
            assert tag not in {"img", "iframe", "object", "embed", "base", "style"}, (address, tag)
            assert not any(name.startswith("on") or name == "style" for name in attributes), (address, tag, attributes)
            if tag == "script":
                assert attributes == {"src": "/static/desk/desk.js", "defer": None}
            for name in ("href", "action", "src"):
                assert re.match(r"[/#?]", attributes.get(name) or "/"), (address, attributes)
        assert "\u202e" not in answer.text, address
        assert "49" not in re.findall(r"The Orvane (\S+) Post", answer.text)
        waiting += [a["href"] or "" for t, a in parser.found if t == "a" and (a.get("href") or "").startswith("/")]
    assert len(seen) > 100


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


def test_only_this_machine_is_served(demo_folder: Path) -> None:
    """An address that others reach is refused before anything listens."""
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")  # noqa: S104 - it must be refused
    with pytest.raises(UsageError, match="this machine alone"):
        serve(demo_folder, ("0.0.0.0", 0), show=False, say=print, bar=lambda: None)  # type: ignore[arg-type,return-value]  # noqa: S104
