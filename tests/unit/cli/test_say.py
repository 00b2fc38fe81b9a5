"""What the terminal is told beside results."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from counterclaim.cli import show


def test_a_path_longer_than_a_line_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words beside it are wrapped; the path can be copied as it stands."""
    written = io.StringIO()
    monkeypatch.setattr(show, "messages", Console(file=written, width=40))
    path = "/cases/" + "a-long-folder/" * 6 + "keys/cases"
    show.say(f"The key was made in {path}. Keep a copy of that folder elsewhere than where the case lies.")
    lines = written.getvalue().splitlines()
    assert [line for line in lines if path in line]
    assert all(len(line) <= 40 for line in lines if path not in line)
