"""A person at the desk in a browser: takes a folder, finds what is contested, splits a wrongly joined voice, sees the
grade move, takes it back, exports; by mouse, by keyboard alone, on a phone; axe finds nothing serious.

The texts are invented, and so are all names in them: two outlets that a text-reuse rule takes for one voice.
"""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.store import CaseFolder

BODY = (
    "An air strike by the Orvan army hit the market of Dalmere on Sunday morning. Nine civilians were killed in the "
    "air strike, {who} said. The stalls along the river burned for hours, and the roof of the old grain hall fell in "
    "while people were still carrying the wounded to the school on the hill."
)
REPORTS = {
    "kesh.md": ("Kesh Courier", "2016-03-28", BODY.format(who="Mayor Ilan Brodek")),
    "vale.md": ("Vale Post", "2016-03-29", BODY.format(who="Doctor Mara Tessel")),
    "state.md": (
        "Orvan State Radio",
        "2016-03-29",
        "No civilians were killed in the air strike on the market of Dalmere on Sunday, the Orvan army said. The army "
        "denied that it carried out the air strike on the market of Dalmere.",
    ),
}
WAIT = 240_000
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "market"
    folder.mkdir()
    for name, (publisher, day, text) in REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: {day}\nlanguage: en\n---\n"
        (folder / name).write_text(head + text, encoding="utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Serve a new, empty case on a free port of this machine; give its address."""
    uvicorn = pytest.importorskip("uvicorn")
    from counterclaim.desk.opened import Desk
    from counterclaim.desk.server import bound
    from counterclaim.desk.working import alone, whole

    CaseFolder.open(tmp_path / "case", create=True).close()
    listening = bound("127.0.0.1", 0)
    app = whole(Desk(tmp_path / "case"), alone("A. Tester"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Open a page of the desk; fails at the end when it asked for anything of elsewhere, or a script failed."""
    contexts, wrong = [], []

    def opened(address: str, **settings: object) -> Any:
        context = browser.new_context(**settings)
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((served, "blob:", "data:")) else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto(served + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def settled(page: Any, served: str) -> None:
    """Wait on the page of what is being done until nothing is."""
    page.goto(f"{served}/work")
    for _ in range(WAIT // 500):
        if not page.request.get(f"{served}/work.json").json()["busy"]:
            return
        page.wait_for_timeout(500)
    raise AssertionError("the desk is busy for ever")


def serious(page: Any) -> list[str]:
    """Give what axe finds serious or critical on a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in {"serious", "critical"}]


def graded(page: Any, served: str, event: str) -> str:
    """Give the Airwars-style grade of an event, in the strict reading."""
    answer = page.request.get(f"{served}/events/{event}.json")
    assert answer.status == 200, answer.text()
    told = answer.json()
    return next(g["value"] for g in told["event"]["grades"] if (g["standard"], g["mode"]) == ("airwars", "strict"))


def test_from_a_folder_to_a_dossier(visit: Callable[..., Any], served: str, reports: Path) -> None:
    page = visit("/take", viewport={"width": 1440, "height": 900})
    assert serious(page) == []
    page.set_input_files("#folder", str(reports))
    page.get_by_role("button", name="Take them").click()
    page.wait_for_url(f"{served}/work", timeout=WAIT)
    assert "3 taken" in page.inner_text("main")
    assert serious(page) == []

    page.get_by_role("link", name="To the events").click()
    page.goto(f"{served}/events?contested=yes")
    page.get_by_role("link", name=re.compile("Bombardment of market")).click()
    event = page.url.rstrip("/").rsplit("/", 1)[1]
    assert graded(page, served, event) == "weak"
    page.get_by_role("link", name="Work on this event").click()
    assert serious(page) == []

    page.locator("details.joins summary").first.click()
    form = page.locator("details.joins form").first
    form.get_by_label("Why").fill("Each has its own witness; the words are of one agency's picture caption.")
    form.get_by_role("button", name="Show what it changes").click()
    page.wait_for_function(
        "() => document.querySelector('details.joins .moved').innerText.includes('Fair')", timeout=WAIT
    )
    assert "Weak" in form.locator(".moved").inner_text()
    assert graded(page, served, event) == "weak", "nothing is written yet"
    form.get_by_role("button", name="This does not join them").click()
    page.wait_for_url(re.compile("decided=1"))
    settled(page, served)
    assert graded(page, served, event) == "fair"

    page.goto(f"{served}/events/{event}")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Export the dossier").click()
    files = zipfile.ZipFile(io.BytesIO(Path(coming.value.path()).read_bytes()))
    assert sorted(n.rpartition(".")[2] for n in files.namelist()) == ["csv", "html", "json", "md"]
    assert "Each has its own witness" in files.read(f"{event}.html").decode()

    page.goto(f"{served}/events/{event}/work")
    page.get_by_role("button", name="Take it back").click()
    settled(page, served)
    assert graded(page, served, event) == "weak"

    page.goto(f"{served}/events/{event}/work")
    dragged = page.locator(".voice .member").first
    dragged.drag_to(
        page.locator(".voice").nth(1), source_position={"x": 120, "y": 8}, target_position={"x": 20, "y": 8}
    )
    page.wait_for_function("() => document.querySelector('dialog.drop .moved').childElementCount > 0", timeout=WAIT)
    assert "are one voice" in page.inner_text("dialog.drop .told")
    page.get_by_role("button", name="Leave it as it is").click()
    assert not page.evaluate("document.querySelector('dialog.drop').open")


def test_by_keyboard_alone_on_a_phone(visit: Callable[..., Any], served: str, reports: Path) -> None:
    page = visit("/take", viewport=PHONE)
    page.set_input_files("input[name=files]", [str(p) for p in sorted(reports.iterdir())])
    page.get_by_role("button", name="Take them").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}/work", timeout=WAIT)
    page.goto(f"{served}/review")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing stands out to the side"
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("p")
    page.wait_for_function("id => document.getElementById(id).innerText.includes('→')", arg=first, timeout=WAIT)
    page.keyboard.press("a")
    page.wait_for_function("id => document.getElementById(id).classList.contains('done')", arg=first, timeout=WAIT)
    second = page.evaluate("document.activeElement.id")
    assert second != first
    page.keyboard.press("c")
    page.keyboard.type("another value")
    page.keyboard.press("Escape")
    settled(page, served)
    decided = page.request.get(f"{served}/review.json").json()
    assert decided["seen"] == 1
    assert first not in {row["claim"]["id"] for row in decided["queue"]}

    page.goto(f"{served}/events?contested=yes")
    page.get_by_role("link", name=re.compile("Bombardment of market")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Work on this event").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/work$"))
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


#: Select the first words of an element, as a mouse does.
SELECT = """(said) => {
  const range = document.createRange();
  range.setStart(said.firstChild, 0);
  range.setEnd(said.firstChild, "The stalls along the river".length);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  said.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""


def contested(page: Any, served: str) -> str:
    """Give the event that is contested."""
    return str(page.request.get(f"{served}/events.json?contested=yes").json()["events"][0]["id"])


def taken(page: Any, served: str, reports: Path) -> None:
    """Take the reports, and wait for the settlement."""
    page.set_input_files("input[name=files]", [str(p) for p in sorted(reports.iterdir())])
    page.get_by_role("button", name="Take them").click()
    settled(page, served)


def test_a_claim_is_drawn_by_selecting_words_and_by_number_without_a_script(
    visit: Callable[..., Any], served: str, reports: Path
) -> None:
    page = visit("/take", viewport={"width": 1440, "height": 900})
    taken(page, served, reports)
    rows = page.request.get(f"{served}/reports.json").json()["reports"]
    report = next(r["id"] for r in rows if r["publisher"] == "Vale Post")

    page.goto(f"{served}/reports/{report}/draw")
    assert serious(page) == []
    page.locator(".sentences .words").nth(2).evaluate(SELECT)
    assert page.input_value("textarea[name='f.text']") == "The stalls along the river"
    page.select_option("select[name='f.aspect']", "damage")
    page.fill("input[name='f.value']", "burned")
    page.get_by_label("Why").fill("The rules do not read it.")
    page.get_by_role("button", name="Draw the claim").click()
    page.wait_for_url(re.compile("decided=1"))
    assert "from before 1 decision" in page.inner_text(".behind")
    settled(page, served)
    page.goto(f"{served}/reports/{report}")
    assert "drawn by A. Tester, decision 1" in page.inner_text("#claims")

    plain = visit(f"/reports/{report}/draw", java_script_enabled=False, viewport=PHONE)
    plain.get_by_role("link", name="Take the words of sentence 1").click()
    assert plain.input_value("textarea[name='f.text']").startswith("An air strike by the Orvan army")
    plain.select_option("select[name='f.aspect']", "motive")
    plain.fill("input[name='f.value']", "not said")
    plain.get_by_label("Why").fill("To see that it works without a script.")
    plain.get_by_role("button", name="Show what it changes").click()
    assert "Nothing is written yet" in plain.inner_text("main, header.masthead")
    plain.get_by_role("button", name="Decide").click()
    settled(page, served)
    page.goto(f"{served}/reports/{report}/draw")
    page.get_by_role("button", name="Take it back").first.click()
    settled(page, served)
    page.goto(f"{served}/compare")
    assert serious(page) == []
    page.goto(f"{served}/reports/{report}")
    assert page.inner_text("#claims").count("drawn by") == 1


def test_events_are_joined_by_dragging_and_the_old_address_leads_on(
    visit: Callable[..., Any], served: str, reports: Path
) -> None:
    more = "Rebels took Mosul on Friday, the army said."
    head = "---\npublisher: Kesh Courier\npublished: 2016-03-29\nlanguage: en\n---\n"
    (reports / "more.md").write_text(head + REPORTS["kesh.md"][2] + " " + more, encoding="utf-8")
    page = visit("/take", viewport={"width": 1440, "height": 900})
    taken(page, served, reports)
    event = contested(page, served)
    page.goto(f"{served}/events/{event}/work")
    card = page.locator(".happening[draggable]").first
    other = card.get_attribute("data-event")
    card.scroll_into_view_if_needed()
    card.drag_to(page.locator(".happening.here"))
    page.wait_for_function("() => document.querySelector('dialog.drop .moved').childElementCount > 0", timeout=WAIT)
    assert "is one happening with this event" in page.inner_text("dialog.drop .told")
    page.fill("dialog.drop input[name=reason]", "One happening.")
    page.locator("dialog.drop button.does").click()
    page.wait_for_url(re.compile("decided=1"))
    settled(page, served)
    page.goto(f"{served}/events/{other}")
    assert page.url == f"{served}/events/{event}?was={other}"
    assert "now part of this one" in page.inner_text(".was")
    assert serious(page) == []
    page.goto(f"{served}/events/{event}/work")
    page.get_by_role("button", name="Take it back").click()
    settled(page, served)
    assert page.request.get(f"{served}/events/{other}.json").url.endswith(f"/events/{other}.json")
    page.goto(f"{served}/events/{event}/work")
    assert serious(page) == []
    member = page.locator(".voice .member").first
    member.scroll_into_view_if_needed()
    member.dispatch_event("dragstart", {"dataTransfer": page.evaluate_handle("() => new DataTransfer()")})
    assert page.locator(".tray").is_visible(), "a claim that is dragged can be made another happening"
