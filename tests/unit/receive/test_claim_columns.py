"""A table of claims read in columns is what it is read row by row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.cli import main
from counterclaim.errors import UsageError
from counterclaim.receive import ClaimRow, LeftOut, claim_columns, claim_rows
from counterclaim.receive.claim_columns import _by_arrow
from counterclaim.records.source import Refusal

HEAD = "source,object,value,stance\n"


def as_rows(data: bytes) -> tuple[list[ClaimRow], list[Refusal], int]:
    """Read in columns, and give the rows back."""
    found = claim_columns(data, "t.csv")
    columns = ([c.words[n] for n in c.place] for c in (found.source, found.object, found.value))
    rows = [ClaimRow(s, o, v, bool(d)) for s, o, v, d in zip(*columns, found.denied, strict=True)]
    return rows, list(found.refused), sum(found.left_out.values())


def one_by_one(data: bytes) -> tuple[list[ClaimRow], list[Refusal], int]:
    """Read row by row."""
    rows = list(claim_rows(io.StringIO(data.decode(), newline="\n"), "t.csv"))
    taken, refused = ([r for r in rows if isinstance(r, kind)] for kind in (ClaimRow, Refusal))
    return taken, refused, sum(isinstance(r, LeftOut) for r in rows)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "row", ['"a"","a"","a"","a"","a"","a"","b"', 'a,""b,c,', 'a,"b"c",d,"', 'a"",b,c,', '"","a""b","""c""",']
)
def test_marks_that_open_and_close_nothing_are_refused_by_either_reader(row: str) -> None:
    """A library took three cells out of marks that do not fit; each of them was looked at by itself."""
    data = (HEAD + "a,b,c,\n" + row + "\n").encode()
    assert as_rows(data) == one_by_one(data)


WORDS = st.sampled_from(["a", "b", "12", "", " ", "Aïn, Quay", 'so "called"', "two\nlines", "NA", "null", "=1"])
STANCES = st.sampled_from(["", "assert", "Deny", "hedges", "relay", "maybe"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, STANCES), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_columns_are_rows(rows: list[tuple[str, ...]], end: str) -> None:
    """The same claims, refusals and rows left out, whatever the cells hold."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows([HEAD.strip().split(","), *rows])
    data = out.getvalue().encode()
    assert as_rows(data) == one_by_one(data)


@pytest.mark.parametrize(
    "rows",
    ['a,q,"x"y,\n', 'a,q,x"y",\nb,q,z,\n', "a,q\nb,q,z,\n", 'a,q,"x\n', "a,q,x,,\n", "\n\na,q,x,\n", " \n"],
)
def test_broken_rows_are_named_as_before(rows: str) -> None:
    """What Arrow would read otherwise, or not at all, is read with care."""
    data = (HEAD + rows).encode()
    assert as_rows(data) == one_by_one(data)


def test_a_plain_table_is_read_by_arrow() -> None:
    """Else nothing would be gained."""
    assert _by_arrow((HEAD + 'a,q,"x, y",\n').encode()) is not None
    assert _by_arrow(b'"source",object,value\na,q,x\n') is None


def test_not_utf8_and_no_columns_are_refused() -> None:
    """With what was expected."""
    with pytest.raises(UsageError, match="UTF-8"):
        claim_columns(b"source,object,value\na,q,\xff\n", "t.csv")
    with pytest.raises(UsageError, match="Add value"):
        claim_columns(b"source,object\na,q\n", "t.csv")


@pytest.mark.parametrize(
    ("data", "todo"),
    [
        (b"source;object;value\na;q;x\n", "set apart by semicolons: save it with commas"),
        (b"source\tobject\tvalue\na\tq\tx\n", "set apart by tabs"),
        (b"source,object,value,value\na,q,x,y\n", "Rename all but one"),
    ],
)
def test_a_header_that_cannot_be_used_says_what_to_do(data: bytes, todo: str) -> None:
    """Cells set apart by another sign, and two columns of one name, of which the first was passed over silently."""
    with pytest.raises(UsageError, match=todo):
        claim_columns(data, "t.csv")


def run(folder: Path, rows: str, *words: str) -> tuple[int, str, str]:
    """Weigh rows by the command line."""
    (folder / "t.csv").write_text(HEAD + rows, encoding="utf-8")
    result = CliRunner().invoke(main, ["weigh", str(folder / "t.csv"), *words])
    return result.exit_code, result.stdout, result.stderr


def test_hedged_rows_are_left_out_not_refused(tmp_path: Path) -> None:
    """They are in order and counted by stance; where only such are left, that is what is said."""
    code, _, said = run(tmp_path, "a,q,x,\nb,q,x,hedge\nc,q,x,hedges\nd,q,x,relay\n")
    assert (code, said) == (0, "3 rows left out, giving and denying no value: hedge 2, relay 1.\n")
    code, _, said = run(tmp_path, "b,q,x,hedge\n")
    assert code == 2
    assert "got only such as neither give nor deny one (1)" in " ".join(said.split())


def test_the_rest_is_not_said_to_be_used_where_there_is_none(tmp_path: Path) -> None:
    """One row, and that refused: nothing was used."""
    code, _, said = run(tmp_path, "a,q,,\n")
    assert code == 2
    assert said.startswith("1 of 1 rows refused:\n  t.csv row 1: nothing in the cell value.")


def test_csv_out_has_a_row_for_each_answer(tmp_path: Path) -> None:
    """With the explanation beside the best, and nothing that a sheet would run."""
    code, out, _ = run(tmp_path, "a,q,=x,\nb,q,=x,\nc,q,y,\n", "--csv", "--explain")
    first, second = csv.DictReader(io.StringIO(out))
    assert code == 0
    assert (first["value"], first["best"], first["decided"], first["for"].split(" (")[0]) == ("'=x", "yes", "yes", "a")
    assert first["explanation"].startswith("The strongest voice")
    assert (second["value"], second["best"], second["explanation"]) == ("y", "no", "")


def test_a_method_that_cannot_says_what_can(tmp_path: Path) -> None:
    """Exit 2, with the methods to take instead."""
    code, _, said = run(tmp_path, "a,q,4,\nb,q,5,\n", "--values", "numbers", "--method", "dawid-skene")
    assert code == 2
    assert "--method origins, voting, crh, truthfinder, ltm" in " ".join(said.split())
