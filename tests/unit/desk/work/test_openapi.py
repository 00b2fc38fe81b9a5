"""The document of the interface names every twin and every act, and what it says of an answer holds."""

from __future__ import annotations

from collections.abc import Callable

import jsonschema
from openapi_spec_validator import validate

from counterclaim.desk.opened import Desk
from counterclaim.desk.work.openapi import document
from tests.unit.desk.work.conftest import At


def test_every_twin_without_names_answers_as_the_document_says(worked: Desk, idle: Callable[[str], At]) -> None:
    me = idle("A. Tester")
    told = me.client.get("/openapi.json").json()
    assert told == document(me.app.routes, me.app.state.asks)
    assert {"/events.json", "/events/{event}.json", "/review.json", "/decide", "/undo/{number}"} <= set(told["paths"])
    ids = [operation["operationId"] for path in told["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids))
    schemas = {"components": told["components"]}
    for path, operations in told["paths"].items():
        if "get" in operations and "{" not in path and path.endswith(".json") and path != "/openapi.json":
            answer = me.client.get(path)
            content = operations["get"]["responses"][str(answer.status_code)]["content"]["application/json"]
            jsonschema.validate(answer.json(), content["schema"] | schemas)
        if "post" in operations:
            answer = me.client.post(
                path.replace("{number}", "9").replace("{event}", "e_0"), headers={"Accept": "application/json"}
            )
            assert answer.status_code == 403, (path, "an act without the token of a form is none")


def test_the_document_is_one(worked: Desk, idle: Callable[[str], At]) -> None:
    validate(idle("A. Tester").client.get("/openapi.json").json())


def test_what_is_sent_and_answered_is_as_the_document_says(worked: Desk, idle: Callable[[str], At]) -> None:
    """Every act with a form that the document allows, and the twins of one event, report and speaker."""
    me = idle("A. Tester")
    told = me.client.get("/openapi.json").json()
    schemas = {"components": told["components"]}
    index = worked.open().index
    event, claim, report = index.one("SELECT event, id, report FROM claims WHERE event IS NOT NULL LIMIT 1")
    agent = index.one("SELECT id FROM agents LIMIT 1")[0]
    for path, names in (
        ("/events/{event}.json", {"event": event}),
        ("/reports/{report}.json", {"report": report}),
        ("/agents/{agent}.json", {"agent": agent}),
        ("/search.json", {}),
    ):
        answer = me.client.get(path.format(**names) + ("" if names else "?q=army"))
        assert answer.status_code == 200, path
        content = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        jsonschema.validate(answer.json(), content["schema"] | schemas)
    forms = {
        "/comment": {"subject": event, "words": "Look again."},
        "/assign": {"subject": event, "to": "Ben Tester"},
        "/classify": {"subject": report, "level": "restricted", "words": "why"},
        "/decide": {"kind": "accept", "subject": claim, "reason": "read", "seen": "0"},
        "/undo/1": {"reason": "read again"},
        "/settle": {},
        "/ledger/verify": {},
    }
    token = me.token()
    for path, form in forms.items():
        operation = told["paths"][path.replace("/1", "/{number}")]["post"]
        jsonschema.validate(form, operation["requestBody"]["content"]["application/json"]["schema"] | schemas)
        answer = me.client.post(path, json=form, headers={"Accept": "application/json", "X-Form-Token": token})
        assert answer.status_code == 200, (path, answer.text)
        content = operation["responses"]["200"]["content"]["application/json"]
        jsonschema.validate(answer.json(), content["schema"] | schemas)
