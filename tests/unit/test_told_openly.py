"""A token of what is protected is printed nowhere: not as lines, at the desk, or in its twins. All is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from counterclaim.cli import main
from counterclaim.desk.opened import Desk
from counterclaim.desk.working import alone, whole
from counterclaim.progress import Quiet
from counterclaim.records.source import CLOSED, Artifact, told_openly
from counterclaim.records.words import ArtifactRole
from counterclaim.store import CaseFolder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def test_a_token_is_printed_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (tmp_path / "a.txt").write_text("Author: Orsa Velin\n\nThree were killed in Orvane on Monday, the council said.\n")
    assert run("take", tmp_path / "case", tmp_path / "a.txt", "--protect", "author").exit_code == 0
    assert run("settle", tmp_path / "case").exit_code == 0
    (line,) = run("captures", tmp_path / "case", "--json").stdout.splitlines()
    case = CaseFolder.open(tmp_path / "case")
    (capture,), (taken,) = case.captures(), case.reports()
    case.close()
    tokens = [capture.closed_name, *(words for name, words in taken.came_from if name == "protected")]
    assert json.loads(line)["closed_name"] == CLOSED
    assert len(tokens) == 2
    assert not any(token in line for token in tokens)
    desk = Desk(tmp_path / "case")
    desk.prepare(Quiet())
    with TestClient(whole(desk, alone("A. Tester")), base_url="http://127.0.0.1:8384") as client:
        pages = [f"/evidence/{capture.sha256}", f"/reports/{taken.id}", "/evidence"]
        for page in (*pages, *(f"{page}.json" for page in pages)):
            answer = client.get(page)
            assert (answer.status_code, [t for t in tokens if t[:40] in answer.text]) == (200, []), page
    desk.close()


def test_of_an_artifact_it_is_told_that_its_facts_are_closed() -> None:
    one = Artifact(
        id="a_1", capture="0" * 64, locator="", path="p", media_type="image/jpeg", role=ArtifactRole.PICTURE,
        byte_count=1, sha256="0" * 64, facts=(("protected", "TOKEN"), ("size", "1")),
    )  # fmt: skip
    assert told_openly(one).facts == (("protected", CLOSED), ("size", "1"))
