"""The machine contract, command by command: names, flags, exit codes, and every JSON line against its schema."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from counterclaim.cli import main
from tests.conftest import DEMO

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
#: Invented texts about invented places, with what a contract is easily broken by: no date, astral letters, odd names.
INVENTED = {
    "a.md": "---\npublisher: Harbour “Post” 𝔓\npublished: 2031-05\nauthor: [Ana Orlu, B. Quell]\n---\n"
    "Shelling killed 12 people in Orvane on Monday, the harbour council said. Residents fear reprisals in Orvane.\n",
    "b.txt": "=cmd()\n\n𝕭ridge at Orvane was destroyed last May, Ana Orlu told the Valley Courier.\n",
    "c.jsonl": '{"text": "Nobody was killed in Orvane, the Defence Ministry said.", "date": "2031-05-07"}\nnot json\n',
    "d.txt": "Les habitants de la ville disent que le pont a été détruit par les bombardements de lundi.\n",
}
SUFFIXES = {"csv": "csv", "json": "jsonl", "md": "md"}


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def lines(result: Result, kind: str) -> list[dict[str, Any]]:
    """Give the objects that a command printed on standard output, each checked against a schema."""
    schema = json.loads((REFERENCE / f"{kind}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    for row in rows:
        Draft202012Validator(schema).validate(row)
        assert row["schema"] == 1
    return rows


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case of invented texts, taken, decided on and settled twice."""
    folder = tmp_path_factory.mktemp("contract")
    (folder / "in").mkdir()
    for name, words in INVENTED.items():
        (folder / "in" / name).write_text(words, encoding="utf-8")
    case = folder / "case"
    taken = run("take", case, folder / "in", "--json")
    assert taken.exit_code == 0
    assert {(r["row"], r["name"]) for r in lines(taken, "take")} == {
        ("taken", "in/a.md"), ("taken", "in/b.txt"), ("taken", "in/c.jsonl"), ("taken", "in/d.txt"),
        ("refused", "in/c.jsonl row 2"),
    }  # fmt: skip
    assert [r["row"] for r in lines(run("take", case, folder / "in" / "a.md", "--json"), "take")] == ["already"]
    assert len(lines(run("settle", case, "--json"), "run")) == 1
    claim = json.loads(run("claims", case, "--json").stdout.splitlines()[0])["id"]
    assert run("decide", case, "reject", claim, "--reason", "misread").exit_code == 0
    assert run("settle", case).exit_code == 0
    return case


@pytest.mark.parametrize("which", ["demo", "invented"])
def test_every_line_of_every_reading_command_validates(which: str, demo_folder: Path, invented: Path) -> None:
    """On the example case and on one of invented texts; where rows are certain to be there, some are."""
    case = demo_folder if which == "demo" else invented
    for command, kind in [
        ("reports", "report"), ("claims", "claim"), ("events", "event"), ("verify", "check"), ("runs", "settled"),
        ("grades", "grade"), ("origins", "origin"),
    ]:  # fmt: skip
        result = run(command, case, "--json")
        assert result.exit_code == 0, result.output
        assert lines(result, kind), command
    lines(run("decisions", case, "--json"), "decision")
    watched = run("watch", case, "--json")
    assert watched.exit_code == 0
    assert lines(watched, "watch") or which == "demo"


def test_totals_keep_what_is_no_number_apart_from_nought(tmp_path: Path) -> None:
    """`grades --totals` prints three sums for each party; one over events without a number is null and says so."""
    case = tmp_path / "case"
    assert run("take", case, Path(__file__).parents[1] / "cases" / "one_source").exit_code == 0
    assert run("settle", case).exit_code == 0
    told = run("grades", case, "--totals", "--json")
    assert told.exit_code == 0
    rows = lines(told, "total")
    assert {r["name"] for r in rows} == {"headline", "alleged", "conceded"}
    for row in rows:
        empty = row["without_number"] == row["events"]
        assert empty == (row["low"] is None) == (row["high"] is None) == row["words"].startswith("no ")
    assert (12, 12) in {(r["low"], r["high"]) for r in rows}
    table = run("grades", case, "--totals")
    assert table.exit_code == 0
    assert "alleged" in table.stdout


def test_a_grade_is_set_to_a_value_of_its_standard_alone(invented: Path) -> None:
    """A word that the standard does not have is refused, and the refusal lists those it has."""
    grade = lines(run("grades", invented, "--json"), "grade")[0]
    refused = run("decide", invented, "grade", grade["id"], "value=probable", "--reason", "seen")
    assert refused.exit_code == 2
    said = " ".join(refused.stderr.split())
    assert f"a value of the standard {grade['standard']}" in said
    assert "One of:" in said


def test_the_services_print_lines_of_their_schemas(tmp_path: Path) -> None:
    """`trace` prints edges and origins, `weigh` answers, left-out rows included; each line is as its schema says."""
    story = "Shells fell on the market of Orvane on Monday, and nine traders were killed, the hospital said on Tuesday."
    rows = [
        {"id": "a", "text": story, "published": "2031-05-01", "publisher": "Quay Wire"},
        {"id": "b", "text": f"{story} (Quay Wire)", "published": "2031-05-02", "publisher": "Harbour Post"},
        {"id": "c", "text": "The ferry did not run."},
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    traced = lines(run("trace", tmp_path / "r.jsonl"), "traced")
    assert [r["row"] for r in traced] == ["edge", "origin", "origin"]
    assert traced[0]["words"] == "(Quay Wire)"
    claims = "source,object,value,stance\na,toll,9,assert\nb,toll,9,deny\nc,toll,12,assert\n"
    (tmp_path / "c.csv").write_text(claims, encoding="utf-8")
    assert lines(run("weigh", tmp_path / "c.csv"), "weighed")


def test_runs_that_differ_give_changes_and_exit_1(invented: Path) -> None:
    """`diff` of a run with itself is nothing and 0; of two that differ, valid lines and 1; of unknown ones, 2."""
    first, second = (r["run"] for r in lines(run("runs", invented, "--json"), "settled"))
    changed = run("diff", invented, first, second, "--json")
    assert changed.exit_code == 1
    assert lines(changed, "change")
    same = run("diff", invented, second, second, "--json")
    assert (same.exit_code, same.stdout) == (0, "")
    assert run("diff", invented, "run_0", second).exit_code == 2
    assert lines(run("decisions", invented, "--json"), "decision")


@pytest.mark.parametrize("kind", ["csv", "json", "md"])
def test_export_writes_every_table_with_all_its_rows(invented: Path, tmp_path: Path, kind: str) -> None:
    """What `--json` says was written is there; JSON follows the schemas; no CSV cell is run as a formula."""
    result = run("export", invented, "--format", kind, "--persons-shown", "--out", tmp_path / "out", "--json")
    assert result.exit_code == 0
    files = {row["name"]: row for row in lines(result, "file")}
    assert {"reports", "claims", "events", "answers", "grades", "watch", "refusals", "values"} <= set(files)
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "READ-ME.txt", *(f"{name}.{SUFFIXES[kind]}" for name in files)
    }  # fmt: skip
    for name, row in files.items():
        text = Path(row["path"]).read_bytes().decode()
        if kind == "csv" and row["rows"]:
            cells = list(csv.reader(io.StringIO(text)))
            assert len(cells) == row["rows"] + 1
            assert not [c for line in cells for c in line if c.startswith(("=", "@", "+"))]
        elif kind == "json":
            assert len(text.splitlines()) == row["rows"], name
    if kind == "json":
        exported = (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8")
        assert exported == run("claims", invented, "--json").stdout


def test_a_dossier_says_what_it_wrote(invented: Path, tmp_path: Path) -> None:
    """The index and the files of the event, and no other that lies in the folder."""
    (tmp_path / "old.html").write_text("x", encoding="utf-8")
    event = json.loads(run("events", invented, "--json").stdout.splitlines()[0])["id"]
    files = lines(run("dossier", invented, event, "--out", tmp_path, "--json"), "file")
    assert {f["name"] for f in files} == {"index.html"} | {f"{event}.{s}" for s in ("html", "md", "csv", "json")}
    assert all(Path(f["path"]).is_file() for f in files)


CASE_COMMANDS = ["settle", "reports", "claims", "events", "verify", "runs", "watch", "decisions"]


@pytest.mark.parametrize("command", CASE_COMMANDS)
def test_what_cannot_be_done_is_exit_2_with_words_on_standard_error(command: str, tmp_path: Path) -> None:
    """No case, and a flag that is none: nothing on standard output, a sentence on standard error."""
    for words in ([command, str(tmp_path / "none")], [command, str(tmp_path / "none"), "--colour"], [command]):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        assert len(result.stderr.split()) > 3


@pytest.mark.parametrize("command", [["claims"], ["events"], ["watch"], ["export", "--out", "x"]], ids=lambda c: c[0])
def test_before_the_first_settlement_there_is_no_run(command: list[str], tmp_path: Path) -> None:
    """The reader is told to settle."""
    (tmp_path / "a.txt").write_text("The bridge at Orvane stands.", encoding="utf-8")
    assert run("take", tmp_path / "case", tmp_path / "a.txt").exit_code == 0
    result = run(command[0], tmp_path / "case", *command[1:])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "settle" in result.stderr


def test_a_take_of_nothing_but_refusals_is_exit_2(tmp_path: Path) -> None:
    """Each with its reason; taking one good item beside them is 0."""
    (tmp_path / "a.bin").write_bytes(b"\0\1")
    result = run("take", tmp_path / "case", tmp_path / "a.bin", tmp_path / "none.txt", "--json")
    assert result.exit_code == 2
    assert [r["row"] for r in lines(result, "take")] == ["refused", "refused"]
    again = run("take", tmp_path / "case", tmp_path / "a.bin", DEMO / "reports" / "04-reuters-wire.md", "--json")
    assert again.exit_code == 0
    assert [r["row"] for r in lines(again, "take")] == ["taken", "refused"]


def test_an_error_nobody_foresaw_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names itself as a fault of the program; the traceback comes when asked for."""
    from counterclaim.store import CaseFolder

    def fails(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(CaseFolder, "open", fails)
    result = run("reports", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ZeroDivisionError" in result.stderr
    monkeypatch.setenv("COUNTERCLAIM_TRACEBACK", "1")
    assert isinstance(run("reports", tmp_path).exception, ZeroDivisionError)


def test_a_program_that_is_stopped_says_that_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with the shell's own code, which is none of the contract's answers."""
    from counterclaim import case

    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(case, "take", stopped)
    result = run("take", tmp_path / "case", tmp_path)
    assert (result.exit_code, result.stdout) == (130, "")
    assert "kept" in result.stderr
