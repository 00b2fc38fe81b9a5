"""Tables that this program exported are named, not read as somebody's words; every name in here is invented."""

from __future__ import annotations

import json

import pytest

from counterclaim.lexicons import neighbours
from counterclaim.name_matching import MARK
from tests.unit.receive.taking import one, refused
from tests.unit.receive.test_neighbours import table

CLAIM = {
    "schema": "1", "id": "c_0123456789abcdef", "report": "r_0123456789abcdef", "start": "0", "end": "20",
    "text": "Shelling killed nine", "chain": "[]", "stance": "assert", "claim_act": "report", "aspect": "occurrence",
    "extractor": "rules",
}  # fmt: skip
REPORT = {"schema": "1", "id": "r_0123456789abcdef", "publisher": "Harbour Post", "sha256": "0" * 64, "title": "Orl"}


@pytest.mark.parametrize("columns", neighbours.tables()["own_tables"]["known_by"], ids=lambda c: c[-1])
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_rows_of_our_tables_are_named_once_and_no_reports(columns: list[str], suffix: str) -> None:
    """Though cells of them are sentences."""
    row = dict.fromkeys([*columns, "words"], "Shelling killed nine people in Orl, the harbour council said.")
    text = table(row, row) if suffix == "csv" else f"{json.dumps(row)}\n{json.dumps(row)}\n"
    found = refused(f"some.{suffix}", text)
    assert "Counterclaim's own tables" in found.name
    assert "2 " in found.reason


def test_a_table_of_reports_is_read_where_it_has_their_texts() -> None:
    said = REPORT | {"text": "Shelling killed nine people in Orl, the harbour council said."}
    report = one("reports.csv", table(said))
    assert (report.text, report.publisher) == (said["text"], "Harbour Post")
    found = refused("reports.csv", table(REPORT | {"text": MARK}))
    assert "without their texts" in found.name


def test_claims_are_no_reports_whatever_the_file_is_called() -> None:
    found = refused("mine.csv", table(CLAIM))
    assert "STIX" in found.name
