"""The example case stays what its README says: marked, dated, in a known language, with a registry that parses."""

from __future__ import annotations

import csv
import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from counterclaim.records.registry import Camp, Letter, Tie

CASE = Path(__file__).parents[1] / "examples" / "palmyra-2016"
REPORTS = sorted((CASE / "reports").glob("*.md"))
MARKS = {
    "en": "[Exercise text written for Counterclaim; not published by the outlet named.]",
    "ar": "[نص تدريبي كُتب لمشروع Counterclaim؛ لم تنشره الجهة المذكورة.]",
    "ru": "[Учебный текст, написанный для проекта Counterclaim; названным изданием не публиковался.]",
}
NOTE = (
    "Written for the Counterclaim project as an exercise; paraphrases public positions of March 2016; "
    "not the outlet's own text."
)
RELATIONS = {"owns", "edits", "wire_of", "member_of", "spokesperson_of", "parent_unit_of", "alias_of"}


def parts(path: Path) -> tuple[dict[str, Any], str]:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body.strip()


def paragraphs(name: str) -> list[str]:
    return parts(CASE / "reports" / name)[1].split("\n\n")


def rows(name: str) -> list[dict[str, str]]:
    with (CASE / "registry" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_there_are_enough_reports_in_every_language() -> None:
    assert len(REPORTS) >= 12
    assert {parts(path)[0]["language"] for path in REPORTS} == set(MARKS)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_each_report_says_what_it_is(path: Path) -> None:
    head, body = parts(path)
    assert set(head) - {"author"} == {"publisher", "published", "language", "title", "note"}
    assert head["note"] == NOTE
    assert datetime.date(2016, 3, 1) <= head["published"] <= datetime.date(2016, 3, 31)
    *text, mark = body.split("\n\n")
    assert mark == MARKS[head["language"]]
    assert 80 <= len(" ".join(text).split()) <= 220


@pytest.mark.parametrize("copy", ["05-harbour-post.md", "06-northern-ledger.md"])
def test_a_copy_shares_the_wires_words(copy: str) -> None:
    shared = [paragraph for paragraph in paragraphs(copy)[:-1] if paragraph in paragraphs("04-reuters-wire.md")]
    assert len(shared) >= 3
    assert any("Reuters" in paragraph for paragraph in paragraphs(copy)[-2:-1])


@pytest.mark.parametrize(("name", "record"), [("camps.csv", Camp), ("ties.csv", Tie), ("letters.csv", Letter)])
def test_the_registry_parses(name: str, record: type[Camp] | type[Tie] | type[Letter]) -> None:
    read = rows(name)
    assert read
    for row in read:
        assert list(row) == [field.name for field in dataclasses.fields(record)]
        made = record(**row)
        assert made.agent
        assert made.basis
        start, end = (datetime.date.fromisoformat(day) if day else None for day in (made.start, made.end))
        assert start is None or end is None or start <= end


def test_ties_and_letters_use_the_known_values() -> None:
    assert {row["relation"] for row in rows("ties.csv")} <= RELATIONS
    assert {row["letter"] for row in rows("letters.csv")} <= set("ABCDEF")
