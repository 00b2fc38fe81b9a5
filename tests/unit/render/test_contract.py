"""The machine contract: exactly the fields of the design, and the schemas that others check against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from counterclaim.render import contract
from counterclaim.settings import SCHEMA_VERSION
from tests.unit.render import sample

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((REFERENCE / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def an_event() -> dict[str, Any]:
    d = sample.a_dossier()
    return contract.event_object(d)


def test_reports_claims_and_events_validate() -> None:
    """Every object of the sample fits its schema, also after a trip through JSON."""
    reports, claims, events = validator("report"), validator("claim"), validator("event")
    for report in (*sample.REPORTS, sample.UNREAD):
        reports.validate(json.loads(json.dumps(contract.report_object(report))))
    for claim in sample.CLAIMS:
        claims.validate(json.loads(json.dumps(contract.claim_object(claim))))
    events.validate(json.loads(json.dumps(an_event())))


@pytest.mark.parametrize("name", ["report", "claim", "event"])
def test_a_field_too_many_or_too_few_is_an_error(name: str) -> None:
    """The schemas hold the objects to exactly their fields."""
    made = {
        "report": contract.report_object(sample.WIRE),
        "claim": contract.claim_object(sample.TWELVE),
        "event": an_event(),
    }[name]
    check = validator(name)
    with pytest.raises(ValidationError):
        check.validate({**made, "score": 1})
    for field in made:
        with pytest.raises(ValidationError):
            check.validate({key: value for key, value in made.items() if key != field})


def test_a_claim_has_the_fields_of_the_design_in_order() -> None:
    """The fields of a claim are those of design §9 with the schema version before them."""
    fields = (
        "schema", "id", "report", "start", "end", "text", "chain", "stance", "claim_act", "aspect", "act_type",
        "actor", "target", "place", "time", "measure", "victim_class", "range", "unit", "asset", "label", "hedges",
        "loaded", "against_interest", "event", "extractor",
    )  # fmt: skip
    made = contract.claim_object(sample.TWELVE)
    assert tuple(made) == fields
    assert made["schema"] == SCHEMA_VERSION
    assert made["range"] == [12, None]
    assert made["text"] == sample.WIRE.text[made["start"] : made["end"]]
    assert made["chain"][0]["agent"] == {"id": sample.ORLU.id, "name": "Ana Orlu", "kind": "person"}
    assert made["chain"][-1]["speech"] == "own"


def test_an_answer_lists_agents_by_take() -> None:
    """Who asserts, denies and relays an answer stands beside its triple; the silent stand with the question."""
    damage = next(q for q in an_event()["questions"] if q["aspect"] == "damage")
    answer = damage["answers"][0]
    assert {a["name"] for a in answer["asserts"]} == {"Ana Orlu", "Meridian Observatory"}
    assert [a["name"] for a in answer["denies"]] == ["Defence Ministry"]
    assert (answer["reports"], answer["origins"], answer["shown_independent"]) == (5, 3, 2)
    assert {a["name"] for a in damage["silent"]} == {"Relief Corps", "Valley Courier", "residents"}
