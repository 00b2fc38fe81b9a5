"""The desk's interface for programs, as an OpenAPI document made from the table of routes itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from counterclaim.desk.answer import Plain, json_answer
from counterclaim.desk.work import described
from counterclaim.settings import SCHEMA_VERSION, VERSION

_NAME = re.compile(r"\{(\w+)(?::\w+)?\}")
#: Where nothing is for programs.
_PEOPLE = ("/sign-in", "/welcome", "/sign-out", "/account", "/passkey/")
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["expected", "came", "todo"],
            "properties": {key: {"type": "string"} for key in ("expected", "came", "todo")},
        }
    },
}
_TWIN = {
    "type": "object",
    "required": ["schema"],
    "properties": {
        "schema": {"const": SCHEMA_VERSION},
        "page": {"type": "string"},
        "run": {"type": ["string", "null"]},
    },
}
_FORM = {
    "type": "object",
    "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
}


def document(routes: Iterable[BaseRoute], asks: Mapping[str, tuple[str, ...]]) -> Plain:
    """Give the OpenAPI 3.1 document of a desk's routes: every twin with what it can be asked, and every act."""
    paths: dict[str, Plain] = {}
    for route in routes:
        if isinstance(route, Route) and not route.path.startswith(_PEOPLE):
            for method in sorted((route.methods or set()) & {"GET", "POST"}):
                if method == "POST" or route.path.endswith((".json", ".atom")):
                    path = _NAME.sub(r"{\1}", route.path)
                    paths.setdefault(path, {})[method.lower()] = _operation(route, method, asks.get(route.path, ()))
    schemes = {"token": {"type": "http", "scheme": "bearer", "description": "A token made at /account, in team mode."}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Counterclaim desk", "version": VERSION},
        "paths": dict(sorted(paths.items())),
        "components": {"securitySchemes": schemes, "schemas": _schemas()},
        "security": [{"token": []}],
    }


def _schemas() -> Plain:
    records = {name: described.schema_of(kind) for name, kind in described.RECORDS.items()}
    return {"Error": _ERROR, "Twin": _TWIN, "Form": _FORM, **records}


def _operation(route: Route, method: str, asks: tuple[str, ...]) -> Plain:
    refused = {"description": "What was expected, what came, what to do.", "content": _json("Error")}
    atom = route.path.endswith(".atom")
    address = _NAME.sub(r"{\1}", route.path)
    done = {"application/atom+xml": {"schema": {"type": "string"}}} if atom else _twin(address)
    told: Plain = {
        "operationId": f"{method.lower()}{re.sub(r'[^a-z]+', '_', route.path.lower()).rstrip('_')}",
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in _NAME.findall(route.path)
        ]
        + [{"name": name, "in": "query", "required": False, "schema": {"type": "string"}} for name in asks],
        "responses": {"200": {"description": "Done.", "content": done}},
    }
    told["responses"] |= dict.fromkeys(("400", "401", "403", "404", "503"), refused)
    if method == "POST":
        told["responses"]["415"] = refused
        accept = {"name": "Accept", "in": "header", "schema": {"const": "application/json"}}
        told["parameters"].append(accept)
        form = described.FORMS.get(address, described.ref("Form"))
        kinds = ("application/json", "application/x-www-form-urlencoded")
        told["requestBody"] = {"content": {kind: {"schema": form} for kind in kinds}}
        answer = described.ANSWERS.get(address, {"type": "object"})
        file = {"application/zip": {"schema": {"type": "string", "contentMediaType": "application/zip"}}}
        told["responses"]["200"]["content"] = (
            file if address.endswith("/export") else {"application/json": {"schema": answer}}
        )
        told["responses"]["409"] = refused
    return told


def _twin(address: str) -> Plain:
    """Give what a twin answers: what every one has, and what this one holds."""
    held = described.TWINS.get(address)
    if address == "/openapi.json":
        return {"application/json": {"schema": {"type": "object", "required": ["openapi", "paths"]}}}
    if held is None:
        return _json("Twin")
    whole = {"allOf": [described.ref("Twin"), {"type": "object", "required": sorted(held), "properties": held}]}
    return {"application/json": {"schema": whole}}


def _json(name: str) -> Plain:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def shown(request: Request) -> Response:
    """Tell what programs can ask this desk."""
    return json_answer(document(request.app.routes, request.app.state.asks))


ROUTES = (Route("/openapi.json", shown, methods=["GET"]),)
