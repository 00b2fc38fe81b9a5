"""What a newcomer reads: the list of commands, and what to do when an event or a day is not there."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main, show
from counterclaim.cli.order import InOrder
from counterclaim.decide import FIELDS

REPORT = "Publisher: Kesh Radio\nPublished: 2031-05-12\n\nShells killed two people in Kesh on Monday, residents said.\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def test_every_command_stands_once_with_its_whole_sentence() -> None:
    """Help begins with the three commands to a dossier, lists all commands in the order of use, and cuts none."""
    said = run("--help").stdout
    assert said.index("counterclaim take my-case") < said.index("counterclaim dossier my-case") < said.index("Options:")
    found = [
        line.split()[0] for line in said.split("Options:")[1].splitlines() if line.startswith("  ") and line[2] != " "
    ]
    commands = set(main.commands)
    assert sorted(name for name in found if name in commands) == sorted(commands)
    assert found.index("take") < found.index("settle") < found.index("dossier")
    assert "..." not in said.split("From reports")[1]


def test_a_command_that_no_heading_names_is_not_lost() -> None:
    """A new command stands under "More"."""
    group = InOrder("tool", commands={"novel": click.Command("novel", help="Do something new.")})
    said = CliRunner().invoke(group, ["--help"]).stdout
    assert "More:\n  novel  Do something new." in said


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("help")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run("take", folder / "case", folder / "a.txt").exit_code == 0
    assert run("settle", folder / "case").exit_code == 0
    return folder / "case"


def test_decide_names_the_fields_of_each_kind() -> None:
    """Every kind of decision stands in the help, with each field it takes."""
    said = run("decide", "--help").stdout
    for kind, fields in FIELDS.items():
        assert kind.value.replace("_", "-") in said
        assert all(f"{name}=" in said for name in fields)
    assert all(len(line) <= 80 for line in said.splitlines())


@pytest.mark.parametrize("columns", [80, 100, 200])
def test_lists_fit_the_terminal_and_cut_no_id(case: Path, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line of an entry is longer than the terminal is wide, and every id is whole, to be copied."""
    monkeypatch.setattr(show.results, "width", columns)
    for command, mark in [("claims", "c_"), ("origins", "o_"), ("grades", "g_")]:
        said = run(command, case).stdout
        assert all(len(line) <= columns for line in said.splitlines())
        ids = {json.loads(line)["id"] for line in run(command, case, "--json").stdout.splitlines()}
        assert ids == {word for word in said.split() if word.startswith(mark)} & ids


@pytest.mark.parametrize("command", ["claims", "grades", "origins"])
def test_an_event_that_is_not_there_is_an_error(case: Path, command: str) -> None:
    """No empty table: it says what was expected and which command lists the events."""
    result = run(command, case, "--event", "e_none")
    assert result.exit_code == 2
    assert "got e_none" in result.stderr
    assert "counterclaim events" in result.stderr
    event = next(w for w in run("events", case, "--json").stdout.split('"') if w.startswith("e_"))
    assert run(command, case, "--event", event).exit_code == 0


def test_a_day_in_words_is_an_error(case: Path) -> None:
    """Only a day or time as ISO 8601 writes it, so that no word passes for the latest run."""
    result = run("events", case, "--at", "yesterday")
    assert result.exit_code == 2
    assert "2016-05-01T09:30" in result.stderr
    assert run("events", case, "--at", "2999-01").exit_code == 0


def test_take_says_which_facts_its_reports_lack(tmp_path: Path) -> None:
    """A report without publisher or day is taken, and what supplies them is said; one with both says nothing."""
    (tmp_path / "bare.txt").write_text(
        "Shells killed two people in Kesh on Monday, residents said.\n", encoding="utf-8"
    )
    said = run("take", tmp_path / "bare", tmp_path / "bare.txt").stderr
    flat = " ".join(said.split())
    assert "1 report names no publisher and 1 report names no day of publication." in flat
    assert "--publisher and --published" in flat
    assert f"counterclaim settle {tmp_path / 'bare'}" in flat
    (tmp_path / "whole.txt").write_text(REPORT, encoding="utf-8")
    assert "names no" not in run("take", tmp_path / "whole", tmp_path / "whole.txt").stderr
