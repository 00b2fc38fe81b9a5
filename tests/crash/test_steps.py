"""Killed right before each step of `take` and of `settle`: the case opens whole, and the same commands finish it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from counterclaim.ledger import Keys
from counterclaim.records.judgement import Run
from tests.crash.conftest import Forge, check_opens, run_of


def kills(names: list[str]) -> Iterator[tuple[int, bool]]:
    """Give (step, whether what is not synced is lost): each kind of step once, each kind of sync twice."""
    for name in dict.fromkeys(names):
        yield names.index(name), False
        if name.startswith("sync"):
            yield len(names) - 1 - names[::-1].index(name), True


def killed_everywhere(forge: Forge, inbox: Path, start: Path, command: list[str], undisturbed: Run) -> set[str]:
    """Kill a command before its steps, each time on a fresh copy of `start`; give the names of the steps."""
    work = start.parent / "work"
    folder, log = work / "case", work / "steps"
    finish = (["take", str(folder), str(inbox)], ["settle", str(folder)])
    words = [command[0], str(folder), *command[1:]]

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        Keys.own().begin((folder / "ledger").resolve())
        if start.exists():
            shutil.copytree(start, folder)

    fresh()
    assert forge.run(words, stop=-1, steps=str(log)) == 0, forge.log.read_text()
    names = log.read_text().splitlines()
    for number, lossy in kills(names):
        fresh()
        at = f"before step {number} of {len(names)}, {names[number]}{', power cut' if lossy else ''}"
        assert forge.run(words, stop=number, lossy=lossy) == -9, at
        check_opens(folder, undisturbed)
        assert forge.run(*finish) == 0, f"{at}\n{forge.log.read_text()}"
        assert run_of(folder) == undisturbed, at
    check_opens(folder, undisturbed)
    return set(names)


def test_take_killed_before_each_step(forge: Forge, inbox: Path, undisturbed: Run, tmp_path: Path) -> None:
    """Nothing received is lost, nothing half-done is seen, and taking again gives what an undisturbed take gives."""
    names = killed_everywhere(forge, inbox, tmp_path / "none", ["take", str(inbox)], undisturbed)
    assert {"sync evidence", "rename evidence", "sync folder of evidence", "commit rows", "rename readings"} <= names


def test_settle_killed_before_each_step(forge: Forge, inbox: Path, undisturbed: Run, tmp_path: Path) -> None:
    """The run is there whole or not at all, and settling again gives the same bytes."""
    taken = tmp_path / "taken"
    assert forge.run(["take", str(taken), str(inbox)]) == 0
    names = killed_everywhere(forge, inbox, taken, ["settle"], undisturbed)
    assert {"rename runs/run.json", "rename runs", "commit rows", "rename runs/CURRENT"} <= names
