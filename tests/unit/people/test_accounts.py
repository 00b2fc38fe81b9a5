"""Accounts: who can sign in and who cannot, for how long, and what whoever reads the file finds. All names invented."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha1
from pathlib import Path

import pyotp
import pytest

from counterclaim.errors import NotInCase, UsageError
from counterclaim.people import Accounts, Bad, Locked, Person, proofs, strength
from counterclaim.people.accounts import IDLE, INVITED, TRIES, WHOLE
from counterclaim.people.proofs import LETTERS_MIN, STEP

NAME, PASSWORD = "Ada Tester", "seven grey herons wading"


class Clock:
    """A time that tests move on."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    made = Accounts(tmp_path / "people" / "one.sqlite", clock)
    yield made
    made.close()


def code(secret: str, clock: Clock) -> str:
    return pyotp.TOTP(secret).at(int(clock.now))


def joined(accounts: Accounts, clock: Clock, name: str = NAME) -> str:
    """Let a person join; give the secret of their codes."""
    invitation = accounts.invite(name)
    secret = accounts.welcomed(name, invitation)
    accounts.join(name, invitation, PASSWORD, (secret, code(secret, clock)))
    clock.now += STEP
    return secret


def test_a_person_joins_signs_in_and_out(accounts: Accounts, clock: Clock) -> None:
    secret = joined(accounts, clock)
    assert accounts.people() == (Person(NAME, invited=False),)
    ticket = accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    found = accounts.session(ticket)
    assert found is not None
    assert found.person == NAME
    accounts.sign_out(ticket)
    assert accounts.session(ticket) is None
    assert [what for _, what, _, _ in accounts.log()] == ["invited", "joined", "signed in", "signed out"]


@pytest.mark.parametrize(
    ("name", "password", "right_code"),
    [("Nobody Here", PASSWORD, True), (NAME, "another long password", True), (NAME, PASSWORD, False), ("", "", False)],
)
def test_who_shows_anything_wrong_gets_one_and_the_same_answer(
    accounts: Accounts, clock: Clock, name: str, password: str, right_code: bool
) -> None:
    secret = joined(accounts, clock)
    with pytest.raises(Bad) as told:
        accounts.sign_in(name, password, code(secret, clock) if right_code else "000000")
    assert str(told.value) == (
        "Expected a name, a password and a code that belong together, or a passkey of "
        "this desk; got others. Check them and try again."
    )


@pytest.mark.parametrize("sent", ["é", "१२३४५६", "0" * 5_000])
def test_a_code_of_other_signs_is_a_wrong_one_and_says_nothing_of_the_password(
    accounts: Accounts, clock: Clock, sent: str
) -> None:
    joined(accounts, clock)
    for password in (PASSWORD, "another long password"):
        with pytest.raises(Bad):
            accounts.sign_in(NAME, password, sent)


def test_tries_at_once_are_counted_like_tries_in_turn(accounts: Accounts, clock: Clock) -> None:
    joined(accounts, clock)

    def one(_: int) -> type[Exception]:
        with pytest.raises((Bad, Locked)) as told:
            accounts.sign_in(NAME, "another long password", "000000", "192.0.2.7")
        return told.type

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(16))).count(Bad) == 5


def test_a_code_serves_once_even_at_once(accounts: Accounts, clock: Clock) -> None:
    secret = joined(accounts, clock)

    def tried(_: int) -> bool:
        try:
            return bool(accounts.sign_in(NAME, PASSWORD, code(secret, clock)))
        except (Bad, Locked):
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tried, range(4))) == 1


def test_a_session_ends_by_itself(accounts: Accounts, clock: Clock) -> None:
    secret = joined(accounts, clock)
    ticket = accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    for _ in range(int(WHOLE / IDLE)):
        clock.now += IDLE - 1
        if clock.now - 1_700_000_000 - STEP < WHOLE:
            assert accounts.session(ticket) is not None, "use keeps it"
    clock.now += IDLE
    assert accounts.session(ticket) is None
    ticket = accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    clock.now += IDLE + 1
    assert accounts.session(ticket) is None, "it was not used"


def test_too_many_failures_shut_the_door_for_a_while(accounts: Accounts, clock: Clock) -> None:
    secret = joined(accounts, clock)
    for _ in range(TRIES[0][0]):
        with pytest.raises(Bad):
            accounts.sign_in(NAME, "wrong wrong wrong", "000000", "203.0.113.9")
    with pytest.raises(Locked):
        accounts.sign_in(NAME, PASSWORD, code(secret, clock), "203.0.113.9")
    assert accounts.sign_in(NAME, PASSWORD, code(secret, clock), "203.0.113.10"), "from elsewhere one still can"
    clock.now += TRIES[0][1] + 1
    assert accounts.sign_in(NAME, PASSWORD, code(secret, clock), "203.0.113.9")


def test_an_invitation_serves_once_and_not_for_ever(accounts: Accounts, clock: Clock) -> None:
    invitation = accounts.invite(NAME)
    secret = accounts.welcomed(NAME, invitation)
    with pytest.raises(Bad):
        accounts.join(NAME, "another", PASSWORD, (secret, code(secret, clock)))
    with pytest.raises(Bad):
        accounts.join(NAME, invitation, PASSWORD, (secret, "000000"))
    for easy in ("short", "a" * 40, f"{NAME} is my name", "x" * 129):
        with pytest.raises(UsageError):
            accounts.join(NAME, invitation, easy, (secret, code(secret, clock)))
    accounts.join(NAME, invitation, PASSWORD, (secret, code(secret, clock)))
    with pytest.raises(Bad):
        accounts.join(NAME, invitation, PASSWORD, (secret, code(secret, clock)))
    late = accounts.invite("Ben Tester")
    clock.now += INVITED + 1
    with pytest.raises(Bad):
        accounts.welcomed("Ben Tester", late)


def test_another_password_or_invitation_ends_every_session(accounts: Accounts, clock: Clock) -> None:
    secret = joined(accounts, clock)
    ticket = accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    with pytest.raises(Bad):
        accounts.change_password(NAME, "not the old one", "another set of words")
    accounts.change_password(NAME, PASSWORD, "another set of words")
    assert accounts.session(ticket) is None
    clock.now += STEP
    ticket, token = accounts.sign_in(NAME, "another set of words", code(secret, clock)), accounts.token(NAME, "t", 60)
    accounts.invite(NAME)
    assert accounts.session(ticket) is None
    assert accounts.bearer(token) is None


def test_a_token_holds_until_it_is_ended_or_over(accounts: Accounts, clock: Clock) -> None:
    joined(accounts, clock)
    one, other = accounts.token(NAME, "notebook", 60), accounts.token(NAME, "feed", 120)
    assert accounts.bearer(one) == accounts.bearer(other) == NAME
    assert accounts.bearer("") is None
    accounts.end_token(NAME, next(number for number, label, _ in accounts.tokens(NAME) if label == "notebook"))
    assert (accounts.bearer(one), accounts.bearer(other)) == (None, NAME)
    clock.now += 121
    assert accounts.bearer(other) is None
    assert accounts.tokens(NAME) == ()


def test_who_reads_the_file_cannot_sign_in_with_it(accounts: Accounts, clock: Clock, tmp_path: Path) -> None:
    secret = joined(accounts, clock)
    shown = [PASSWORD, accounts.sign_in(NAME, PASSWORD, code(secret, clock)), accounts.token(NAME, "t", 60)]
    shown.append(accounts.invite("Ben Tester"))
    folder = tmp_path / "people"
    held = b"".join(p.read_bytes() for p in folder.iterdir())
    assert not any(one.encode() in held for one in shown)
    assert b"$argon2id$" in held
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "one.sqlite").stat().st_mode & 0o077 == 0


def test_who_is_shut_out_is_gone(accounts: Accounts, clock: Clock) -> None:
    secret = joined(accounts, clock)
    ticket = accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    accounts.shut_out(NAME)
    assert accounts.session(ticket) is None
    with pytest.raises(NotInCase):
        accounts.shut_out(NAME)
    with pytest.raises(UsageError):
        accounts.invite(" two\nlines")


def test_each_session_can_be_ended(accounts: Accounts, clock: Clock) -> None:
    joined(accounts, clock)
    first, second = accounts.begin(NAME), accounts.begin(NAME)
    clock.now += IDLE - 1
    assert accounts.session(first) is not None
    assert len(accounts.sessions(NAME)) == 2
    clock.now += 2
    (number, _, _), *others = accounts.sessions(NAME)
    assert others == [], "one that ended by itself is not listed"
    accounts.end_session("Somebody Else", number)
    assert accounts.session(first) is not None
    accounts.end_session(NAME, number)
    assert accounts.session(first) is None
    assert accounts.session(second) is None


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa", "123456789012", "Qwertyuiop12", "abcdefghijkl", "mnbvcxzlkjhgf", "Password1234",
        "PASSWORD!!!!123",
        "letmein-letmein", "r9!r9!r9!r9!", "Ada Tester 1984", "1qaz2wsx3edc", "counterclaim2031",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_no_password(password: str) -> None:
    with pytest.raises(UsageError, match="hard to guess"):
        proofs.acceptable(password, "Ada Tester")


@pytest.mark.parametrize(
    "password",
    ["seven grey herons wading", "ночью тихо шумит река", "x9f-Lq2 77 vbn tulip", "密码是七只灰鹭在水里走路"],
)
def test_several_words_of_any_script_are_one(password: str) -> None:
    assert proofs.acceptable(password, "Ada Tester") == password


def test_every_leaked_password_that_is_long_enough_is_refused() -> None:
    """Each of 12 letters or more of the 30,000 that zxcvbn holds, as it is and with a figure after it."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    leaked = [word for word in RANKED_DICTIONARIES["passwords"] if len(word) >= LETTERS_MIN]
    assert len(leaked) > 200
    assert [word for word in leaked if strength.measured(word, NAME).enough] == []
    assert [word for word in leaked if strength.measured(f"{word}1", NAME).enough] == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", ":7\r\n"])
def test_a_list_that_the_desks_keeper_holds_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    held = [f"invented words number {n} leaked" for n in range(300)]
    lines = sorted(sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in held)
    (tmp_path / "leaked.txt").write_text("".join(f"{line}{ending}" for line in lines), encoding="ascii", newline="")
    monkeypatch.setenv(strength.LIST, str(tmp_path / "leaked.txt"))
    strength.expect_list()
    assert not any(strength.measured(word, NAME).enough for word in held)
    with pytest.raises(UsageError, match="list of leaked passwords"):
        proofs.acceptable(held[0], NAME)
    assert proofs.acceptable(PASSWORD, NAME) == PASSWORD


@pytest.mark.parametrize("words", [None, "", "correct\nhorse\n"])
def test_what_is_no_list_of_leaked_passwords_is_refused_when_the_desk_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str | None
) -> None:
    if words is not None:
        (tmp_path / "leaked.txt").write_text(words, encoding="utf-8")
    monkeypatch.setenv(strength.LIST, str(tmp_path / "leaked.txt"))
    with pytest.raises(UsageError, match="SHA-1 digests in order"):
        strength.expect_list()
