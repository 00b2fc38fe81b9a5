"""What a shell is told on Tab: the script it runs, commands, options, and events with their titles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.cli.completion import SHELLS
from counterclaim.records.judgement import Event
from counterclaim.store import CaseFolder


def told(shell: str, monkeypatch: pytest.MonkeyPatch, *words: object) -> list[str]:
    """Give what the shell gets for the last of some words."""
    line = ["counterclaim", *map(str, words)]
    monkeypatch.setenv("COMP_WORDS", " ".join(line) if words[-1] or shell == "fish" else " ".join(line[:-1]))
    monkeypatch.setenv("COMP_CWORD", str(words[-1]) if shell == "fish" else str(len(words)))
    found = get_completion_class(shell)
    assert found is not None
    return found(main, {}, "counterclaim", "_COUNTERCLAIM_COMPLETE").complete().splitlines()


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_asks_the_program(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert f"_COUNTERCLAIM_COMPLETE={shell}_complete" in result.stdout


def test_another_shell_is_refused_with_those_there_are() -> None:
    result = CliRunner().invoke(main, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert all(shell in result.stderr for shell in SHELLS)


@pytest.mark.parametrize("shell", SHELLS)
def test_events_are_told_with_their_titles(shell: str, monkeypatch: pytest.MonkeyPatch, demo: CaseFolder) -> None:
    """Where the shell shows a word beside each, an event comes with its title; in `--event` as well."""
    events = demo.runs.table("events", Event)
    for words in (("dossier", demo.path, "e_"), ("grades", demo.path, "--event", "e_")):
        got = told(shell, monkeypatch, *words)
        assert {e.id for e in events} <= {part for line in got for part in line.replace("\t", ",").split(",")}
        assert shell == "bash" or any(events[0].title in line for line in got)


def test_no_case_gives_no_events_and_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert told("bash", monkeypatch, "dossier", tmp_path / "none", "e_") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="There is no bash on this machine.")
def test_bash_itself_completes_a_command(tmp_path: Path) -> None:
    """The script is sourced by a real bash, and Tab after `doss` is played; the program is the one of these tests."""
    script = CliRunner().invoke(main, ["completion", "bash"]).stdout
    program = tmp_path / "counterclaim"
    program.write_text(f"#!{sys.executable}\nfrom counterclaim.cli import main\nmain()\n")
    program.chmod(0o755)
    played = (
        'COMP_WORDS=(counterclaim doss); COMP_CWORD=1; _counterclaim_completion counterclaim; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{script}\n{played}"],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.stdout.split() == ["dossier"], done.stderr
