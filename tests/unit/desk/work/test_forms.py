"""Forms that no page sends: each is refused with what is wrong, and changes nothing. All texts are invented."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from counterclaim.desk.opened import Desk
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect
from tests.unit.desk.work.conftest import At

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
