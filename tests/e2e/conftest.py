"""A headless Chromium, the demo case's dossier and its desk; every test is skipped where no Chromium is installed."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from counterclaim.case import settle, take
from counterclaim.cli.write import read_registry, write_dossiers
from counterclaim.desk.opened import Desk
from counterclaim.desk.server import bound
from counterclaim.desk.work.door import Door
from counterclaim.desk.working import alone, whole
from counterclaim.progress import Quiet
from counterclaim.receive import supplied
from counterclaim.store import CaseFolder
from tests.patience import patient  # noqa: F401 - a fixture, which pytest finds here

EXAMPLE = Path(__file__).parents[2] / "examples" / "palmyra-2016"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOW = "2026-01-01T00:00:00+00:00"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}
#: Milliseconds that a step may take where a whole case is settled meanwhile, on a slow machine.
WAIT = 300_000
#: Pages are in English; a reader of another script meets them turned, as a translation would be.
TURNED = "addEventListener('DOMContentLoaded', () => { document.documentElement.dir = '%s'; })"
OUTSIDE = """[...document.querySelectorAll('body *')].filter(e => { const b = e.getBoundingClientRect();
  return (b.right > innerWidth + 1 || b.left < -1) && !e.closest('.scroll, .contents, .vh, svg, .skip') &&
  !e.classList.contains('vh') && getComputedStyle(e).visibility !== 'hidden' && b.width > 1; })
  .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40)).slice(0, 5)"""


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


@contextmanager
def serving(desk: Desk, door: Door | None = None) -> Iterator[str]:
    """Serve a case on a free port of this machine, as one person or through a door; give its address."""
    uvicorn = pytest.importorskip("uvicorn")
    listening = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(whole(desk, alone("A. Tester"), door=door), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture(scope="session")
def served(pages: Path) -> Iterator[str]:
    """Give the address of the demo case's desk; tests must not change the case."""
    desk = Desk(pages.parent / "palmyra")
    desk.prepare(Quiet())
    with serving(desk) as address:
        yield address


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address, or a file, in a context of its own, in a direction of script.

    Fails at the end when a page asked for anything of elsewhere, a script failed, or the policy of a page was broken.
    """
    contexts, wrong = [], []

    def opened(where: str | Path, direction: str = "", **settings: object) -> Any:
        address = where.as_uri() if isinstance(where, Path) else where
        own = "file://" if isinstance(where, Path) else "/".join(where.split("/")[:3])
        context = browser.new_context(**settings)
        context.set_default_timeout(WAIT)
        if direction:
            context.add_init_script(TURNED % direction)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((own, "blob:", "data:")) else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("console", lambda m: wrong.append(m.text) if _is_wrong(m) else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def _is_wrong(message: Any) -> bool:
    """Say whether a message of the console tells of a fault; a page that is refused or being made says so."""
    told = any(f"responded with a status of {one}" in message.text for one in ("4", "503"))
    return message.type in {"error", "warning"} and not told


def serious(page: Any, worst: frozenset[str] = frozenset({"serious", "critical"})) -> list[str]:
    """Give what axe-core finds of these weights on a page, with the element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="It is in the dev extra.")
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in worst]


def outside(page: Any) -> list[str]:
    """Give what stands out to the side of the window, but for what scrolls inside itself."""
    found: list[str] = page.evaluate(OUTSIDE)
    # A space at the end of a line hangs out of it where the line runs the other way.
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 4"):
        found.append("the page scrolls sideways")
    return found
