"""A headless Chromium on the demo case's dossier; every test is skipped where no Chromium is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.case import settle, take
from counterclaim.cli.write import read_registry, write_dossiers
from counterclaim.progress import Quiet
from counterclaim.receive import supplied
from counterclaim.store import CaseFolder

EXAMPLE = Path(__file__).parents[2] / "examples" / "palmyra-2016"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOW = "2026-01-01T00:00:00+00:00"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the demo case's dossier, made by the product itself."""
    home = tmp_path_factory.mktemp("demo")
    case = CaseFolder.open(home / "palmyra", create=True)
    try:
        with case.writing():
            case.add_registry(read_registry(EXAMPLE / "registry"))
        take(case, [EXAMPLE / "reports"], supplied(None, None, None, None), lambda: NOW, Quiet())
        settle(case, lambda: NOW)
        write_dossiers(case, "all", home / "out")
    finally:
        case.close()
    return home / "out"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give one browser for all tests; Playwright gives it a new, empty profile."""
    path = os.environ.get("CHROMIUM") or next((p for name in NAMES if (p := shutil.which(name))), None)
    if path is None:
        pytest.skip("No Chromium on this machine: install it (apt-get install chromium) or set CHROMIUM to its path.")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: it is in the dev extra.")
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page in a context of its own; fails at the end when the page asked the network or logged an error."""
    contexts, wrong = [], []

    def opened(path: Path, **settings: object) -> Any:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith("file://") else None)
        page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
