"""`counterclaim trace`: rows in, edges and origins out; a bad row is named and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main

STORY = (
    "Shells fell on the market of Lower Quay on Monday morning, and at least nine traders were killed, the harbour "
    "hospital said. The mayor blamed the river brigade, which has held the far bank since the spring floods."
)
OTHER = (
    "The bakery on Mill Lane will open again next week after its oven was mended, its owner told callers on Tuesday."
)


def run(*rows: Any, path: Path) -> Result:
    """Write rows to a file, trace it, and give what came out."""
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["trace", str(path)])


def objects(result: Result) -> list[dict[str, Any]]:
    """Give the JSON lines of standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_copy_is_one_origin(tmp_path: Path) -> None:
    """A copy is joined with what it copies, its edge shows the words in both, and the earlier one is named."""
    later = "CITY DESK. " + STORY
    result = run(
        {"id": "late", "text": later, "published": "2021-05-04", "publisher": "City Desk"},
        {"id": "early", "text": STORY, "published": "2021-05-03", "publisher": "Quay Wire"},
        {"id": "else", "text": OTHER, "published": "2021-05-03", "publisher": "Mill Post"},
        path=tmp_path / "rows.jsonl",
    )
    assert result.exit_code == 0
    edges = [o for o in objects(result) if o["row"] == "edge"]
    origins = [o for o in objects(result) if o["row"] == "origin"]
    assert [(e["from"], {e["a"], e["b"]}) for e in edges] == [("early", {"early", "late"})]
    texts = {"late": later, "early": STORY}
    for a0, a1, b0, b1 in edges[0]["spans"]:
        assert texts[edges[0]["a"]][a0:a1] == texts[edges[0]["b"]][b0:b1]
    assert sorted(map(tuple, (o["members"] for o in origins))) == [("early", "late"), ("else",)]


def test_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    """The same rows in another order give the same lines."""
    rows = [{"id": str(n), "text": f"{STORY} Edition {n}.", "published": f"2021-05-0{n}"} for n in range(1, 5)]
    there = run(*rows, path=tmp_path / "a.jsonl").stdout
    assert there == run(*reversed(rows), path=tmp_path / "a.jsonl").stdout


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ("[]", "a list where an object was expected"),
        ({"id": "x"}, "no `text`"),
        ({"text": "x"}, "no `id`"),
        ({"id": "x", "text": "  "}, "no `text`"),
        ({"id": "x", "text": 5}, "no `text`"),
        ({"id": "x", "text": "y", "publisher": 5}, "`publisher` is a int"),
        ({"id": "x", "text": "y", "published": "soon"}, "soon"),
        ('{"id": "x", "text": "\\ud800"}', "surrogate"),
        ({"id": "good", "text": "y"}, "line 1 has too"),
    ],
)
def test_bad_row_is_named(row: Any, why: str, tmp_path: Path) -> None:
    """A row that cannot be read is refused by its number, with the reason; the others are traced."""
    result = run({"id": "good", "text": STORY}, row, path=tmp_path / "rows.jsonl")
    assert result.exit_code == 0
    assert "rows.jsonl line 2" in result.stderr
    assert why in " ".join(result.stderr.split())
    assert [o["members"] for o in objects(result)] == [["good"]]


def test_nothing_to_trace(tmp_path: Path) -> None:
    """Without a single good row, and for a file that is not there, the exit code is 2."""
    assert run("{", path=tmp_path / "rows.jsonl").exit_code == 2
    assert CliRunner().invoke(main, ["trace", str(tmp_path / "none.jsonl")]).exit_code == 2
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "a", "text": "caf\xe9"}\n')
    result = CliRunner().invoke(main, ["trace", str(tmp_path / "latin.jsonl")])
    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


def test_an_index_grows(tmp_path: Path) -> None:
    """Rows added later are traced with those before; what was given before is had, and another text is refused."""
    folder = str(tmp_path / "index")

    def add(*rows: Any) -> Result:
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return CliRunner().invoke(main, ["trace", str(path), "--index", folder])

    early = {"id": "early", "text": STORY, "published": "2021-05-03", "publisher": "Quay Wire"}
    late = {"id": "late", "text": "CITY DESK. " + STORY, "published": "2021-05-04", "publisher": "City Desk"}
    other = {"id": "else", "text": OTHER, "published": "2021-05-03", "publisher": "Mill Post"}
    first = add(early, other)
    assert first.exit_code == 0, first.output
    assert sorted(o["members"] for o in objects(first)) == [["early"], ["else"]]
    added = objects(add(late, early))
    whole = objects(run(early, late, other, path=tmp_path / "all.jsonl"))
    assert [o for o in added if o["row"] == "edge"] == [o for o in whole if o["row"] == "edge"]
    assert [o for o in added if o["row"] == "origin"] == [o for o in whole if o.get("members") == ["early", "late"]]
    assert objects(add(late, early)) == added
    changed = add({**late, "text": OTHER}, early)
    assert "the id of another text" in " ".join(changed.stderr.split())
    assert changed.exit_code == 0
