"""A person at the desk in a browser, within ten minutes and without a manual: takes a folder, finds what is contested,
splits a wrongly joined voice, sees the grade move, takes it back, exports; by mouse, and by keyboard alone.

The texts are invented, and so are all names in them: two outlets that a text-reuse rule takes for one voice.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.case import settle, take
from counterclaim.desk.opened import Desk
from counterclaim.progress import Quiet
from counterclaim.receive import supplied
from counterclaim.store import CaseFolder
from tests.e2e.conftest import NOW, PHONE, WAIT, WIDE, outside, serious, serving
from tests.e2e.hands import Keyboard, Mouse

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
EVENT = re.compile("Bombardment of market")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports") / "market"
    folder.mkdir()
    for name, (publisher, day, text) in REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: {day}\nlanguage: en\n---\n"
        (folder / name).write_text(head + text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def settled_case(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a case in which the reports are taken and settled; tests work on copies."""
    folder = tmp_path_factory.mktemp("market") / "case"
    case = CaseFolder.open(folder, create=True)
    take(case, [reports], supplied(None, None, None, None), lambda: NOW, Quiet())
    settle(case, lambda: NOW)
    case.close()
    return folder


@pytest.fixture
def market(settled_case: Path, tmp_path: Path) -> Iterator[str]:
    """Serve a copy of that case; give its address."""
    shutil.copytree(settled_case, tmp_path / "case")
    desk = Desk(tmp_path / "case")
    desk.prepare(Quiet())
    with serving(desk) as address:
        yield address


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[str]:
    """Serve a new, empty case; give its address."""
    CaseFolder.open(tmp_path / "new", create=True).close()
    with serving(Desk(tmp_path / "new")) as address:
        yield address


#: Whether what is shown is no page that comes again by itself: going elsewhere while it does leads back to it. Where
#: somebody writes, or looks through what waits, it does not.
STAYS = """() => {
    const busy = performance.getEntriesByType("navigation")[0].responseStatus === 503;
    const tasks = document.querySelector("#tasks") && !document.querySelector("#tasks a[href='/events']");
    const written = [...document.querySelectorAll("main input:not([type=hidden]), main textarea")];
    const some = written.some((one) => one.value !== one.defaultValue);
    const kept = some || document.querySelector("dialog[open], .waits");
    return !(busy || tasks || (document.querySelector(".behind[data-settling='1']") && !kept));
}"""


def settled(page: Any, served: str) -> None:
    """Wait until nothing is being done, and until a page that waits for new figures came again by itself."""
    for _ in range(WAIT // 500):
        if not page.request.get(f"{served}/work.json").json()["busy"]:
            page.wait_for_function(STAYS, timeout=WAIT)
            return
        page.wait_for_timeout(500)
    raise AssertionError("the desk is busy for ever")


def dropped(page: Any, one: Any, onto: Any, **where: Any) -> None:
    """Drag something onto something else, when the script of the page is there, and wait for what it would change."""
    page.wait_for_load_state("load")
    one.scroll_into_view_if_needed()
    one.drag_to(onto, **where)
    page.wait_for_function("() => document.querySelector('dialog.drop .moved').childElementCount > 0", timeout=WAIT)


def graded(page: Any, served: str, event: str) -> str:
    """Give the Airwars-style grade of an event, in the strict reading."""
    answer = page.request.get(f"{served}/events/{event}.json")
    assert answer.status == 200, answer.text()
    told = answer.json()
    return next(g["value"] for g in told["event"]["grades"] if (g["standard"], g["mode"]) == ("airwars", "strict"))


def looked(page: Any) -> None:
    """See that axe finds nothing serious on a page, and that nothing stands outside of it."""
    assert (serious(page), outside(page)) == ([], []), page.url


def take_the_folder(person: Mouse, folder: Path) -> None:
    """From the first page of an empty case, which says what to do, to the list of events."""
    page = person.page
    looked(page)
    person.act(page.locator("main").get_by_role("link", name="Take reports"))
    page.wait_for_url("**/take")
    looked(page)
    person.choose(page.locator("#folder"), folder)
    page.locator(".chosen li").nth(len(REPORTS) - 1).wait_for()
    person.act(page.get_by_role("button", name="Take them"))
    page.wait_for_url("**/work")
    page.get_by_text("3 taken").wait_for()
    looked(page)
    person.act(page.get_by_role("link", name="To the events"))
    page.wait_for_url("**/events")


def split_the_voice(person: Mouse, reason: str) -> None:
    """On the work page: take apart what one edge joins, after seeing what that would change."""
    page = person.page
    person.act(page.locator("details.joins summary").first)
    joins = page.locator("details.joins form").first
    person.write(joins.get_by_label("Why"), reason)
    person.act(joins.get_by_role("button", name="Show what it changes"))
    page.wait_for_function("() => document.querySelector('details.joins .moved').innerText.includes('Fair')")
    assert "Weak" in joins.locator(".moved").inner_text()
    looked(page)
    person.act(joins.get_by_role("button", name=re.compile("^Part ")))
    page.wait_for_url(re.compile("decided=1"))


def exported(person: Mouse) -> zipfile.ZipFile:
    """Export the dossier from the page of its event; give what came."""
    with person.page.expect_download() as coming:
        person.act(person.page.get_by_role("button", name="Export the dossier"))
    return zipfile.ZipFile(io.BytesIO(Path(coming.value.path()).read_bytes()))


@pytest.mark.parametrize(
    ("hand", "size", "direction"),
    [(Mouse, WIDE, "ltr"), (Keyboard, PHONE, "rtl")],
    ids=["mouse-1440-ltr", "keyboard-390-rtl"],
)
def test_from_a_folder_to_a_dossier(
    nothing: str, visit: Callable[..., Any], reports: Path, hand: type[Mouse], size: dict[str, int], direction: str
) -> None:
    """The whole job, from an empty case; but for the first page only what a page leads to is opened."""
    page = visit(nothing, direction, viewport=size)
    person = hand(page)
    take_the_folder(person, reports)

    looked(page)
    person.act(page.get_by_role("link", name="contested", exact=True))
    page.wait_for_url("**contested=yes**")
    person.act(page.get_by_role("link", name=EVENT).first)
    page.wait_for_url("**/events/e_*")
    event = page.url.rstrip("/").rsplit("/", 1)[1]
    assert "Orvan army denies" in page.inner_text(".brief")
    assert graded(page, nothing, event) == "weak"
    looked(page)

    person.act(page.get_by_role("link", name="Work on this event"))
    page.wait_for_url("**/work")
    looked(page)
    split_the_voice(person, "Each has its own witness; the words are of one caption.")
    settled(page, nothing)
    assert graded(page, nothing, event) == "fair"

    page.wait_for_function("() => !document.querySelector('.behind')")
    looked(page)
    person.act(page.locator(".kicker").get_by_role("link", name=EVENT))
    page.wait_for_url(f"**/events/{event}")
    assert "Fair" in page.inner_text(".brief")
    files = exported(person)
    assert sorted(n.rpartition(".")[2] for n in files.namelist()) == ["csv", "html", "json", "md"]
    # Its id is another where a person who is named is withheld.
    (told,) = [n for n in files.namelist() if n.endswith(".html")]
    assert "Each has its own witness" in files.read(told).decode()

    person.act(page.get_by_role("link", name="Work on this event"))
    page.wait_for_url("**/work")
    person.write(page.locator("form[action^='/undo/'] input[name=reason]").first, "One witness after all.")
    with page.expect_navigation():
        person.act(page.get_by_role("button", name="Take it back"))
    settled(page, nothing)
    page.wait_for_function("() => !document.querySelector('.behind')")
    assert graded(page, nothing, event) == "weak"


def test_a_voice_is_dragged_onto_another(market: str, visit: Callable[..., Any]) -> None:
    """Dropping a claim says what would be decided and shows the grades it moves; leaving it writes nothing."""
    page = visit(f"{market}/events?contested=yes", viewport=WIDE)
    page.get_by_role("link", name=EVENT).click()
    page.get_by_role("link", name="Work on this event").click()
    dragged, onto = page.locator(".voice .member").first, page.locator(".voice").nth(1)
    dropped(page, dragged, onto, source_position={"x": 120, "y": 8}, target_position={"x": 20, "y": 8})
    assert "are one voice" in page.inner_text("dialog.drop .told")
    page.get_by_role("button", name="Leave it as it is").click()
    assert not page.evaluate("document.querySelector('dialog.drop').open")


def test_claims_are_reviewed_by_keyboard_on_a_phone(market: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{market}/review", viewport=PHONE)
    assert (serious(page), outside(page)) == ([], [])
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("p")
    page.wait_for_function("id => document.getElementById(id).innerText.includes('→')", arg=first)
    page.keyboard.press("a")
    page.keyboard.type("Read beside its sentence.")
    page.keyboard.press("Enter")
    page.wait_for_function("id => document.getElementById(id).classList.contains('done')", arg=first)
    second = page.evaluate("document.activeElement.id")
    assert second != first
    page.keyboard.press("c")
    page.keyboard.type("another value")
    page.keyboard.press("Escape")
    settled(page, market)
    decided = page.request.get(f"{market}/review.json").json()
    assert decided["seen"] == 1
    assert first not in {row["claim"]["id"] for row in decided["queue"]}


@pytest.mark.parametrize("button", ["accept", "reject"])
@pytest.mark.parametrize("hand", ["keys", "mouse"])
def test_enter_does_what_was_asked_and_nothing_where_nothing_was(
    market: str, visit: Callable[..., Any], button: str, hand: str
) -> None:
    """`r`, a reason and Enter once accepted the claim: Enter sends a form by its first button."""
    page = visit(f"{market}/review", viewport=WIDE)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.locator(f"#{first} form[data-one] input[name=reason]").first.fill("Nothing was asked.")
    page.keyboard.press("Enter")
    page.locator(f"#{first} form[data-one] input[name=reason]").first.fill("")
    page.locator(f"#{first}").focus()
    if hand == "keys":
        page.keyboard.press(button[0])
    else:
        page.locator(f"#{first} button[value={button}]").click()
    page.get_by_text(f"Say why, then Enter: {button.title()}.").wait_for()
    page.keyboard.type("Read beside its sentence.")
    page.keyboard.press("Enter")
    page.get_by_text(f"Decision 1: {button}.").wait_for()
    settled(page, market)


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


def test_a_claim_is_drawn_by_selecting_words_and_by_number_without_a_script(
    visit: Callable[..., Any], market: str
) -> None:
    page = visit(f"{market}/reports", viewport=WIDE)
    rows = page.request.get(f"{market}/reports.json").json()["reports"]
    report = next(r["id"] for r in rows if r["publisher"] == "Vale Post")

    page.goto(f"{market}/reports/{report}/draw")
    assert serious(page) == []
    page.locator(".sentences .words").nth(2).evaluate(SELECT)
    assert page.input_value("textarea[name='f.text']") == "The stalls along the river"
    page.select_option("select[name='f.aspect']", "damage")
    page.fill("input[name='f.value']", "burned")
    page.get_by_role("region", name="Say what they say").get_by_label("Why").fill("The rules do not read it.")
    page.get_by_role("button", name="Draw the claim").click()
    page.wait_for_url(re.compile("decided=1"))
    assert "from before 1 decision" in page.inner_text(".behind")
    settled(page, market)
    page.goto(f"{market}/reports/{report}")
    assert "drawn by A. Tester, decision 1" in page.inner_text("#claims")

    plain = visit(f"{market}/reports/{report}/draw", java_script_enabled=False, viewport=PHONE)
    plain.get_by_role("link", name="Take the words of sentence 1").click()
    assert plain.input_value("textarea[name='f.text']").startswith("An air strike by the Orvan army")
    plain.select_option("select[name='f.aspect']", "motive")
    plain.fill("input[name='f.value']", "not said")
    why = plain.get_by_role("region", name="Say what they say").get_by_label("Why")
    why.fill("To see that it works without a script.")
    plain.get_by_role("button", name="Show what it changes").click()
    assert "Nothing is written yet" in plain.inner_text("main, header.masthead")
    plain.get_by_role("button", name="Decide").click()
    settled(page, market)
    page.goto(f"{market}/reports/{report}/draw")
    page.locator("form[action^='/undo/'] input[name=reason]").first.fill("Read twice.")
    page.get_by_role("button", name="Take it back").first.click()
    settled(page, market)
    page.goto(f"{market}/compare")
    assert serious(page) == [], "also while the two runs are being compared"
    page.wait_for_function("!document.querySelector('[data-again]')", timeout=60_000)
    assert "Only what matters" in page.inner_text("main") or "of grades" in page.inner_text("main")
    assert serious(page) == []
    page.goto(f"{market}/reports/{report}")
    assert page.inner_text("#claims").count("drawn by") == 1


def test_events_are_joined_by_dragging_and_the_old_address_leads_on(
    visit: Callable[..., Any], market: str, tmp_path: Path
) -> None:
    more = "Rebels took Mosul on Friday, the army said."
    head = "---\npublisher: Kesh Courier\npublished: 2016-03-29\nlanguage: en\n---\n"
    (tmp_path / "more.md").write_text(head + REPORTS["kesh.md"][2] + " " + more, encoding="utf-8")
    page = visit(f"{market}/take", viewport=WIDE)
    page.set_input_files("input[name=files]", str(tmp_path / "more.md"))
    page.get_by_role("button", name="Take them").click()
    page.wait_for_url("**/work")
    settled(page, market)
    event = contested(page, market)
    page.goto(f"{market}/events/{event}/work")
    card = page.locator(".happening[draggable]").first
    other = card.get_attribute("data-event")
    dropped(page, card, page.locator(".happening.here"))
    assert "is one happening with this event" in page.inner_text("dialog.drop .told")
    page.fill("dialog.drop input[name=reason]", "One happening.")
    page.locator("dialog.drop button.does").click()
    page.wait_for_url(re.compile("decided=1"))
    settled(page, market)
    page.goto(f"{market}/events/{other}")
    assert page.url == f"{market}/events/{event}?was={other}"
    assert "now part of this one" in page.inner_text(".was")
    assert serious(page) == []
    page.goto(f"{market}/events/{event}/work")
    page.locator("form[action^='/undo/'] input[name=reason]").fill("Two happenings.")
    page.get_by_role("button", name="Take it back").click()
    settled(page, market)
    assert page.request.get(f"{market}/events/{other}.json").url.endswith(f"/events/{other}.json")
    page.goto(f"{market}/events/{event}/work")
    assert serious(page) == []
    member = page.locator(".voice .member").first
    member.scroll_into_view_if_needed()
    member.dispatch_event("dragstart", {"dataTransfer": page.evaluate_handle("() => new DataTransfer()")})
    assert page.locator(".tray").is_visible(), "a claim that is dragged can be made another happening"


def test_what_was_dropped_and_what_was_chosen_are_both_taken(
    nothing: str, reports: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    """A file that was chosen after others were dropped was once left out, and nothing said so."""
    page = visit(f"{nothing}/take", viewport=WIDE)
    dropped = page.evaluate_handle(
        "() => { const d = new DataTransfer(); d.items.add(new File(['Dropped.'], 'dropped.md')); return d; }"
    )
    page.dispatch_event(".dropzone", "drop", {"dataTransfer": dropped})
    page.get_by_text("1 file to be taken").wait_for()
    (tmp_path / "chosen.md").write_text("Chosen.", encoding="utf-8")
    page.set_input_files("input[name=files]", str(tmp_path / "chosen.md"))
    page.get_by_text("2 files to be taken").wait_for()
    assert page.locator(".chosen li").all_inner_texts() == ["dropped.md", "chosen.md"]
    looked(page)
    page.get_by_role("button", name="Choose others instead").click()
    assert page.inner_text(".chosen") == ""
    missed = "() => !document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true }))"
    assert page.evaluate(missed), "a file that misses the box is not opened in place of the page"
