"""Two desks, each a process of its own, over one shared case: two analysts decide at once, and nothing is lost.

All names are invented.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pyotp
import pytest

from counterclaim.acting import act_on
from counterclaim.desk.opened import Desk
from counterclaim.people import Accounts
from counterclaim.people.proofs import STEP
from counterclaim.progress import Quiet
from counterclaim.records.act import Act, ActKind
from counterclaim.store import CaseFolder, verify
from tests.conftest import clock

NAMES, SAID = ("Ada Tester", "Ben Tester"), 8
PASSWORD = "seven grey herons wading"
MAIN = "from counterclaim.cli import main; main()"


@contextmanager
def served(case: Path, address: str) -> Iterator[str]:
    """Start a desk as a user does; give its address."""
    words = [sys.executable, "-c", MAIN, "desk", str(case), "--team", "--port", "0", "--database", address]
    environment = {k: v for k, v in os.environ.items() if k != "COUNTERCLAIM_DATABASE"}
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=environment) as desk:
        told = ""
        try:
            assert desk.stderr is not None
            for line in desk.stderr:
                told += line
                if found := re.search(r"at (http://\S+)/ ", line):
                    yield found[1]
                    break
            else:
                raise AssertionError(told)
        finally:
            desk.terminate()
            if desk.stderr is not None:
                desk.stderr.close()
            desk.wait(60)


def given(name: str, role: str) -> Act:
    return Act(number=0, kind=ActKind.ROLE, subject=name, fields=(("role", role),), who="A", at=clock(), words="")


def analyst(address: str, token: str, event: str, claim: str) -> list[str]:
    """Comment many times and decide once, looking again where somebody else has decided in between."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    told = []
    with httpx2.Client(base_url=address, headers=headers, timeout=180) as client:
        for n in range(SAID):
            told.append(post(client, "/comment", {"subject": event, "words": f"words {n}"}, 200)["act"]["who"])
        form = {"kind": "reject", "subject": claim, "event": event, "seen": "0", "reason": "read"}
        answer = client.post("/decide", data=form)
        if answer.status_code == 409:
            answer = client.post("/decide", data={**form, "seen": str(answer.json()["seen"])})
        assert answer.status_code == 200, answer.text
        told.append(answer.json()["decision"]["who"])
    return told


def post(client: httpx2.Client, path: str, form: dict[str, str], status: int) -> Any:
    answer = client.post(path, data=form)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_two_analysts_at_two_desks(demo_folder: Path, tmp_path: Path, team_database: str) -> None:
    path = tmp_path / "case"
    shutil.copytree(demo_folder, path)
    case = CaseFolder.open(path)
    for name in NAMES:
        act_on(case, given(name, "analyst"))
    assert case.share()
    with closing(Accounts.of(case.journal.log().checkpoint)) as accounts:
        for name in NAMES:
            accounts.invite(name)
        tokens = [accounts.token(name, "test", 3600.0) for name in NAMES]
    case.close()
    prepared = Desk(path)
    prepared.prepare(Quiet())
    of = "SELECT event, id FROM claims WHERE event IS NOT NULL ORDER BY event, id"
    event, claim = prepared.open().index.one(of)
    prepared.close()

    with ExitStack() as desks, ThreadPoolExecutor(2) as people:
        addresses = [desks.enter_context(served(path, team_database)) for _ in NAMES]
        working = [
            people.submit(analyst, address, token, event, claim)
            for address, token in zip(addresses, tokens, strict=True)
        ]
        told = [one.result(timeout=400) for one in working]
        assert told == [[name] * (SAID + 1) for name in NAMES]
        with httpx2.Client(base_url=addresses[1], headers={"Authorization": f"Bearer {tokens[0]}"}) as client:
            assert client.get("/events.json").status_code == 200, "accounts are those of the team, at each desk"

    case = CaseFolder.open(path)
    try:
        assert sorted(d.who for d in case.decisions()) == sorted(NAMES)
        said = [(a.who, a.words) for a in case.acts() if a.kind is ActKind.COMMENT]
        assert sorted(said) == sorted((name, f"words {n}") for name in NAMES for n in range(SAID))
        assert [c for c in verify(case) if c.state not in {"intact", "not checked"}] == []
    finally:
        case.close()


def entered(address: str, name: str, secret: str, at: float) -> httpx2.Client:
    """Sign in at a desk by its form; give the browser that did."""
    client = httpx2.Client(base_url=address, headers={"Origin": address}, timeout=180)
    form = {"name": name, "password": PASSWORD, "code": pyotp.TOTP(secret).at(int(at)), "next": "/events"}
    answer = client.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/events"), answer.text
    return client


def status(address: str, headers: dict[str, str]) -> int:
    """Ask a desk for its events; give what it answers with."""
    with httpx2.Client(headers=headers, timeout=60) as client:
        return client.get(f"{address}/events.json").status_code


def elsewhere(client: httpx2.Client, address: str) -> httpx2.Client:
    """Give the same browser at another desk, with what it was given at the first."""
    cookies = {c.name: c.value for c in client.cookies.jar if c.value and c.name != "looked"}
    return httpx2.Client(base_url=address, headers={"Origin": address}, cookies=cookies, timeout=180)


def test_a_session_of_one_desk_holds_and_ends_at_the_other(
    demo_folder: Path, tmp_path: Path, team_database: str
) -> None:
    """Signed in here, inside there; signed out there, outside here. Who is given no role any more has none anywhere."""
    path = tmp_path / "case"
    shutil.copytree(demo_folder, path)
    case = CaseFolder.open(path)
    ada, ben = NAMES
    for name in NAMES:
        act_on(case, given(name, "analyst"))
    assert case.share()
    secrets = {}
    with closing(Accounts.of(case.journal.log().checkpoint)) as accounts:
        for name in NAMES:
            invitation = accounts.invite(name)
            secrets[name] = accounts.welcomed(name, invitation)
            code = pyotp.TOTP(secrets[name]).at(int(time.time()) - STEP)
            accounts.join(name, invitation, PASSWORD, (secrets[name], code))
        token = accounts.token(ben, "test", 3600.0)
    ledger = case.journal.log().checkpoint
    case.close()
    shared = CaseFolder.open(path)
    with ExitStack() as desks:
        desks.callback(shared.close)
        here, there = (desks.enter_context(served(path, team_database)) for _ in NAMES)
        first = entered(here, ada, secrets[ada], time.time())
        desks.callback(first.close)
        second = elsewhere(first, there)
        desks.callback(second.close)
        assert second.get("/events.json").status_code == 200
        page = second.get("/account").text
        found = re.search(r'name="token" value="([^"]+)"', page)
        assert found
        assert first.get("/events.json").status_code == 200
        assert second.post("/sign-out", data={"token": found[1]}).status_code == 303
        assert first.get("/events.json").status_code == 401
        # What a person may do is asked for each time, of the record that both desks share.
        bearer = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        for desk in (here, there):
            assert status(desk, bearer) == 200
        act_on(shared, given(ben, ""))
        for desk in (here, there):
            assert status(desk, bearer) in {401, 403}
        with closing(Accounts.of(ledger)) as accounts:
            accounts.shut_out(ada)
        for desk in (here, there):
            form = {"name": ada, "password": PASSWORD, "code": "000000"}
            with httpx2.Client(headers={"Origin": desk}, timeout=60) as client:
                assert client.post(f"{desk}/sign-in", data=form).status_code == 400


@pytest.mark.parametrize("words", [("--database", "postgresql://desk@/postgres")])
def test_a_database_needs_a_team(tmp_path: Path, words: tuple[str, ...]) -> None:
    CaseFolder.open(tmp_path / "case", create=True).close()
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "desk", str(tmp_path / "case"), *words],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--team with --database" in done.stderr
