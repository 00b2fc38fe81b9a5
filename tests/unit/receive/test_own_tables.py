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
FOOTER = "This page shows who says what, who copied whom and what a named standard allows one to say."
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


@pytest.mark.parametrize(
    ("name", "begins", "ends"),
    [
        ("e_1.html", "<!doctype html><title>x</title><style>/* Counterclaim dossier: calm */</style>", ""),
        ("e_1.md", "# Killings", f"Made on this machine. {FOOTER}"),
        ("counterclaim-bundle/data/dossier/odd.txt", "", ""),
        ("b.zip!counterclaim-bundle/manifest-sha256.txt", "", ""),
    ],
)
def test_what_we_write_for_readers_is_no_further_voice(name: str, begins: str, ends: str) -> None:
    """Pages of a dossier, and all in a bundle but its originals."""
    found = refused(name, f"{begins}\nShelling killed nine people in Orl, the harbour council said.\n{ends}")
    assert "of this program" in found.reason


def test_an_empty_list_of_a_bundle_is_no_damage() -> None:
    """Where nobody else signed, nothing is to be proven of older checkpoints."""
    assert refused("b.zip!counterclaim-bundle/data/ledger/growth.jsonl", "").fine


def test_an_original_in_a_bundle_is_read() -> None:
    name = "counterclaim-bundle/data/evidence/ab/cd/abcd.txt"
    assert one(name, "Shelling killed nine people in Orl, the harbour council said.").text.startswith("Shelling")
