"""Waiting where others share the machine: for tests of the desk, which import the fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def patient() -> Iterator[None]:
    """Have the desk wait for an index as long as a busy machine takes, instead of saying that it is being made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("counterclaim.desk.making.PATIENCE", 120.0)
        yield
