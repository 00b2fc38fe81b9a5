"""A case read by a model: kept answers make it repeatable without a network; failures are listed, not hidden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim import receive, remote
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.case import Taken, settle, take
from counterclaim.errors import UsageError
from counterclaim.progress import Quiet
from counterclaim.records.claim import Claim
from counterclaim.remote import client
from counterclaim.store import CaseFolder, verify
from tests.conftest import clock
from tests.mutations import theirs
from tests.unit.extract.test_proposed import TEXT, one
from tests.unit.remote.serving import Served, completion, send, serving


def took(case: CaseFolder, folder: Path, server: Served | None) -> Taken:
    where = remote.endpoint(server.url, "m") if server else None
    return take(
        case, [folder], receive.supplied("2031-03-02", "Harbour Post", None, "en"), clock, Quiet(), endpoint=where
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    return tmp_path / "in"


def test_answers_are_kept_and_reading_again_asks_nobody(folder: Path, tmp_path: Path) -> None:
    case = CaseFolder.open(tmp_path / "case", create=True)
    with serving(lambda h, _: send(h, completion(one()))) as server:
        done = took(case, folder, server)
    assert dict(done.proposed) == {"proposed": 1, "claims": 1}
    assert done.unread == ()
    run = settle(case, clock)
    (claim,) = case.runs.table("claims", Claim)
    assert claim.extractor == run.extractor
    assert run.extractor.startswith("endpoint/1 m prompt ")
    for path in (tmp_path / "case" / "readings").glob("*.parquet"):
        path.unlink()
    assert settle(case, clock).tables == run.tables
    assert all(c.state == "intact" for c in verify(case))
    assert settle(case, clock, extractor="rules").extractor.startswith("rules-en/")
    assert settle(case, clock, extractor="endpoint").id == run.id
    case.close()


def test_the_key_is_written_nowhere(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(client.KEY, "not-a-real-key")
    case = CaseFolder.open(tmp_path / "case", create=True)
    with serving(lambda h, _: send(h, completion(one()))) as server:
        took(case, folder, server)
    case.close()
    assert case.extractor() == ("endpoint", server.url, "m")
    for path in (tmp_path / "case").rglob("*"):
        assert path.is_dir() or b"not-a-real-key" not in path.read_bytes()


def test_a_report_without_an_answer_is_listed_and_read_later(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_text("In Belmor the bridge stood. " * 5)
    case = CaseFolder.open(tmp_path / "case", create=True)
    with serving(lambda h, n: send(h, completion(one()) if n == 1 else b"<html>")) as server:
        done = took(case, folder, server)
    assert len(done.unread) == 1
    assert "chat completion" in done.unread[0].reason
    assert done.read == 1
    assert len(settle(case, clock).counts) > 0
    with serving(lambda h, _: send(h, completion('{"claims": []}'))) as server:
        again = took(case, folder, server)
    assert (again.unread, again.read) == ((), 1)
    assert len(server.requests) == 1
    case.close()


def test_an_answer_that_was_changed_or_is_gone_is_found_by_verify(folder: Path, tmp_path: Path) -> None:
    case = CaseFolder.open(tmp_path / "case", create=True)
    with serving(lambda h, _: send(h, completion(one()))) as server:
        took(case, folder, server)
    (kept,) = (tmp_path / "case" / "answers").iterdir()
    whole = json.loads(kept.read_bytes())
    kept.write_bytes(json.dumps(whole | {"answer": whole["answer"].replace("12 sailors", "sailors")}).encode())
    assert [c.subject for c in verify(case) if c.state != "intact"] == [f"answers/{kept.name}"]
    other = whole["answer"].replace("12 sailors", "sailors")
    kept.write_bytes(canonical_bytes(whole | {"answer": other, "sha256": digest(other.encode())}))
    assert [c.subject for c in verify(case) if c.state != "intact"] == [f"answers/{kept.name}"]
    assert any(kept.name in line for line in theirs(tmp_path / "case"))
    kept.unlink()
    assert [c.subject for c in verify(case) if c.state != "intact"] == [f"answers/{kept.name}"]
    case.close()
    assert any(kept.name in line and "missing" in line for line in theirs(tmp_path / "case"))


def test_a_case_that_no_model_read_cannot_be_settled_by_one(folder: Path, tmp_path: Path) -> None:
    case = CaseFolder.open(tmp_path / "case", create=True)
    took(case, folder, None)
    with pytest.raises(UsageError, match="a case that a model has read"):
        settle(case, clock, extractor="endpoint")
    case.close()
