"""What the crash tests share: a process that forks victims, a folder of invented reports, and what to check after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.canonical import digest
from counterclaim.records.judgement import Run
from counterclaim.store import CaseFolder, verify

ROOT = Path(__file__).parents[2]
#: Invented texts about invented places; no outlet or person in them exists.
FILES = {
    "one.md": "---\npublisher: Harbour Post\npublished: 2031-05-04\n---\n"
    "Shelling killed 12 people in Orvane on Monday, the harbour council said. Residents denied it.\n",
    "two.txt": "The bridge at Orvane was destroyed, Ana Orlu told the Valley Courier.\n",
    "rows.csv": "text,outlet,date\n"
    '"At least 15 people were killed in Orvane on Monday, the Meridian Observatory said.",Hill Wire,2031-05-05\n'
    '"No one was killed in Orvane, the Defence Ministry said.",Ridge Radio,2031-05-05\n',
    "cut.pdf": "%PDF-1.4 and nothing after",
}


class Forge:
    """Starts victims: forks of one process in which everything is loaded, each with commands of its own."""

    def __init__(self, scratch: Path) -> None:
        self.log = scratch / "victims.log"
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.victim"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "COUNTERCLAIM_WORKERS": "1"},
        )  # fmt: skip
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps({"log": str(self.log)}) + "\n")

    def run(self, *commands: list[str], after: float | None = None, **order: Any) -> int:
        """Run commands in a fork, killed `after` seconds if given; give the exit code, or minus the signal."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(
            json.dumps({"commands": commands, "log": str(self.log), "after": after} | order) + "\n"
        )
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._server.communicate()


@pytest.fixture(scope="session")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    """Give a forge."""
    made = Forge(tmp_path_factory.mktemp("forge"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of invented reports, one of them refused."""
    folder = tmp_path_factory.mktemp("crash") / "in"
    folder.mkdir()
    for name, words in FILES.items():
        (folder / name).write_text(words, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def undisturbed(forge: Forge, inbox: Path) -> Run:
    """Give the run of a case that nobody killed."""
    folder = inbox.parent / "case"
    commands = (["take", str(folder), str(inbox)], ["settle", str(folder)])
    assert forge.run(*commands, here=True) == 0, forge.log.read_text()
    return run_of(folder)


def run_of(folder: Path) -> Run:
    """Give the current run of a case, its counts and the digests of its tables included."""
    case = CaseFolder.open(folder)
    try:
        return case.runs.run()
    finally:
        case.close()


def check_opens(folder: Path, undisturbed: Run) -> None:
    """Check that a case whose writer was killed opens, verifies, and shows no run that is not whole."""
    if not (folder / "case.json").exists():
        return
    case = CaseFolder.open(folder)
    try:
        assert [c for c in verify(case) if c.state != "intact"] == []
        kept = set(case.evidence.addresses())
        assert {c.sha256 for c in case.captures()} == kept
        assert {r.capture for r in case.reports()} <= kept
        assert all(digest(case.evidence.read(address)) == address for address in kept)
        assert case.runs.current() in (None, undisturbed.id)
        if case.runs.current():
            assert case.runs.run() == undisturbed
    finally:
        case.close()
