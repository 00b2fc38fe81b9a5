"""The parts of a row: all of it, in order, so that they join to it again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.canonical import canonical_bytes
from counterclaim.store.parts import parts, pieces


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet="ab. !?\n\t\u061f\u201d"))
def test_pieces_join_to_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill burned. Nobody came.", ["The mill burned. ", "Nobody came."]),
        ("First line\nsecond\n\nthird", ["First line\n", "second\n\n", "third"]),
        ("\u201cIt burned.\u201d She left.", ["\u201cIt burned.\u201d ", "She left."]),
        ("", [""]),
    ],
)
def test_pieces_are_sentences_or_lines(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_record_is_cut_into_its_fields_and_its_text_into_pieces() -> None:
    record = canonical_bytes({"text": "One. Two.", "title": None, "b": {"y": 1, "x": [1.5]}}).decode()
    found = [json.loads(p) for p in parts("reports", [("id", "r_1"), ("record", record)])]
    assert found == [
        ["reports"], ["id", "r_1"], ["record", "b", {"x": [1.5], "y": 1}], ["record", "text", 0, "One. "],
        ["record", "text", 1, "Two."], ["record", "title", None],
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["{}", '{"a": 1}', "{", "plain", 7, None])
def test_what_is_no_record_in_canonical_json_is_one_part(value: object) -> None:
    found = [json.loads(p) for p in parts("t", [("c", value)])]
    assert found == ([["t"]] if value == "{}" else [["t"], ["c", value]])
