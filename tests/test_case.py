"""The main path on the demo case: contract, slices, determinism, decisions."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from counterclaim import judging, tracing
from counterclaim.canonical import digest
from counterclaim.case import diff, dossiers, settle, settled
from counterclaim.cli import main
from counterclaim.decide import decision
from counterclaim.engine import local
from counterclaim.errors import CaseNotFound, UsageError
from counterclaim.progress import Quiet
from counterclaim.reading import reader
from counterclaim.records.claim import Claim
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder, verify
from counterclaim.store.parquet import table_bytes
from tests.conftest import clock, make_demo

SCHEMAS = Path(__file__).parent.parent / "docs" / "reference"


def run(*words: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(w) for w in words])


@pytest.mark.parametrize("kind", ["report", "claim", "event"])
def test_every_json_line_follows_its_schema(demo_folder: Path, kind: str) -> None:
    """Each line that a reading command prints validates against the published schema."""
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    result = run(f"{kind}s", demo_folder, "--json")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    for row in rows:
        Draft202012Validator(schema).validate(row)


def test_the_words_of_every_claim_are_its_slice(demo: CaseFolder) -> None:
    """A claim's text is exactly the report's text between its offsets."""
    texts = {r.id: r.text for r in demo.reports()}
    claims = demo.runs.table("claims", Claim)
    assert len(claims) > 50
    assert all(c.text == texts[c.report][c.start : c.end] for c in claims)


def test_two_cases_of_one_evidence_are_byte_identical(demo: CaseFolder, tmp_path: Path) -> None:
    """Taking and settling the same reports elsewhere gives the same run and the same bytes."""
    other = make_demo(tmp_path / "again")
    mine, theirs = demo.runs.run(), other.runs.run()
    other.close()
    assert mine == theirs
    for name, _ in mine.tables:
        path = Path(mine.id) / f"{name}.parquet"
        assert (demo.path / "runs" / path).read_bytes() == (tmp_path / "again" / "runs" / path).read_bytes()


def test_workers_change_nothing(demo: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events that are judged in two processes, few at a time, give the bytes that one process gives."""
    by = reader(demo).name
    read = demo.readings(by)
    compare = partial(tracing.shared_texts, local(), settings=Settings())
    monkeypatch.setattr(judging, "BATCH", 3)
    tables = []
    for workers in ("1", "2"):
        monkeypatch.setenv("COUNTERCLAIM_WORKERS", workers)
        found = settled(demo, by, read, (compare, Quiet()))[1]
        tables.append({name: table_bytes(rows) for name, rows in found.items()})
    assert tables[0] == tables[1]
    assert {n: digest(b) for n, b in tables[0].items()} == dict(demo.runs.run().tables)


def test_everything_verifies(demo: CaseFolder) -> None:
    """Every digest of a fresh case is intact."""
    assert {c.state for c in verify(demo)} == {"intact"}


def test_the_wire_and_its_copies_are_one_origin(demo: CaseFolder) -> None:
    """Three reports that carry one wire story count once."""
    names = {r.id: r.publisher for r in demo.reports()}
    together = [{names[r] for r in o.reports} for d in dossiers(demo) for o in d.origins if len(o.reports) > 1]
    assert {"Reuters", "The Harbour Post", "Northern Ledger"} in together


def test_reports_in_other_languages_are_kept_and_named(demo: CaseFolder) -> None:
    """The Arabic and the Russian report are kept with the reason why they are not read yet."""
    assert {r.language for r in demo.reports() if r.read != "yes"} == {"ar", "ru"}


def test_a_decision_is_replayed_and_can_be_undone(tmp_path: Path) -> None:
    """Rejecting a claim takes it out of the next run; undoing brings the first run back."""
    case = make_demo(tmp_path / "case")
    first = case.runs.run().id
    claim = case.runs.table("claims", Claim)[0].id
    with case.writing():
        case.add_decision(decision("reject", claim, (), ("analyst", clock()), "misread"))
    second = settle(case, clock).id
    assert claim not in {c.id for c in case.runs.table("claims", Claim)}
    assert any(c.id == claim and c.what == "removed" for c in diff(case, first, second))
    with case.writing():
        case.add_decision(decision("undo", "1", (), ("analyst", clock()), "read right after all"))
    settle(case, clock)
    assert claim in {c.id for c in case.runs.table("claims", Claim)}
    case.close()


def test_a_decision_without_meaning_is_refused() -> None:
    """Unknown kinds, fields and letters, and a missing reason, are refused with what was expected."""
    for kind, fields, reason in [
        ("approve", (), "x"),
        ("accept", (("colour", "red"),), "x"),
        ("letter", (("letter", "Z"),), "x"),
        ("accept", (), " "),
    ]:
        with pytest.raises(UsageError, match="Expected"):
            decision(kind, "c_1", fields, ("a", clock()), reason)


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path) -> None:
    """Reading commands do not make a case, and `take` does not take over a folder with other things in it."""
    (tmp_path / "letters.txt").write_text("not a case", encoding="utf-8")
    with pytest.raises(CaseNotFound):
        CaseFolder.open(tmp_path, create=True)
    result = run("claims", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_verify_says_no_when_a_byte_changes(tmp_path: Path) -> None:
    """One changed byte of an original is found and named, with exit code 1."""
    case = make_demo(tmp_path / "case")
    address = case.captures()[0].sha256
    case.close()
    path = tmp_path / "case" / "evidence" / address[:2] / address[2:4] / address
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    result = run("verify", tmp_path / "case")
    assert result.exit_code == 1
    assert address[:12] in result.output.replace("\n", "")


def test_the_dossier_command_writes_what_it_says(demo_folder: Path, tmp_path: Path) -> None:
    """All dossiers are written in every format with an index that links them."""
    result = run("dossier", demo_folder, "all", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    pages = sorted(p.name for p in (tmp_path / "out").glob("e_*.html"))
    assert pages
    assert all(page in index for page in pages)
