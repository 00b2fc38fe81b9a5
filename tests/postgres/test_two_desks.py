"""Two desks, each a process of its own, over one shared case: two analysts decide at once, and nothing is lost.

All names are invented.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from counterclaim.acting import act_on
from counterclaim.desk.opened import Desk
from counterclaim.people import Accounts
from counterclaim.progress import Quiet
from counterclaim.records.act import Act, ActKind
from counterclaim.store import CaseFolder, verify
from tests.conftest import clock

NAMES, SAID = ("Ada Tester", "Ben Tester"), 8
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
        role = (("role", "analyst"),)
        act_on(case, Act(number=0, kind=ActKind.ROLE, subject=name, fields=role, who="A", at=clock(), words=""))
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


@pytest.mark.parametrize("words", [("--database", "postgresql://desk@/postgres")])
def test_a_database_needs_a_team(tmp_path: Path, words: tuple[str, ...]) -> None:
    CaseFolder.open(tmp_path / "case", create=True).close()
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "desk", str(tmp_path / "case"), *words],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--team with --database" in done.stderr
