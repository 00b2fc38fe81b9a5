"""Passkeys in a browser, with its own virtual authenticator: made, used, ended; without scripts the password does.

All names are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest

from counterclaim.acting import act_on
from counterclaim.desk.opened import Desk
from counterclaim.desk.work.door import Door
from counterclaim.people import Accounts, Bad, Passkeys
from counterclaim.people.proofs import STEP
from counterclaim.records.act import Act, ActKind
from counterclaim.store import CaseFolder
from tests.e2e.conftest import PHONE, WIDE, outside, serious, serving

NAME, PASSWORD, NOW = "Ada Tester", "seven grey herons wading", 1_700_000_000.0
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    made = Accounts(tmp_path / "people.sqlite", clock)
    yield made
    made.close()


@pytest.fixture
def secret(accounts: Accounts, clock: Clock) -> str:
    """Let somebody join; give the secret of their codes."""
    invitation = accounts.invite(NAME)
    found = accounts.welcomed(NAME, invitation)
    accounts.join(NAME, invitation, PASSWORD, (found, pyotp.TOTP(found).at(int(clock.now))))
    clock.now += STEP
    return found


@pytest.fixture
def served(tmp_path: Path, accounts: Accounts) -> Iterator[str]:
    """Serve a new, empty case to a team; give its address."""
    case = CaseFolder.open(tmp_path / "case", create=True)
    role = (("role", "lead"),)
    act_on(
        case, Act(number=0, kind=ActKind.ROLE, subject=NAME, fields=role, who="A. Keeper", at="2026-01-01", words="")
    )
    case.close()
    desk = Desk(tmp_path / "case")
    # A passkey is of a name: a browser makes none for a bare address.
    with serving(desk, Door(lambda: accounts, desk.folder.acts)) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Open a page in a browser of its own; with `device`, one that has passkeys."""
    contexts, wrong = [], []

    def opened(address: str, *, device: bool = True, **settings: object) -> Any:
        context = browser.new_context(**settings)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
        if device:
            session = context.new_cdp_session(page)
            session.send("WebAuthn.enable")
            session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        page.goto(served + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def sign_in(page: Any, secret: str, clock: Clock) -> None:
    """Come in with password and code."""
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Code").fill(pyotp.TOTP(secret).at(int(clock.now)))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))
    clock.now += STEP


def test_a_passkey_is_made_used_and_ended(
    visit: Callable[..., Any], served: str, accounts: Accounts, secret: str, clock: Clock
) -> None:
    page = visit("/sign-in")
    sign_in(page, secret, clock)
    page.goto(f"{served}/account")
    form = page.locator("form.passkey")
    form.get_by_label("Name of the device").fill("grey laptop")
    form.get_by_label("Your password").fill("not this one at all")
    form.get_by_role("button", name="Make a passkey").click()
    page.locator("form.passkey [role=status]", has_text="Expected").wait_for()
    form.get_by_label("Your password").fill(PASSWORD)
    form.get_by_role("button", name="Make a passkey").click()
    page.get_by_text("grey laptop").wait_for()
    page.context.clear_cookies()
    page.goto(f"{served}/account")
    page.wait_for_url(re.compile("/sign-in"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    page.goto(f"{served}/account")
    assert NAME in page.inner_text("h1")
    assert [label for _, label in Passkeys(accounts).of(NAME)] == ["grey laptop"]
    page.locator("li", has_text="grey laptop").get_by_role("button", name="End it").click()
    page.wait_for_load_state()
    assert Passkeys(accounts).of(NAME) == ()
    page.context.clear_cookies()
    page.goto(f"{served}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.locator("form.passkey [role=status]", has_text="Expected").wait_for()
    assert [what for _, what, _, _ in accounts.log()].count("made a passkey") == 1


def test_without_scripts_the_password_does(visit: Callable[..., Any], served: str, secret: str, clock: Clock) -> None:
    page = visit("/sign-in", device=False, java_script_enabled=False)
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    sign_in(page, secret, clock)
    page.goto(f"{served}/account")
    assert not page.get_by_role("button", name="Make a passkey").is_visible()


def test_what_is_typed_can_be_shown_and_a_new_password_is_measured(
    visit: Callable[..., Any], served: str, secret: str, clock: Clock
) -> None:
    page = visit("/sign-in")
    field, shows = page.get_by_label("Password", exact=True), page.get_by_role("button", name="Show what is typed")
    field.fill("grey")
    assert (field.get_attribute("type"), shows.get_attribute("aria-pressed")) == ("password", "false")
    shows.focus()
    page.keyboard.press("Enter")
    assert (field.get_attribute("type"), shows.get_attribute("aria-pressed")) == ("text", "true")
    assert field.input_value() == "grey"
    page.keyboard.press("Space")
    assert field.get_attribute("type") == "password"
    sign_in(page, secret, clock)
    page.goto(f"{served}/account")
    new, box = page.get_by_label("From now on"), page.locator(".strength")
    assert not page.get_by_role("button", name="How hard is it to guess?").is_visible()
    new.fill("Password1234")
    box.get_by_text("It would be guessed soon").wait_for()
    assert box.get_by_role("meter", name="How hard it is to guess").evaluate("e => e.value") == 1
    new.fill("nine slow barges passing")
    box.get_by_text("It would be very hard to guess").wait_for()
    assert box.locator("meter").evaluate("e => e.value") == 4


def test_without_scripts_a_button_measures_a_new_password(
    visit: Callable[..., Any], served: str, secret: str, clock: Clock
) -> None:
    page = visit("/sign-in", device=False, java_script_enabled=False)
    assert not page.get_by_role("button", name="Show what is typed").is_visible()
    sign_in(page, secret, clock)
    page.goto(f"{served}/account")
    page.get_by_label("From now on").fill("Password1234")
    page.get_by_role("button", name="How hard is it to guess?").click()
    page.get_by_text("It is refused: it would be guessed soon").wait_for()
    assert page.get_by_label("From now on").input_value() == ""


def test_the_pages_of_accounts_fit_and_axe_finds_nothing(
    visit: Callable[..., Any], served: str, accounts: Accounts, secret: str, clock: Clock
) -> None:
    """Signing in, joining, one's account and the alarms: on a phone and a wide screen, in both directions."""
    invitation = accounts.invite("Ben Tester")
    page = visit("/welcome")

    def looked() -> None:
        for size, direction in ((WIDE, "rtl"), (PHONE, "ltr"), (PHONE, "rtl"), (WIDE, "ltr")):
            page.set_viewport_size(size)
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            assert outside(page) == [], (page.url, size["width"], direction)
        assert serious(page, frozenset({"moderate", "serious", "critical"})) == [], page.url

    page.get_by_label("Your name").fill("Ben Tester")
    page.get_by_label("Invitation").fill(invitation)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A password of 12 letters or more").fill("Password1234")
    page.locator(".strength").get_by_text("It would be guessed soon").wait_for()
    looked()
    page.goto(f"{served}/sign-in")
    looked()
    for _ in range(5):
        with pytest.raises(Bad):
            accounts.sign_in("Ben Tester", "not this one at all", "000000", "192.0.2.7")
    sign_in(page, secret, clock)
    assert page.get_by_role("heading", name="Somebody may be trying the door").is_visible()
    looked()
    page.get_by_role("link", name="1 alarm of the last seven days").click()
    page.wait_for_url("**/alarms")
    assert page.get_by_text("failed to sign in as Ben Tester 5 times").is_visible()
    looked()
    page.goto(f"{served}/account")
    looked()
