"""Forms that no page sends: each is refused with what is wrong, and changes nothing. All texts are invented."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.desk.opened import Desk
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect
from tests.unit.desk.work.conftest import ADDRESS, At
from tests.unit.desk.work.test_door import Team

By = Callable[[str], At]
JSON = {"Accept": "application/json", "Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"subject": ' + "9" * 5_000 + "}",
        '{"words": "half \\ud800"}',
        '{"\\udc00": "x"}',
        '{"\\udc00": 1}',
        "null",
        "{",
        "\u00a0",
    ],
)
@pytest.mark.parametrize("path", ["/comment", "/decide", "/settle"])
def test_a_body_that_nothing_can_be_made_of_is_refused(worked: Desk, idle: By, body: str, path: str) -> None:
    me = idle("A. Tester")
    answer = me.client.post(path, content=body, headers={**JSON, "X-Form-Token": me.token()})
    assert answer.status_code == 400, answer.text
    assert {"expected", "came", "todo"} == set(answer.json()["error"])
    assert not worked.folder.acts()


def test_what_stands_in_the_address_fills_no_form(worked: Desk, idle: By) -> None:
    """Nor does a form answer a question; what stands twice has one value, in each place always the same one."""
    me = idle("A. Tester")
    (event,) = worked.open().index.one("SELECT id FROM events LIMIT 1")
    sent = {"token": me.token(), "subject": event}
    kept = {"Accept": "application/json"}
    assert me.client.post("/comment?words=of+the+address", data=sent, headers=kept).status_code == 400
    twice = sent | {"words": ["the first", "the second"]}
    assert (
        me.client.post("/comment?words=of+the+address", data=twice, headers=kept).json()["act"]["words"] == "the first"
    )
    told = [me.client.get(f"/events.json?{q}").json() for q in ("sort=place", "sort=reports&sort=place")]
    assert told[0]["events"] == told[1]["events"]
    assert len(worked.folder.acts()) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "text/csv; charset=utf-8", "application/jsonp"])
def test_a_body_of_a_type_that_nothing_reads_is_refused_as_such(worked: Desk, idle: By, kind: str) -> None:
    me = idle("A. Tester")
    headers = {"Accept": "application/json", "Content-Type": kind, "X-Form-Token": me.token()}
    answer = me.client.post("/comment", content="words=x", headers=headers)
    assert (answer.status_code, answer.json()["error"]["came"]) == (415, kind.partition(";")[0])
    assert not worked.folder.acts()


def test_numbers_of_thousands_of_figures_are_none(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    many = "9" * 5_000
    claim, report = worked.open().index.one("SELECT id, report FROM claims LIMIT 1")
    assert me.send("/decide", kind="accept", subject=claim, reason="x", seen=many)["status"] == 400
    for path in (f"/undo/{many}", f"/second/{many}", f"/watch/{many}/end"):
        assert me.client.post(path, data={"token": me.token()}).status_code == 404, path
    assert me.client.get(f"/events?page={many}").status_code == 400
    index = worked.open().index
    claims = [index.record(Claim, row[0]) for row in index.rows("SELECT record FROM claims")]
    count = next(c.id for c in claims if c.aspect is Aspect.COUNT)
    sent = {"kind": "correct", "subject": count, "reason": "x", "seen": "0", "f.value": many}
    assert me.send("/decide", **sent)["status"] == 400
    assert not worked.folder.decisions()
    assert report


def test_a_header_that_proves_nothing_does_not_stand_for_a_form(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    event = worked.open().index.one("SELECT id FROM events LIMIT 1")[0]
    sent = json.dumps({"subject": event, "words": "Sent from elsewhere."})
    for origin in ({"Origin": "https://elsewhere.example"}, {}):
        answer = me.client.post("/comment", content=sent, headers={**JSON, "Authorization": "Bearer x", **origin})
        assert answer.status_code == 403
    assert not worked.folder.acts()


def test_nothing_that_a_person_wrote_is_cut(worked: Desk, idle: By) -> None:
    """What is too long is refused, and says by how much; a camp of a book's length would stand on every page."""
    me = idle("A. Tester")
    event, speaker = worked.open().index.one("SELECT e.id, a.name FROM events e, agents a LIMIT 1")
    decides = {"kind": "camp", "subject": speaker, "f.camp": "one side", "reason": "it says so"}
    for path, form, key in (
        ("/comment", {"subject": event}, "words"),
        ("/assign", {"subject": event}, "to"),
        ("/decide", decides, "f.camp"),
        ("/decide", decides, "reason"),
    ):
        told = me.send(path, **{**form, key: "x" * 10_001})
        assert told["status"] == 400, (path, key)
        assert told["error"]["came"] == "10,001"
    assert me.send("/comment", subject=event, words="x" * 10_000)["status"] == 200
    assert not worked.folder.decisions()


@pytest.mark.parametrize("word", ["a\0b", "\x1b[2J", "a\x85b"])
def test_what_cannot_be_seen_is_refused(worked: Desk, idle: By, word: str) -> None:
    """PostgreSQL keeps no NUL, a terminal obeys others; lines and tabs are words."""
    me = idle("A. Tester")
    event = worked.open().index.one("SELECT id FROM events LIMIT 1")[0]
    told = me.send("/comment", subject=event, words=word)
    assert (told["status"], told["error"]["came"]) == (400, "a control character in `words`")
    assert me.send("/comment", subject=event, words="one\r\n\ttwo")["status"] == 200


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\u00a0", "\ufeff", "\u3164", "\u2800", "\u0301"])
def test_words_that_nobody_sees_are_none(worked: Desk, idle: By, blank: str) -> None:
    """An override needs a reason, and a second reader who does not agree says why; a mark of nothing is neither."""
    me, other = idle("A. Tester"), idle("B. Tester")
    event, claim = worked.open().index.one("SELECT event, id FROM claims WHERE event IS NOT NULL LIMIT 1")
    (grade, *_) = me.client.get(f"/events/{event}/work.json").json()["grades"]
    form = {"kind": "grade", "subject": grade["id"], "f.value": grade["values"][0], "event": event}
    assert me.send("/decide", **form, reason=blank)["status"] == 400
    assert me.send("/comment", subject=event, words=blank)["status"] == 400
    assert me.send("/decide", kind="accept", subject=claim, reason=f"\u2067سبب{blank}")["status"] == 200
    assert other.send("/second/1", verdict="disagree", words=blank)["status"] == 400
    assert len(worked.folder.decisions()) == 1
    assert not worked.folder.acts()


def test_no_more_is_read_than_a_form_has(worked: Desk, idle: By, tmp_path: Path) -> None:
    """Neither of one who is in nor of a stranger: what comes on is neither parsed nor set down."""
    me, team = idle("A. Tester"), Team(worked, tmp_path / "keys")
    sent = [0]

    def endless(before: bytes, part: bytes) -> Iterator[bytes]:
        yield before
        for _ in range(50):
            sent[0] += len(part)
            yield part

    form = "application/x-www-form-urlencoded"
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'
    inside, outside = me.client, team.outside()
    for client, path, kind, before, part in (
        (inside, "/comment", form, b"words=", b"a" * 100_000),
        (inside, "/settle", "multipart/form-data; boundary=x", head, b"a" * 100_000),
        (outside, "/sign-in", form, b"", b"&" * 100_000),
        (outside, "/welcome", form, b"", b"&" * 100_000),
        (outside, "/welcome/strength", form, b"", b"&" * 100_000),
    ):
        answer = client.post(path, content=endless(before, part), headers={"Content-Type": kind})
        assert (answer.status_code, "1,000,000 bytes" in answer.text) == (413, True), (path, answer.text[:300])
    many = {"Content-Type": form, "X-Form-Token": me.token()}
    for client, path in ((inside, "/take"), (inside, "/comment"), (outside, "/sign-in")):
        headers = many | {"Content-Length": "60000"}
        assert client.post(path, content=b"&" * 60_000, headers=headers).status_code == 413, "each may be a field"
    for path in ("/take", "/comment"):
        kinds = {"Content-Type": form, "Accept": "text/html"}
        assert outside.post(path, content=endless(b"", b"&" * 100_000), headers=kinds).status_code == 401
    team.accounts.close()


@pytest.mark.parametrize(
    ("method", "error", "came", "todo"),
    [
        ("get", RuntimeError("Jane Doe"), "an error of this program (RuntimeError)", "Nothing was changed."),
        ("post", RuntimeError("Jane Doe"), "an error of this program (RuntimeError)", "Look whether it was kept"),
        (
            "get",
            OSError(errno.ENOSPC, "Jane Doe"),
            "No space left on device",
            "See to that first. Nothing was changed.",
        ),
    ],
)
def test_a_fault_says_no_more_than_is_known(
    worked: Desk, idle: By, monkeypatch: pytest.MonkeyPatch, method: str, error: Exception, came: str, todo: str
) -> None:
    def fails(*_: object) -> None:
        raise error

    me = idle("A. Tester")
    token = me.token()
    monkeypatch.setattr(Desk, "open", fails)
    client = TestClient(me.app, ADDRESS, raise_server_exceptions=False, headers={"Origin": ADDRESS})
    event = {"subject": "e_0", "words": "x", "token": token}
    asked = {"headers": {"Accept": "application/json"}, **({"data": event} if method == "post" else {})}
    answer = getattr(client, method)("/events" if method == "get" else "/comment", **asked)
    assert (answer.status_code, answer.json()["error"]["came"]) == (500, came)
    assert answer.json()["error"]["todo"].startswith(todo)
    assert "Jane" not in answer.text
