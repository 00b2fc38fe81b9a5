"""The reader and scorer of the Airwars set, on invented rows in its form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals.airwars.rows import Incident, incidents, part
from evals.sets import Missing

from evals import airwars


def row(number: int, grade: str, *parties: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """Give an invented incident."""
    blamed = [{"party": p, "attribution": "suspected", "own_assessment": a} for p, a in parties]
    values: dict[str, Any] = {
        "id": str(number), "code": f"X{number}", "date": "2031-05-01", "date_end": None, "place_en": f"Tel {number}",
        "parties": blamed, "strike_type": ["Airstrike"], "strike_status": None, "grade": grade, "killed_min": 2,
        "killed_max": 3, "injured_min": None, "injured_max": None,
    }  # fmt: skip
    return values | fields


def source(incident: int, org: str, account: str | None = None) -> dict[str, Any]:
    """Give an invented source row."""
    return {"incident": str(incident), "org": org, "account": account, "domain": "example.org", "url_sha": org}


OURS, THEIRS = ("north_guard", "not_yet_assessed"), ("south_army", "not_yet_assessed")
CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("weak", row(1, "Weak", OURS), ["Harbour"]),
    ("weak", row(2, "Weak", OURS), ["Harbour News", "Harbour Agency"]),
    ("fair", row(3, "Fair", OURS), ["Harbour", "Dune"]),
    ("contested", row(4, "Contested", OURS, THEIRS), ["Harbour", "Dune"]),
    ("contested", row(5, "Contested", OURS, ("unknown", "not_yet_assessed")), ["Harbour", "Dune"]),
    ("confirmed", row(6, "Confirmed", ("north_guard", "credible"), THEIRS), ["Harbour", "Dune"]),
    ("fair", row(7, "Fair", ("north_guard", "non_credible")), ["Harbour", "Dune"]),
]


@pytest.mark.parametrize(("expected", "incident", "orgs"), CASES, ids=[c[1]["code"] for c in CASES])
def test_the_rules_grade_an_incident(expected: str, incident: dict[str, Any], orgs: list[str]) -> None:
    """One outlet under two names is one; a party's refusal changes nothing; its acceptance confirms."""
    made = Incident(incident, tuple(source(int(incident["id"]), org) for org in orgs))
    assert airwars.incident_grade(made, status=False) == expected


def test_scores_and_splits(tmp_path: Path) -> None:
    """A foreign split is the whole folder; ours are parts of it by day and place; incidents without sources are out."""
    rows = [c[1] for c in CASES] + [row(8, "Fair", OURS)]
    listed = [source(int(c[1]["id"]), org) for c in CASES for org in c[2]]
    (tmp_path / "incidents.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "sources.jsonl").write_text("\n".join(map(json.dumps, listed)), encoding="utf-8")
    found = airwars.evaluate("theirs", tmp_path)
    assert (found["incidents"], found["accuracy_without_status"], found["macro_f1_with_status"]) == (7.0, 1.0, 0.8)
    assert sum(len(incidents(s, tmp_path)) for s in ("fit", "dev", "kept")) == 7
    assert {part(r) for r in rows} <= set(range(10))


def test_absent_data_is_said(tmp_path: Path) -> None:
    """A folder without the files says what was expected."""
    with pytest.raises(Missing, match=r"sources\.jsonl"):
        incidents("dev", tmp_path)


def test_rows_of_another_year_are_read(tmp_path: Path) -> None:
    """What a row leaves out is unknown, ids may be numbers, and a broken line is named."""
    told = {"id": 7, "date": None, "grade": "Weak", "strike_type": "Airstrike", "killed_min": 2.0, "killed_max": 2.0}
    (tmp_path / "incidents.jsonl").write_text(json.dumps(told) + "\n\n", encoding="utf-8")
    (tmp_path / "sources.jsonl").write_text(
        json.dumps({"incident": 7, "org": "Harrow Monitor"}) + "\n", encoding="utf-8"
    )
    (one,) = incidents("later", tmp_path)
    assert airwars.incident_grade(one, status=True) == "weak"
    (tmp_path / "sources.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(Missing, match="line 1"):
        incidents("later", tmp_path)
