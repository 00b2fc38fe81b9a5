"""The desk in a browser: by keyboard alone, on a phone, in both directions, without scripts; and axe agrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import urlopen

import pytest

from counterclaim.desk.opened import Desk
from counterclaim.desk.work.door import Door
from counterclaim.people import Accounts
from counterclaim.store import CaseFolder
from tests.e2e.conftest import PHONE, WIDE, outside, serious, serving

WORSE_THAN_MINOR = frozenset({"moderate", "serious", "critical"})


def told(address: str) -> Any:
    with urlopen(address) as answer:  # noqa: S310 - the desk's own address
        return json.loads(answer.read())


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Serve a case in which there is nothing, to one person and to several who sign in; give both addresses."""
    folder = tmp_path_factory.mktemp("nothing") / "case"
    CaseFolder.open(folder, create=True).close()
    accounts = Accounts(folder.parent / "people.sqlite")
    several = Desk(folder)
    with serving(Desk(folder)) as one, serving(several, Door(lambda: accounts, several.folder.acts)) as many:
        yield one, many
    accounts.close()


@pytest.fixture(scope="session")
def addresses(served: str, empty: tuple[str, str]) -> dict[str, str]:
    """Give one address of each page, of the event, report and agent of which most is told."""
    event = told(f"{served}/events.json?sort=contested")["events"][0]["id"]
    report = told(f"{served}/events/{event}.json")["report_ids"][0]
    agent = told(f"{served}/agents.json")["agents"][0]["id"]
    origin = told(f"{served}/origins.json")["rows"][0]["id"]
    capture = told(f"{served}/evidence.json")["arrivals"][0]["sha256"]
    found = {
        "overview": "/", "events": "/events", "event": f"/events/{event}", "reports": "/reports",
        "report": f"/reports/{report}", "agents": "/agents", "agent": f"/agents/{agent}", "origins": "/origins",
        "origin": f"/origins/{origin}", "watch": "/watch", "standing": "/watch/standing", "evidence": "/evidence",
        "capture": f"/evidence/{capture}", "ledger": "/ledger", "search": "/search?q=temple", "method": "/method",
        "take": "/take", "review": "/review", "tasks": "/work", "work": f"/events/{event}/work",
        "compare": "/compare", "draw": f"/reports/{report}/draw", "seen": "/watch/pages",
        "refused": "/events?sort=nothing", "missing": "/nowhere", "none": "/events?place=Nowhere",
    }  # fmt: skip
    bare = {"empty": "/", "empty-events": "/events", "empty-review": "/review"}
    door = {"sign-in": "/sign-in", "welcome": "/welcome"}
    return (
        {name: served + path for name, path in found.items()}
        | {name: empty[0] + path for name, path in bare.items()}
        | {name: empty[1] + path for name, path in door.items()}
    )


NAMES = (
    "overview", "events", "event", "reports", "report", "agents", "agent", "origins", "origin", "watch", "standing",
    "evidence", "capture", "ledger", "search", "method", "take", "review", "tasks", "work", "compare",
    "draw", "seen", "refused", "missing", "none", "empty", "empty-events", "empty-review", "sign-in", "welcome",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_each_page_fits_and_axe_finds_nothing(visit: Callable[..., Any], addresses: dict[str, str], name: str) -> None:
    """Every fold open, nothing stands outside: on a phone and a wide screen, from left to right and right to left.

    axe-core finds nothing of moderate weight or more on either screen, the one light, the other dark.
    """
    page = visit(addresses[name], viewport=WIDE)
    assert page.evaluate("document.body.className") == "desk"
    for size, scheme in ((WIDE, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for direction in ("rtl", "ltr"):
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            assert outside(page) == [], (size["width"], direction)
        assert serious(page, WORSE_THAN_MINOR) == [], scheme


def test_a_reader_finds_what_is_contested_and_reads_the_words(visit: Callable[..., Any], served: str) -> None:
    """From the overview: a contested card, its matrix, a mark, and the words lit in the report, then back."""
    page = visit(served, viewport=WIDE)
    page.locator(".cards .is-contested h3 a").first.click()
    assert page.locator(".brief").is_visible()
    mark = page.locator("#questions a.mark").first
    said = " ".join((mark.get_attribute("title") or "").split())
    mark.click()
    assert "/reports/r_" in page.url
    lit = page.locator(":target")
    lit.wait_for(state="visible")
    box = lit.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < WIDE["height"]
    assert " ".join(lit.inner_text().split())[:40] in said
    page.go_back()
    assert "/events/e_" in page.url


def test_the_keyboard_is_enough(visit: Callable[..., Any], served: str) -> None:
    """Tab reaches the skip link, then the menu, with a focus that is seen; words are searched and a hit is opened."""
    page = visit(served, viewport=WIDE)
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
    page = visit(addresses["events"], viewport=PHONE, java_script_enabled=False)
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
