"""`counterclaim weigh`: a table of claims in, answers out; bad rows are named and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main, show

TABLE = "source,object,value,stance\na,toll,12,\nb,toll,12,assert\nc,toll,30,\n"


def run(text: str, folder: Path, *options: str) -> Result:
    """Write a table and weigh it."""
    path = folder / "claims.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["weigh", str(path), *options])


def test_answers(tmp_path: Path) -> None:
    """The answer most say comes first, each with its origins."""
    result = run(TABLE, tmp_path)
    (one,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert (one["object"], one["decided"]) == ("toll", True)
    assert [(a["value"], a["origins"]) for a in one["answers"]] == [("12", 2), ("30", 1)]
    assert {"value", "probability", "origins"} <= set(one["answers"][0])


def test_lines_are_those_of_an_encoder(tmp_path: Path) -> None:
    """Lines that are written from columns have the bytes of an encoder, whatever the words; --explain uses one."""
    odd = 'q,"a ""quoted"" one"\nq,tab\there\nq,back\\slash\nq,soft\u00adhyphen\np\u202e,\u00e9t\u00e9\n'
    rows = [f"{s},{row}" for row in odd.splitlines() for s in ("a", "b\u200b", "c")]
    result = run("source,object,value\n" + "\n".join(rows), tmp_path)
    lines = result.stdout.splitlines()
    assert lines == [show.line(json.loads(line)) for line in lines]
    plain = [json.loads(line) for line in lines]
    explained = [
        json.loads(line)
        for line in run("source,object,value\n" + "\n".join(rows), tmp_path, "--explain").stdout.splitlines()
    ]
    for one, other in zip(plain, explained, strict=True):
        assert one == {k: v for k, v in other.items() if k not in ("answers", "without_strongest", "explanation")} | {
            "answers": [{k: v for k, v in a.items() if k not in ("for", "against")} for a in other["answers"]]
        }


def test_lineage(tmp_path: Path) -> None:
    """A table of who shares an origin makes them one voice."""
    (tmp_path / "tied.csv").write_text("a,b\na,b\n", encoding="utf-8")
    result = run(TABLE, tmp_path, "--lineage", str(tmp_path / "tied.csv"))
    (one,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert {a["value"]: a["origins"] for a in one["answers"]} == {"12": 1, "30": 1}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("d,toll", "2 cells where the header has 4"),
        ("d,toll,,", "nothing in the cell value"),
        ("d,toll,5,maybe", "the stance `maybe`"),
        ('d,"toll', "broken CSV"),
    ],
)
def test_bad_row(row: str, why: str, tmp_path: Path) -> None:
    """A bad row is named with the reason."""
    result = run(TABLE + row + "\n", tmp_path)
    assert result.exit_code == 0
    assert "claims.csv row 4" in result.stderr
    assert why in " ".join(result.stderr.split())


def test_a_hedged_row_is_left_out_and_counted(tmp_path: Path) -> None:
    """A row that neither gives nor denies a value is no error, and is not passed over silently either."""
    result = run(TABLE + "d,toll,5,hedge\n", tmp_path)
    assert result.exit_code == 0
    assert "1 row left out" in result.stderr
    assert "hedge 1" in result.stderr


@pytest.mark.parametrize("text", ["", "source,object\na,b\n", "source,object,value\n"])
def test_nothing_to_weigh(text: str, tmp_path: Path) -> None:
    """Without the columns or without rows the exit code is 2, with what is missing."""
    result = run(text, tmp_path)
    assert result.exit_code == 2
    assert "Expected" in result.stderr
