"""What the tests of conformance share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.store.samples import fill, opened


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a case of invented texts, signed by a key of this test."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    with opened(tmp_path / "case") as made:
        fill(made)
    return tmp_path / "case"
