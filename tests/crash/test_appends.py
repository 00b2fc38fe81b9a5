"""Appends under power cuts and kills, a short run; `python -m tests.crash.appends 10000` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim import durable
from tests.crash.appends import run

APPENDS = 60


def test_nothing_acknowledged_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    told = run(APPENDS, 20310507, tmp_path / "cases")
    assert told.wrong == []
    assert told.acknowledged == APPENDS
    assert told.cut > 1, "no power cut fell into the work"


def test_a_program_that_forgets_to_sync_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The simulation itself is tried: without the sync of folders, names that were acknowledged go."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr(durable, "sync_folder", lambda folder: None)
    assert run(APPENDS, 20310507, tmp_path / "cases").wrong
