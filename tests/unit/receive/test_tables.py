"""Tables: JSON, JSON Lines and CSV in the shapes people have."""

from __future__ import annotations

import json

import pytest

from counterclaim.errors import UsageError
from counterclaim.receive import columns_in, nearest
from counterclaim.receive.columns import is_column_map
from counterclaim.receive.parse import REASON_MAX
from counterclaim.records.source import Refusal, Report
from tests.unit.receive.taking import STORY, one, refused, take

ROW = {"text": STORY, "outlet": "Harbour Post"}


@pytest.mark.parametrize(
    "text",
    [json.dumps(ROW), json.dumps(ROW, indent=2), json.dumps([ROW]), json.dumps({"articles": [ROW]}, indent=1),
     "\ufeff" + json.dumps(ROW)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_comes_as_lines_a_list_or_one_object(name: str, text: str) -> None:
    """All shapes give the same row."""
    report = one(name, text)
    assert (report.text, report.publisher, report.locator) == (STORY, "Harbour Post", "row 1")


@pytest.mark.parametrize("text", ["[]", "{}", "[\n]"])
def test_json_without_rows_is_refused(text: str) -> None:
    """An empty list is named, never silently nothing."""
    assert "empty list" in refused("a.json", text).reason


def test_a_reason_stays_one_that_a_person_reads() -> None:
    """A column whose name is a whole file's worth is not said back at that length."""
    reason = refused("a.json", json.dumps({"columns.yaml" * 20_000: 1})).reason
    assert reason.startswith("no column with a text")
    assert len(reason) == REASON_MAX


def test_a_bad_row_is_refused_by_number_and_the_others_go_on() -> None:
    """Halves of characters, deep nesting, other values and broken lines each cost one row."""
    good = json.dumps(ROW)
    rows = [
        good,
        '{"text": "half \\ud83d"}',
        "[" * 100_000,
        '{"text": ',
        "7",
        '{"text": "fine", "outlet": "\\udc00"}',
        good,
    ]
    found = take("a.jsonl", "\n".join(rows))
    assert [isinstance(f, Report) for f in found] == [True, False, False, False, False, False, True]
    names = [f.name for f in found if isinstance(f, Refusal)]
    assert names == [f"a.jsonl row {n}" for n in (2, 3, 4, 5, 6)]
    assert "halves of characters" in found[1].reason  # type: ignore[union-attr]
    assert "nested too deeply" in found[2].reason  # type: ignore[union-attr]


def test_broken_json_is_refused_once() -> None:
    """A pretty-printed file that is cut gives one refusal, not one for each line."""
    assert "broken JSON" in refused("a.json", json.dumps([ROW, ROW], indent=2)[:-10]).reason


@pytest.mark.parametrize("mark", ["", "\ufeff", "sep=;\n"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_with_a_saved_column_map(mark: str, delimiter: str) -> None:
    """A mark, semicolons and foreign column names are no obstacle."""
    if mark.startswith("sep"):
        mark = f"sep={delimiter}\n"
    rows = [["Body", "Medium, long", "Day"], [STORY.replace(",", ""), "Harbour Post", "27.03.2016"]]
    text = mark + "\r\n".join(delimiter.join(f'"{c}"' for c in row) for row in rows)
    mapped = columns_in('text: Body\npublisher: "Medium, long"\npublished: Day\n')
    report = one("a.csv", text, columns=mapped)
    assert (report.publisher, report.locator) == ("Harbour Post", "row 1")
    assert report.published is not None
    assert report.published.start == "2016-03-27"


def test_bad_csv_rows_are_named_and_the_rest_read() -> None:
    """Too many cells, too few, a broken quote: each by its number."""
    found = take("a.csv", f'text,outlet\n"{STORY}",A\nx,y,z\nx\n"b"ad,B\n"{STORY}",C\n')
    assert [getattr(f, "publisher", "refused") for f in found] == ["A", "refused", "refused", "refused", "C"]
    assert found[3].name == "a.csv row 4"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("text,outlet\n", "header alone"),
        ("text,text\na,b\n", "two called `text`"),
        ("a,b\n1,2\n", "no column with a text"),
        ("title,Text\nQuay,\n", "nothing in `Text`, where its text should be"),
        ('"a"b,c\n1,2\n', "broken header"),
    ],
)
def test_csv_that_is_no_table_is_refused(text: str, words: str) -> None:
    """A header alone, two columns of one name, and no text."""
    assert words in refused("a.csv", text).reason


def test_column_maps_are_told_by_name_and_found_by_folder() -> None:
    """The map of the closest folder counts."""
    assert is_column_map("x/columns.yaml")
    assert is_column_map("a.zip!x/Columns.YML")
    assert not is_column_map("x/my-columns.yaml")
    maps = {"": (("text", "A"),), "x/y": (("text", "B"),)}
    assert [nearest(n, maps) for n in ("t.csv", "x/t.csv", "x/y/z/t.csv")] == [maps[""], maps[""], maps["x/y"]]
    assert nearest("t.csv", {}) == ()
    assert refused("x/columns.yaml", "text: Body\n").reason.startswith("a map of columns")


@pytest.mark.parametrize("text", ["", "- a", "Body: text", "text:", "text: [a]", "a: [", "[" * 9_999])
def test_a_column_map_that_is_none_is_a_usage_error(text: str) -> None:
    """Reversed, empty and broken maps are told."""
    with pytest.raises(UsageError):
        columns_in(text)
