"""What the desk's interface for programs says of bodies and answers: from the records, so that it follows them."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from counterclaim.decide import FIELDS
from counterclaim.desk.asked import Paging
from counterclaim.desk.facets import Facet
from counterclaim.desk.pages.agents import AgentRow
from counterclaim.desk.rows import EventRow, ReportRow
from counterclaim.desk.work.jobs import Job
from counterclaim.people import Sensitivity
from counterclaim.records.act import Act
from counterclaim.records.decision import Decision

Plain = dict[str, Any]
_ONE: Plain = {"type": "string"}
_MANY: Plain = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
#: Records that answers hold, by the name of their schema.
RECORDS: Mapping[str, type] = {
    kind.__name__: kind for kind in (Act, AgentRow, Decision, EventRow, Facet, Job, Paging, ReportRow)
}


def schema_of(kind: Any) -> Plain:
    """Give the JSON schema of a type as records write it."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is not None:
        return _made_of(origin, inside)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(one) for one in kind]}
    plain = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return {"type": plain[kind]} if kind in plain else {}


def _made_of(origin: Any, inside: tuple[Any, ...]) -> Plain:
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(one) for one in inside]}
    if origin is tuple and inside[1:] != (Ellipsis,):
        return {"type": "array", "prefixItems": [schema_of(one) for one in inside], "minItems": len(inside)}
    if issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inside[1])}
    return {"type": "array", "items": schema_of(inside[0])}


def _record(kind: type) -> Plain:
    hints = get_type_hints(kind)
    inside = {f.name: schema_of(hints[f.name]) for f in fields(kind)}
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    told: Plain = {"type": "object", "properties": inside, "required": needed}
    return told | ({"description": kind.__doc__.strip().split("\n")[0]} if kind.__doc__ else {})


def ref(name: str) -> Plain:
    """Give the reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def rows(name: str) -> Plain:
    """Give the schema of a list of records."""
    return {"type": "array", "items": ref(name)}


_OBJECT: Plain = {"type": "object"}
_OBJECTS: Plain = {"type": "array", "items": _OBJECT}
#: What a twin holds beside `schema`, `page` and `run`, by its address; the contract's objects are described there.
TWINS: Mapping[str, Plain] = {
    "/events.json": {"events": rows("EventRow"), "facets": rows("Facet"), "paging": ref("Paging")},
    "/events/{event}.json": {"event": {"type": "object", "required": ["id", "questions", "grades"]}},
    "/reports.json": {"reports": rows("ReportRow"), "facets": rows("Facet"), "paging": ref("Paging")},
    "/reports/{report}.json": {
        "report": {"type": "object", "required": ["id", "path", "text", "sha256", "read"]},
        "claims": {"type": "array", "items": {"type": "object", "required": ["id", "chain", "stance", "aspect"]}},
    },
    "/agents.json": {"agents": rows("AgentRow"), "facets": rows("Facet"), "paging": ref("Paging")},
    "/agents/{agent}.json": {"agent": ref("AgentRow"), "claims": _OBJECTS, "paging": ref("Paging")},
    "/review.json": {"queue": _OBJECTS, "paging": ref("Paging"), "seen": {"type": "integer"}},
    "/search.json": {"agents": rows("AgentRow"), "events": rows("EventRow"), "paging": ref("Paging")},
    "/watch.json": {"watch": _OBJECTS, "paging": ref("Paging")},
    "/work.json": {"busy": {"type": "boolean"}, "jobs": rows("Job")},
}
_KINDS = [kind.value.replace("_", "-") for kind in FIELDS]
_SETS = {f"f.{name}": _MANY for names in FIELDS.values() for name in names}
_BACK: Plain = {"back": {"type": "string", "description": "The page of the desk to go on to."}}


def _form(needed: Plain, more: Plain | None = None) -> Plain:
    return {"type": "object", "required": sorted(needed), "properties": needed | (more or {}) | _BACK}


#: What an act is sent, by its address; without one, any fields.
FORMS: Mapping[str, Plain] = {
    "/decide": _form(
        {"kind": {"type": "string", "enum": _KINDS}, "subject": _ONE, "reason": _ONE},
        {
            **_SETS,
            "event": _ONE,
            "seen": {"type": "string", "pattern": "^[0-9]{1,18}$", "description": "The latest decision that was seen."},
            "step": {"type": "string", "enum": ["preview", ""], "description": "`preview` writes nothing."},
        },
    ),
    "/undo/{number}": _form({}, {"reason": _ONE}),
    "/comment": _form({"subject": _ONE, "words": _ONE}),
    "/assign": _form({"subject": _ONE}, {"to": _ONE, "words": _ONE}),
    "/classify": _form(
        {"subject": _ONE, "level": {"type": "string", "enum": [str(s) for s in Sensitivity]}, "words": _ONE}
    ),
    "/second/{number}": _form({"verdict": {"type": "string", "enum": ["agree", "disagree"]}}, {"words": _ONE}),
    "/settle": _form({}),
    "/ledger/verify": _form({}),
    "/events/{event}/export": _form({}),
}
_ACT: Plain = {"type": "object", "required": ["act"], "properties": {"act": ref("Act"), "to": _ONE}}
_NUMBER: Plain = {"type": "integer"}
#: What an act answers; a decision that is previewed answers with what it would change.
ANSWERS: Mapping[str, Plain] = {
    "/decide": {
        "oneOf": [
            {
                "type": "object",
                "required": ["decision", "job"],
                "properties": {"decision": ref("Decision"), "job": _NUMBER},
            },
            {
                "type": "object",
                "required": ["whole", "grades", "rows", "others"],
                "properties": {"grades": _OBJECTS, "rows": _OBJECTS},
            },
        ]
    },
    "/undo/{number}": {"type": "object", "required": ["decision"], "properties": {"decision": ref("Decision")}},
    **dict.fromkeys(("/comment", "/assign", "/classify", "/second/{number}"), _ACT),
    "/settle": {"type": "object", "required": ["job"], "properties": {"job": _NUMBER}},
    "/ledger/verify": {"type": "object", "required": ["verifying"], "properties": {"verifying": {"type": "boolean"}}},
}
