"""The desk of the demo case, and of a case whose texts are hostile; both served without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.desk.opened import Desk
from counterclaim.desk.working import alone, whole
from counterclaim.progress import Quiet
from tests.patience import patient  # noqa: F401 - a fixture, which pytest finds here


def clock() -> str:
    """Give one fixed time."""
    return "2031-05-20T12:00:00+00:00"


ADDRESS = "http://127.0.0.1:8384"


@pytest.fixture(scope="session")
def desk_folder(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the demo case that a desk may put its index into."""
    folder = tmp_path_factory.mktemp("desk") / "palmyra"
    shutil.copytree(demo_folder, folder)
    return folder


@pytest.fixture(scope="session")
def desk(desk_folder: Path) -> Iterator[Desk]:
    """Give the demo case, opened by the desk, with its index made."""
    found = Desk(desk_folder)
    found.prepare(Quiet())
    yield found
    found.close()


@pytest.fixture(scope="session")
def client(desk: Desk) -> TestClient:
    """Give a client of the desk; an error of ours is not hidden behind an answer."""
    return TestClient(whole(desk, alone("A. Tester")), base_url=ADDRESS)
