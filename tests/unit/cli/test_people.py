"""`people`: who may do what stands in the ledger; how they prove who they are stands nowhere in the case."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main, people
from counterclaim.people import Role
from counterclaim.store import CaseFolder, verify


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["people", *words])


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a case of one report under keys of its own: accounts lie beside the keys, by the name of a case's ledger."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    report = tmp_path / "report.txt"
    report.write_text("Publisher: Invented Post\nPublished: 2016-03-28\n\nThe mayor of Lom spoke.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["take", str(tmp_path / "case"), str(report)])
    assert done.exit_code == 0, done.output
    return str(tmp_path / "case")


def rows(*words: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def test_who_is_added_has_a_role_and_an_invitation(case: str) -> None:
    done = run(case, "add", "Ada Tester", "--role", "analyst", "--reason", "codes the north")
    assert done.exit_code == 0, done.output
    invitation = done.stdout.strip()
    assert len(invitation) > 40
    changed = run(case, "role", "Ada Tester", "--role", "lead")
    assert changed.exit_code == 0, changed.stderr
    assert [(r["name"], r["role"], r["state"]) for r in rows(case, "list")] == [("Ada Tester", "lead", "invited")]
    folder = CaseFolder.open(Path(case))
    assert [(a.subject, a.field("role"), a.words) for a in folder.acts()] == [
        ("Ada Tester", "analyst", "codes the north"),
        ("Ada Tester", "lead", ""),
    ]
    assert {c.state for c in verify(folder)} == {"intact"}
    folder.close()
    held = b"".join(p.read_bytes() for p in Path(case).rglob("*") if p.is_file())
    assert invitation.encode() not in held
    assert run(case, "remove", "Ada Tester", "--reason", "left").exit_code == 0
    assert rows(case, "list") == []
    assert [r["what"] for r in rows(case, "log")] == ["invited", "shut out"]


def test_an_invitation_to_a_copy_of_a_case_is_not_lost(case: str, tmp_path: Path) -> None:
    """Where the case itself grew since it was copied, the copy's ledger goes on under a name of its own."""
    copy = shutil.copytree(case, tmp_path / "copy")
    assert run(case, "add", "Ben Tester", "--role", "lead").exit_code == 0
    assert run(str(copy), "add", "Ada Tester", "--role", "analyst").exit_code == 0
    assert run(str(copy), "role", "Ada Tester", "--role", "lead").exit_code == 0
    assert [(r["name"], r["role"], r["state"]) for r in rows(str(copy), "list")] == [("Ada Tester", "lead", "invited")]
    assert [(r["name"], r["role"], r["state"]) for r in rows(case, "list")] == [("Ben Tester", "lead", "invited")]


def test_a_name_that_nobody_can_have_is_given_no_role(case: str) -> None:
    assert run(case, "add", " two  words ", "--role", "lead").exit_code == 2
    assert rows(case, "list") == []


def test_a_name_that_is_not_there_is_said(case: str) -> None:
    for words in (("role", "Nobody", "--role", "lead"), ("remove", "Nobody")):
        done = run(case, *words)
        assert done.exit_code == 2
        assert "somebody with an account" in done.stderr


def test_the_roles_of_the_help_are_the_roles() -> None:
    assert tuple(Role) == people.ROLES
