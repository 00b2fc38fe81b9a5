"""`take` and `settle` killed at twenty seeded random moments."""

from __future__ import annotations

import random
import time
from pathlib import Path

from counterclaim.canonical import digest
from counterclaim.records.judgement import Run
from counterclaim.store import CaseFolder
from tests.crash.conftest import FILES, Forge, check_opens, run_of

KILLS = 20


def test_twenty_kills_at_random_lose_nothing(forge: Forge, inbox: Path, undisturbed: Run, tmp_path: Path) -> None:
    """Whenever the kill comes, the case opens, all received bytes verify, and the same two commands finish it."""
    chance = random.Random(20310504)
    commands = [["take", "CASE", str(inbox)], ["settle", "CASE"]]
    begun = time.monotonic()
    assert forge.run(*_for(commands, tmp_path / "timed" / "case")) == 0
    whole = time.monotonic() - begun
    reached = set()
    for number in range(KILLS):
        folder = tmp_path / str(number) / "case"
        ended = forge.run(*_for(commands, folder), after=chance.uniform(0, 0.9 * whole))
        assert ended in {-9, 0}
        check_opens(folder, undisturbed)
        reached.add("settled" if (folder / "runs" / "CURRENT").exists() else "taking" if folder.exists() else "nothing")
        if number % 5 == 0:  # finishing costs most of the time; every step's finish is tested elsewhere
            assert forge.run(*_for(commands, folder)) == 0, forge.log.read_text()
            assert run_of(folder) == undisturbed
            _all_there(folder)
    assert "taking" in reached, "no kill fell into the work; the moments are drawn wrongly"


def _for(commands: list[list[str]], folder: Path) -> list[list[str]]:
    return [[str(folder) if word == "CASE" else word for word in words] for words in commands]


def _all_there(folder: Path) -> None:
    """Check that every byte that was given is held under its digest."""
    case = CaseFolder.open(folder)
    assert {digest(words.encode()) for words in FILES.values()} == set(case.evidence.addresses())
    case.close()
