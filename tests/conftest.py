"""What tests share: the demo case, taken and settled once a session in a folder of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.cli.write import read_registry
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder

# The same examples in every run, however slow the machine: a test that fails here fails everywhere. What Hypothesis
# draws depends on the modules that are loaded, so that its complaints of long or large draws would come and go with the
# order of the tests.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("steady")

# Whoever runs the tests has keys of their own; these are made for the tests, for the programs they start too, and go.
os.environ["COUNTERCLAIM_KEYS"] = tempfile.mkdtemp(prefix="counterclaim-test-keys-")
atexit.register(shutil.rmtree, os.environ["COUNTERCLAIM_KEYS"], ignore_errors=True)

DEMO = Path(__file__).parent.parent / "examples" / "palmyra-2016"


def clock() -> str:
    """Give one fixed time."""
    return "2026-11-24T00:00:00+00:00"


def make_demo(folder: Path) -> CaseFolder:
    """Take and settle the demo case in a folder."""
    case = CaseFolder.open(folder, create=True)
    take(case, [DEMO / "reports"], receive.supplied(None, None, None, None), clock, Quiet())
    with case.writing():
        case.add_registry(read_registry(DEMO / "registry"))
    settle(case, clock)
    return case


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the settled demo case; tests must not change it."""
    folder = tmp_path_factory.mktemp("demo") / "case"
    make_demo(folder).close()
    return folder


@pytest.fixture
def demo(demo_folder: Path) -> Iterator[CaseFolder]:
    """Give the settled demo case, open."""
    case = CaseFolder.open(demo_folder)
    yield case
    case.close()
