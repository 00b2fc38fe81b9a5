"""The document of the interface names every twin and every act, and what it says of an answer holds."""

from __future__ import annotations

from collections.abc import Callable

import jsonschema

from counterclaim.desk.opened import Desk
from counterclaim.desk.work.openapi import document
from tests.unit.desk.work.conftest import At


def test_every_twin_without_names_answers_as_the_document_says(worked: Desk, idle: Callable[[str], At]) -> None:
    me = idle("A. Tester")
    told = me.client.get("/openapi.json").json()
    assert told == document(me.app.routes)
    assert {"/events.json", "/events/{event}.json", "/review.json", "/decide", "/undo/{number}"} <= set(told["paths"])
    ids = [operation["operationId"] for path in told["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids))
    schemas = {"components": told["components"]}
    for path, operations in told["paths"].items():
        if "get" in operations and "{" not in path and path.endswith(".json") and path != "/openapi.json":
            answer = me.client.get(path)
            content = operations["get"]["responses"][str(answer.status_code)]["content"]["application/json"]
            jsonschema.validate(answer.json(), content["schema"] | schemas)
        if "post" in operations and path != "/ledger/verify":  # which changes nothing in the case
            answer = me.client.post(
                path.replace("{number}", "9").replace("{event}", "e_0"), headers={"Accept": "application/json"}
            )
            assert answer.status_code == 403, (path, "an act without the token of a form is none")
