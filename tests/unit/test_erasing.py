"""A duty to erase is honoured and shown: the words are gone, who erased them and why stays, and the rest verifies."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from counterclaim import erasing
from counterclaim.cli import main
from counterclaim.ledger import Keys
from counterclaim.receiving import Tally
from counterclaim.records.returned import HERE
from counterclaim.records.source import Found, Report
from counterclaim.store import CaseFolder
from tests.mutations import ours, theirs
from tests.unit.receive.test_artifacts import drawn

#: Invented, as are the places. The first is to be erased; no other report has its words.
SECRET = "Thalquist Brenwether"
FILES = {
    "a.md": f"---\npublisher: Harbour Post\npublished: 2031-05-07\n---\nShelling killed 12 civilians in Orvane on 5 "
    f"May 2031, {SECRET} said. “My own house burnt,” said Brenwether.\n",
    "b.md": "---\npublisher: Valley Courier\npublished: 2031-05-08\n---\nShelling killed 9 civilians in Orvane on 5 "
    "May 2031, residents said.\n",
}
LATER = "---\npublisher: Ridge Radio\npublished: 2031-06-01\n---\nThe bridge in Orvane was destroyed, the mayor said.\n"


def run(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("erasing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        for folder, files in (("one", {"b.md": FILES["b.md"]}), ("two", FILES), ("three", {"c.md": LATER})):
            (place / folder).mkdir()
            for name, words in files.items():
                (place / folder / name).write_text(words, encoding="utf-8")
            run("take", place / "case", place / folder)
            run("settle", place / "case")
        run("ledger", "cosign", place / "case")
        yield place


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "case", tmp_path / "case"))


def original(case: Path) -> str:
    (found,) = (p.name for p in (case / "evidence").rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes())
    return found


def words_in(case: Path) -> list[str]:
    """Give the files of a case in which the erased words stand, those that are packed included."""
    found = []
    for path in sorted(p for p in case.rglob("*") if p.is_file()):
        held = path.read_bytes()
        if path.suffix == ".parquet":
            held += str(pyarrow.parquet.read_table(path).to_pylist()).encode()
        if any(word.encode() in held for word in (SECRET, "Brenwether", "My own house")):
            found.append(path.relative_to(case).as_posix())
    return found


def as_older_versions_did(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an own export in, marked."""
    add = CaseFolder.add_reports

    def marked(self: CaseFolder, capture: str, found: Sequence[Found]) -> Any:
        here = [replace(f, came_from=(*f.came_from, (HERE, "yes"))) if isinstance(f, Report) else f for f in found]
        return add(self, capture, here)

    monkeypatch.setattr(CaseFolder, "add_reports", marked)
    monkeypatch.setattr(Tally, "is_own", lambda *_: False)


def test_an_own_export_brings_nothing_back(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the case gave out before may hold the words: it is passed over, and one that lies in the case is told."""
    run("decide", case, "show-name", "all", "--reason", "invented")
    for way in ("stix", "jsonld"):
        run("export", case, "--as", way, "--out", tmp_path / way)
    assert any(SECRET in p.read_text(encoding="utf-8") for p in (tmp_path / "stix").iterdir())
    first = original(case)
    with monkeypatch.context() as older:
        as_older_versions_did(older)
        run("take", case, tmp_path / "jsonld")
    told = run("erase", case, first, "--reason", "asked for", "--yes")
    (mine,) = {c["sha256"] for c in lines(run("captures", case, "--json")) if c.get("name", "").endswith(".jsonld")}
    assert f"erase {mine} too" in " ".join(told.output.split())
    run("erase", case, mine, "--reason", "asked for", "--yes")
    refused = lines(run("take", case, tmp_path / "stix", "--json", code=2))
    assert {"said before something was erased" in r["reason"] for r in refused} == {True}
    run("settle", case)
    assert words_in(case) == []
    run("export", case, "--as", "stix", "--out", tmp_path / "anew")
    run("take", case, tmp_path / "anew", code=2)
    run("verify", case)


def lines(result: Result) -> list[dict[str, str]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_it_is_told_before_it_is_done(case: Path) -> None:
    digest, before = original(case), sorted(p.stat().st_mtime_ns for p in case.rglob("*.parquet"))
    told = run("erase", case, digest[:12], "--reason", "the family asked for it", code=1)
    assert "Would go: two/a.md" in told.output
    assert "Nothing was changed" in told.output
    assert sorted(p.stat().st_mtime_ns for p in case.rglob("*.parquet")) == before
    assert len(words_in(case)) > 3


def test_a_report_names_its_capture(case: Path) -> None:
    """By its id or the digest of its text, both of which `reports --json` prints; another word says where to look."""
    digest, rows = original(case), map(json.loads, run("reports", case, "--json").output.splitlines())
    (report,) = (r for r in rows if "Harbour" in str(r["publisher"]))
    for subject in (report["id"], report["sha256"]):
        assert digest in "".join(run("erase", case, subject, "--reason", "asked for", code=1).output.split())
    refused = " ".join(run("erase", case, "r_none", "--reason", "asked for", code=2).output.split())
    assert "captures CASE` lists the digests, `counterclaim reports CASE` the ids" in refused


def test_decisions_that_stay_are_counted_and_numbered(case: Path) -> None:
    """ "1 decision … number 1" cannot be read as one decision or five."""
    (claim, *_) = (json.loads(one) for one in run("claims", case, "--json").output.splitlines() if "Harbour" in one)
    run("decide", case, "accept", claim["id"], "--reason", "read")
    told = " ".join(run("erase", case, original(case), "--reason", "asked for", code=1).output.split())
    assert "1 decision about it stays, with what people wrote: number 1 of `decisions`." in told


def test_nothing_of_it_is_left_and_the_rest_verifies(case: Path) -> None:
    digest, own = original(case), Keys.own().signer().verifier
    run("erase", case, digest, "--reason", "the family asked for it", "--who", "Desk of Orvane", "--yes")
    assert words_in(case) == []
    assert ours(case, own) == theirs(case, own) == []
    run("settle", case)
    assert ours(case, own) == theirs(case, own) == []
    assert words_in(case) == []
    told = "".join(run("verify", case, "--json").output.split())
    for words in (digest, "erased by Desk of Orvane", "the family asked for it"):
        assert words.replace(" ", "") in told
    assert "What that says" in run("verify", case).output
    run("verify", case, "--rerun")
    run("erase", case, digest, "--reason", "again", "--yes", code=2)
    assert "Desk of Orvane" in run("copy", case, digest, "--out", case.parent / "out", code=2).output


def test_what_is_left_holds_nothing_to_try_guesses_on(case: Path) -> None:
    run("erase", case, original(case), "--reason", "invented", "--yes")
    with sqlite3.connect(case / "case.sqlite") as db:
        gone = db.execute("SELECT kind, subject, digest, salt FROM seals WHERE digest = ''").fetchall()
        assert gone == [("", "", "", None)] * 4
        held = {k for (k,) in db.execute("SELECT subject FROM seals WHERE kind = 'reports' AND digest <> ''")}
        assert {k for (k,) in db.execute("SELECT id FROM reports")} == held


def test_runs_of_before_it_came_stay(case: Path) -> None:
    run("erase", case, original(case), "--reason", "invented", "--yes")
    folder = CaseFolder.open(case)
    try:
        (before,) = {r for r, _ in folder.run_times()}
        assert folder.runs.current() == before
        assert folder.runs.held() == (before,)
        assert folder.erasures.rows(original_of(folder)) == []
    finally:
        folder.close()


def original_of(folder: CaseFolder) -> str:
    return next(iter(folder.erasures.all()))


def test_it_is_not_taken_again(made: Path, case: Path) -> None:
    run("erase", case, original(case), "--reason", "invented", "--yes")
    assert "erased from this case" in " ".join(run("take", case, made / "two").output.split())
    assert words_in(case) == []
    assert ours(case) == theirs(case) == []


def test_a_picture_that_was_erased_is_shown_and_joined_nowhere(case: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "market.jpg").write_bytes(drawn())
    run("take", case, tmp_path / "in")
    folder = CaseFolder.open(case)
    ((picture,), _) = folder.media()
    erasing.erase(folder, picture.sha256, ("a desk", "2031-06-02T10:00:00+00:00"), "invented")
    assert folder.media() == ((), ())
    assert picture.sha256 not in {c.sha256 for c in folder.captures_left()}
    assert picture.sha256 in {c.sha256 for c in folder.captures()}
    folder.close()
    assert ours(case) == theirs(case) == []


def test_bytes_put_back_and_rows_put_back_are_named(case: Path, tmp_path: Path) -> None:
    digest = original(case)
    place = f"evidence/{digest[:2]}/{digest[2:4]}/{digest}"
    whole = Path(shutil.copytree(case, tmp_path / "whole"))
    run("erase", case, digest, "--reason", "invented", "--yes")
    back = Path(shutil.copytree(case, tmp_path / "back"))
    shutil.copy(whole / place, back / place)
    assert any(digest in one for one in ours(back))
    assert any(digest in one for one in theirs(back))
    with sqlite3.connect(whole / "case.sqlite") as db:
        row = db.execute("SELECT * FROM reports WHERE capture = ?", [digest]).fetchone()
    with sqlite3.connect(case / "case.sqlite") as db:
        db.execute("INSERT INTO reports VALUES (?, ?, ?)", row)
    assert ours(case)
    assert theirs(case)


@pytest.mark.parametrize("stop", range(5))
def test_a_stopped_erasure_is_carried_on(case: Path, stop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before each of its steps: the case opens, and what was to go is gone."""
    from counterclaim import durable
    from counterclaim.store import erasures
    from counterclaim.store.record import Record

    class Stopped(BaseException):
        pass

    steps = [(durable, "remove"), (erasures.Erasures, "_forget_files"), (erasures, "_forget_rows"), (Record, "compact")]
    steps.append((erasures.shutil, "rmtree"))

    def stopped(*_: object, **__: object) -> None:
        raise Stopped

    folder = CaseFolder.open(case)
    digest = original(case)
    with monkeypatch.context() as patch:
        patch.setattr(*steps[stop], stopped)
        with pytest.raises(Stopped):
            erasing.erase(folder, digest, ("a desk", "2031-06-02T10:00:00+00:00"), "invented")
    folder.close()
    CaseFolder.open(case).close()
    assert words_in(case) == []
    assert ours(case) == theirs(case) == []
