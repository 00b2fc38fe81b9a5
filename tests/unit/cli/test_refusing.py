"""What the command line refuses, and how it says so."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main
from counterclaim.errors import CounterclaimError
from tests.unit.receive.taking import STORY, refused, take, zipped


def run(*words: object) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(w) for w in words])


@pytest.mark.parametrize("words", [("settle",), ("verify",), ("decide", "accept", "c_1", "--reason", "x")])
def test_a_case_that_is_not_there_is_said_before_what_is_slow_is_loaded(words: tuple[str, ...], tmp_path: Path) -> None:
    name, *rest = words
    told, loaded = [name, str(tmp_path / "none"), *rest], "counterclaim.case"
    code = (
        "import sys\nfrom counterclaim.cli import main\n"
        f"try:\n    main({told!r})\nexcept SystemExit as end:\n    print(end.code, {loaded!r} in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]
    assert "nothing there" in " ".join(done.stderr.split())


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_path_is_not_the_current_folder(empty: str, tmp_path: Path) -> None:
    """Neither as what to take nor as the case."""
    for words in (("take", tmp_path / "case", empty), ("take", empty, tmp_path), ("reports", empty)):
        result = run(*words)
        assert result.exit_code == 2
        assert "got an empty one" in result.stderr
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--out"), ("export", "--as", "stix", "--to"), ("dossier", "all", "--out"), ("copy", "00", "--out"),
        ("bundle", "--event", "all", "--out"), ("ledger", "stamp", "--request"), ("watch", "--notices"),
    ],
)  # fmt: skip
def test_nothing_is_written_into_a_case(words: tuple[str, ...], tmp_path: Path) -> None:
    """`verify` would find it there: in this case or another, by whatever way the path leads."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    run("take", tmp_path / "case", tmp_path / "in")
    before = {p: p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()}
    at = 2 if words[0] == "ledger" else 1
    result = run(*words[:at], tmp_path / "case", *words[at:], tmp_path / "in" / ".." / "case" / "evidence" / "out")
    assert result.exit_code == 2
    assert "outside of every case" in " ".join(result.stderr.split())
    assert before == {p: p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()}


@pytest.mark.parametrize("option", ["--reason", "--who"])
def test_words_that_are_not_utf_8_are_refused_by_the_name_of_their_option(option: str, tmp_path: Path) -> None:
    """A shell hands over any bytes; a record holds characters."""
    words = {"--reason": "read again", "--who": "desk"} | {option: "a\udcffb"}
    result = run("decide", tmp_path / "case", "accept", "c_1", *(w for pair in words.items() for w in pair))
    assert result.exit_code == 2
    assert f"words in UTF-8 for {option[2:]}" in " ".join(result.stderr.split())


def test_a_long_table_of_refusals_is_cut_with_its_count(tmp_path: Path) -> None:
    """In the terminal; JSON has each."""
    (tmp_path / "in").mkdir()
    for number in range(27):
        (tmp_path / "in" / f"{number:02}.txt").write_bytes(b"")
    (tmp_path / "in" / "story.txt").write_text(STORY)
    shown = run("take", tmp_path / "case", tmp_path / "in")
    assert "in/19.txt" in shown.stdout
    assert "in/20.txt" not in shown.stdout
    assert "7 more, 27 in all" in shown.stdout
    rows = run("take", tmp_path / "again", tmp_path / "in", "--json").stdout.splitlines()
    assert sum(json.loads(row)["row"] == "refused" for row in rows) == 27


def test_unseen_characters_are_escaped_in_json(tmp_path: Path) -> None:
    """In names of files for good, elsewhere by JSON's own escapes, which mean the same characters."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\u202etxt.txt").write_text(f"---\npublisher: Velm\u202e Post\nlanguage: en\n---\n{STORY}")
    (tmp_path / "in" / "می\u200cروم.txt").write_text(f"---\nlanguage: en\n---\n{STORY} It was late.")
    taken = run("take", tmp_path / "case", tmp_path / "in", "--json").stdout
    assert {json.loads(line)["name"] for line in taken.splitlines()} == {"in/a\\u202etxt.txt", "in/می\u200cروم.txt"}
    told = run("reports", tmp_path / "case", "--json").stdout
    assert "\u202e" not in taken + told
    assert "Velm\u202e Post" in {json.loads(line)["publisher"] for line in told.splitlines()}


def test_values_that_are_no_numbers_are_refused_by_row(tmp_path: Path) -> None:
    """Only where numbers are asked for; the other rows are weighed."""
    table = tmp_path / "claims.csv"
    table.write_text("source,object,value\na,toll,12\nb,toll,many\nc,toll,at least 10\nd,toll,10-14\n")
    result = run("weigh", table, "--values", "numbers")
    assert result.exit_code == 0
    assert "claims.csv row 2: the value `many`, which is not a number or a range" in result.stderr
    assert "many" not in result.stdout
    assert "refused" not in run("weigh", table).stderr


def test_a_pair_with_an_empty_cell_is_passed_over(tmp_path: Path) -> None:
    """It is named, and the other pairs count; a table without any pair is refused."""
    (tmp_path / "claims.csv").write_text("source,object,value\na,toll,12\nb,toll,12\nc,toll,30\n")
    (tmp_path / "tied.csv").write_text("a,b\na,b\nc,\n")
    result = run("weigh", tmp_path / "claims.csv", "--lineage", tmp_path / "tied.csv")
    assert result.exit_code == 0
    assert "tied.csv row 2: nothing in the cell b" in result.stderr
    assert {a["value"]: a["origins"] for a in json.loads(result.stdout)["answers"]} == {"12": 1, "30": 1}
    (tmp_path / "tied.csv").write_text("a,b\nc,\n")
    assert run("weigh", tmp_path / "claims.csv", "--lineage", tmp_path / "tied.csv").exit_code == 2


def test_a_damaged_member_leaves_the_rest_alone() -> None:
    """In each way of packing."""
    for packing in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", packing) as archive:
            archive.writestr("a.txt", STORY * 40)
            archive.writestr("b.txt", STORY)
        data = bytearray(out.getvalue())
        start = data.index(b"a.txt") + 5
        data[start + 4 : start + 30] = b"\xff" * 26
        found = take("z.zip", bytes(data))
        assert len(found) == 2
        assert "broken" in getattr(found[0], "reason", "")
        assert getattr(found[1], "text", "") == STORY
    assert len(take("z.zip", zipped({"a.txt": STORY}))) == 1


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_number_without_end_is_told_in_words(name: str) -> None:
    """No advice of the programming language reaches the user."""
    reason = refused(name, '{"text": "a b", "n": ' + "9" * 5_000 + "}").reason
    assert "a number of 5,000 digits" in reason
    assert "sys." not in reason


def test_what_needs_nothing_is_no_refusal_and_bad_dates_are_counted(tmp_path: Path) -> None:
    """A map of columns counts for its folder; a date that cannot be read is told on its report, and counted here."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "columns.yaml").write_text("text: Body\n", encoding="utf-8")
    rows = 'Body,date\n"Shells killed nine in Orvane, a doctor said. (Invented.)",32 Foo 2031\n'
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    said = CliRunner().invoke(main, ["take", str(tmp_path / "case"), str(folder)]).output
    counts = {" ".join(words[:-1]): words[-1] for line in said.splitlines() if (words := line.split())[-1:]}
    assert (counts["refused"], counts["passed over"], counts["dates not read"]) == ("1", "1", "1")
    refused, _, rightly = said.partition("Passed over, and rightly")
    assert "empty.txt" in refused
    assert "columns.yaml" not in refused
    assert "columns.yaml" in rightly


def test_what_is_said_of_files_that_are_there_already_is_told_to_do_nothing(tmp_path: Path) -> None:
    """It was ignored without a word."""
    (path := tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    first = run("take", tmp_path / "case", path)
    assert "when a text is first taken" in " ".join(first.output.split())
    again = run("take", tmp_path / "case", path, "--publisher", "Vale Post", "--published", "2031-05-04")
    told = " ".join(again.output.split())
    assert "1 item was in the case already: `published` and `publisher` did nothing there" in told
    assert "new case" in told
    assert "in the case already" not in run("take", tmp_path / "case", path).output


def test_a_sentence_has_one_full_stop() -> None:
    """What a library says may end with its own."""
    assert str(CounterclaimError("a stamp", "no use for generation.", "Ask.")).count("..") == 0
    assert str(CounterclaimError("a folder", ".", "Ask.")) == "Expected a folder; got .. Ask."
