"""The desk in a browser: by keyboard alone, on a phone, in both directions, without scripts; and axe agrees."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}
#: What stands out to the side of the window, but for what scrolls inside itself.
OUTSIDE = """[...document.querySelectorAll('body *')].filter(e => { const b = e.getBoundingClientRect();
  return (b.right > innerWidth + 1 || b.left < -1) && !e.closest('.scroll, .contents, .vh, svg, .skip') &&
  !e.classList.contains('vh') && getComputedStyle(e).visibility !== 'hidden' && b.width > 1; })
  .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40)).slice(0, 5)"""


@pytest.fixture(scope="session")
def served(pages: Path) -> Iterator[str]:
    """Serve the demo case on a free port of this machine; give its address."""
    uvicorn = pytest.importorskip("uvicorn")
    from counterclaim.desk.app import application
    from counterclaim.desk.opened import Desk
    from counterclaim.desk.server import bound
    from counterclaim.progress import Quiet

    desk = Desk(pages.parent / "palmyra")
    desk.prepare(Quiet())
    listening = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(desk), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def addresses(served: str) -> dict[str, str]:
    """Give one address of each page, of the event, report and agent of which most is told."""
    import json
    from urllib.request import urlopen

    def told(path: str) -> Any:
        with urlopen(served + path) as answer:  # noqa: S310 - the desk's own address
            return json.loads(answer.read())

    event = told("/events.json?sort=contested")["events"][0]["id"]
    report = told(f"/events/{event}.json")["report_ids"][0]
    agent = told("/agents.json")["agents"][0]["id"]
    capture = told("/evidence.json")["arrivals"][0]["sha256"]
    return {
        "overview": "/", "events": "/events", "event": f"/events/{event}", "reports": "/reports",
        "report": f"/reports/{report}", "agents": "/agents", "agent": f"/agents/{agent}", "origins": "/origins",
        "watch": "/watch", "pages_seen": "/watch/pages", "evidence": "/evidence", "capture": f"/evidence/{capture}",
        "ledger": "/ledger",
        "search": "/search?q=temple", "method": "/method", "refused": "/events?sort=nothing",
    }  # fmt: skip


NAMES = (
    "overview", "events", "event", "reports", "report", "agents", "agent", "origins", "watch", "pages_seen", "evidence",
    "capture", "ledger", "search", "method", "refused",
)  # fmt: skip


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Open a page of the desk; fails at the end when it asked for anything of elsewhere, or logged an error."""
    contexts, wrong = [], []

    def opened(address: str, **settings: object) -> Any:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(served) else None)
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "400" not in m.text else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto(served + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1440"])
def test_no_page_scrolls_sideways(
    visit: Callable[..., Any], addresses: dict[str, str], name: str, size: dict[str, int]
) -> None:
    """On a phone and a wide screen, from left to right and from right to left, nothing stands outside."""
    page = visit(addresses[name], viewport=size)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for direction in ("ltr", "rtl"):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert page.evaluate(OUTSIDE) == [], direction
        # A space at the end of a line hangs out of it where the line runs the other way.
        hanging = 4 if direction == "rtl" else 0
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"] + hanging, direction


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    visit: Callable[..., Any], addresses: dict[str, str], name: str, scheme: str
) -> None:
    """axe-core, with every fold open, finds nothing of moderate weight or more, contrast included."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="It is in the dev extra.")
    page = visit(addresses[name], viewport=WIDE, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = axe.Axe().run(page).response["violations"]
    told = [(v["id"], v["impact"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] != "minor"]
    assert told == []


def test_a_reader_finds_what_is_contested_and_reads_the_words(visit: Callable[..., Any]) -> None:
    """From the overview: a contested card, its matrix, a mark, and the words lit in the report, then back."""
    page = visit("/", viewport=WIDE)
    page.locator(".cards .is-contested h3 a").first.click()
    assert page.locator(".brief").is_visible()
    mark = page.locator("#questions a.mark").first
    said = " ".join((mark.get_attribute("title") or "").split())
    mark.click()
    assert "/reports/r_" in page.url
    lit = page.locator(":target")
    assert lit.is_visible()
    box = lit.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < WIDE["height"]
    assert " ".join(lit.inner_text().split())[:40] in said
    page.go_back()
    assert "/events/e_" in page.url


def test_the_keyboard_is_enough(visit: Callable[..., Any]) -> None:
    """Tab reaches the skip link, then the menu, with a focus that is seen; words are searched and a hit is opened."""
    page = visit("/", viewport=WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("temple")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=temple")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.hits')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/r_*")
    assert page.locator("mark").count() > 0


def test_every_page_works_without_a_script(visit: Callable[..., Any], addresses: dict[str, str]) -> None:
    """With scripts off the list is narrowed and sorted, and the search answers."""
    page = visit("/events", viewport=PHONE, java_script_enabled=False)
    page.get_by_role("link", name="contested", exact=True).click()
    assert page.locator("tbody tr").count() == page.locator("tbody .flag:not(.quiet)").count()
    page.locator("#q").fill("Palmyra")
    page.locator(".find button").click()
    assert page.locator(".hits li").count() > 0


def test_a_right_to_left_text_stands_in_its_own_direction(visit: Callable[..., Any], addresses: dict[str, str]) -> None:
    """Text of a report takes the direction of its own script, whatever the page's is."""
    page = visit(addresses["report"], viewport=WIDE)
    assert page.locator(".text").first.get_attribute("dir") == "auto"
    page.evaluate("document.querySelector('.text').textContent = 'قال مسؤول'")
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).unicodeBidi") == "plaintext"


def test_on_paper_the_menu_is_gone(visit: Callable[..., Any], addresses: dict[str, str]) -> None:
    page = visit(addresses["event"], viewport=WIDE)
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert page.locator(".brief").is_visible()
