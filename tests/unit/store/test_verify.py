"""Verifying: each kind of thing is broken in turn, and is named with how it fails."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.errors import Damaged
from counterclaim.records.source import Report
from counterclaim.store import CaseFolder, parquet, verify
from tests.unit.store.samples import EXTRACTOR, NOON, a_run, fill, not_intact, opened


def _raw(folder: Path, *statements: str) -> None:
    """Change the record behind the program's back; its triggers are taken away for that and put back."""
    with sqlite3.connect(folder / "case.sqlite") as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        held = {n for (n,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for name, sql in triggers:
            if name.partition("_no_")[0] in held:
                raw.execute(sql)
    raw.close()


def _shape(folder: Path, *statements: str) -> None:
    """Change the tables of the record, and no row."""
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def _rewrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    _rewrite(path, bytes(data))


def _original(folder: Path) -> Path:
    return next(p for p in (folder / "evidence").rglob("*") if p.is_file())


def _reading(folder: Path, name: str) -> Path:
    return next((folder / "readings").glob(f"*.{name}.parquet"))


def _forged_run(folder: Path) -> None:
    """Change a run's table and its description together."""
    table, described = folder / "runs/run_1/claims.parquet", folder / "runs/run_1/run.json"
    table.write_bytes(parquet.table_bytes([]))
    run = json.loads(described.read_text())
    run["tables"] = [["claims", parquet.digest(table.read_bytes())]]
    described.write_text(json.dumps(run))


Break = Callable[[Path], object]
BREAKS: dict[str, tuple[Break, str, str]] = {
    "original changed": (lambda f: _flip(_original(f)), "original ", "damaged"),
    "original emptied": (lambda f: _rewrite(_original(f), b""), "original ", "damaged"),
    "original removed": (lambda f: _original(f).unlink(), "original ", "missing"),
    "stranger among originals": (lambda f: (f / "evidence/notes.txt").write_text("x"), "original notes", "unexpected"),
    "original under a false name": (
        lambda f: (f / "evidence" / ("a" * 64)).write_text("x"), "original aaa", "unexpected"
    ),
    "capture row removed": (lambda f: _raw(f, "DELETE FROM captures"), "capture ", "missing"),
    "capture row broken": (lambda f: _raw(f, "UPDATE captures SET record = '{'"), "captures", "damaged"),
    "report text changed": (
        lambda f: _raw(f, "UPDATE reports SET record = replace(record, 'stands', 'burned')"),
        "text of report", "damaged",
    ),
    "report row broken": (lambda f: _raw(f, "UPDATE reports SET record = '[]'"), "reports", "damaged"),
    "report of no capture": (
        lambda f: _raw(f, "UPDATE reports SET record = replace(record, '\"capture\":\"', '\"capture\":\"0')"),
        "capture of report", "missing",
    ),
    "refusal row broken": (
        lambda f: _raw(f, "INSERT INTO refusals (name, record) VALUES ('a', '{}')"), "refusals", "damaged"
    ),
    "decision removed": (lambda f: _raw(f, "DELETE FROM decisions WHERE number = 1"), "decision 1", "damaged"),
    "decision renumbered": (
        lambda f: _raw(f, "UPDATE decisions SET record = replace(record, '\"number\":2', '\"number\":7')"),
        "decision 2", "damaged",
    ),
    "decision row broken": (lambda f: _raw(f, "UPDATE decisions SET record = 'x'"), "decisions", "damaged"),
    "registry row broken": (
        lambda f: _raw(f, "INSERT INTO registry (kind, record) VALUES ('tie', '{}')"), "registry", "damaged"
    ),
    "passages changed": (lambda f: _flip(_reading(f, "passages")), "passages of readings", "damaged"),
    "claims changed": (lambda f: _flip(_reading(f, "claims")), "claims of readings", "damaged"),
    "claims removed": (lambda f: _reading(f, "claims").unlink(), "claims of readings", "missing"),
    "stranger among readings": (lambda f: (f / "readings/x").write_text("x"), "readings/x", "unexpected"),
    "run removed": (lambda f: (f / "runs/run_1").rename(f.parent / "away"), "run run_1", "missing"),
    "run description broken": (lambda f: _flip(f / "runs/run_1/run.json"), "run run_1", "damaged"),
    "run forged whole": (_forged_run, "run run_1", "damaged"),
    "table changed": (lambda f: _flip(f / "runs/run_1/claims.parquet"), "table claims of run run_1", "damaged"),
    "table removed": (lambda f: (f / "runs/run_1/claims.parquet").unlink(), "table claims of run run_1", "missing"),
    "stranger in a run": (lambda f: (f / "runs/run_1/x").write_text("x"), "runs/run_1/x", "unexpected"),
    "run not noted": (lambda f: (f / "runs/run_9").mkdir(), "run run_9", "unexpected"),
    "current names no run": (lambda f: (f / "runs/CURRENT").write_text("run_7"), "CURRENT", "damaged"),
    "current leads elsewhere": (lambda f: (f / "runs/CURRENT").write_text("../runs/run_1"), "CURRENT", "damaged"),
    "table put in": (lambda f: _raw(f, "CREATE TABLE more (a)"), "table more", "unexpected"),
    "view put in": (lambda f: _raw(f, "CREATE VIEW more AS SELECT * FROM reports"), "view more", "unexpected"),
    "index put in": (lambda f: _raw(f, "CREATE INDEX more ON reports (record)"), "index more", "unexpected"),
    "index removed": (lambda f: _raw(f, "DROP INDEX ix_reports_capture"), "index ix_reports_capture", "missing"),
    "column put in": (lambda f: _raw(f, "ALTER TABLE reports ADD COLUMN more"), "table reports", "damaged"),
    "trigger put in": (
        lambda f: _raw(f, "CREATE TRIGGER more AFTER INSERT ON reports BEGIN DELETE FROM readings; END"),
        "trigger more", "unexpected",
    ),
    "trigger changed": (
        lambda f: _shape(f, "DROP TRIGGER seals_no_delete",
                         "CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals BEGIN SELECT 1; END"),
        "trigger seals_no_delete", "damaged",
    ),
    "trigger removed": (lambda f: _shape(f, "DROP TRIGGER reports_no_update"), "trigger reports_no_update", "missing"),
    "table of artifacts removed": (lambda f: _raw(f, "DROP TABLE artifacts"), "table artifacts", "missing"),
    "two numbers of shape": (
        lambda f: _raw(f, "INSERT INTO alembic_version VALUES ('0000')"), "alembic_version", "damaged"
    ),
    "current is empty": (lambda f: (f / "runs/CURRENT").write_text(""), "CURRENT", "damaged"),
    "current removed": (lambda f: (f / "runs/CURRENT").unlink(), "CURRENT", "missing"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a whole case with one of each thing, closed."""
    with opened(tmp_path / "case") as case:
        fill(case)
        assert not_intact(case) == []
    return tmp_path / "case"


@pytest.mark.parametrize("what", sorted(BREAKS))
def test_each_kind_of_damage_is_named(folder: Path, what: str) -> None:
    """The first thing found wrong is the one that was broken, also after the next writer has been there."""
    damage, subject, state = BREAKS[what]
    damage(folder)
    case = CaseFolder.open(folder)
    found = not_intact(case)
    case.close()
    assert found
    assert any(s.startswith(subject) and how == state for s, how in found), found


def test_a_record_that_names_another_shape_is_damaged(folder: Path) -> None:
    """The migrations that would follow find other tables than they leave, and change nothing."""
    _raw(folder, "UPDATE alembic_version SET version_num = '0006'")
    with pytest.raises(Damaged, match="names"):
        CaseFolder.open(folder)


def test_words_that_are_not_in_the_report_are_named(tmp_path: Path) -> None:
    """A passage or claim whose text is not the slice it names is damaged, in readings and in the current run."""
    from dataclasses import replace

    from tests.unit.store.samples import a_reading, take

    with opened(tmp_path) as case:
        report = take(case, "The mill at Orvane stands.")
        passages, claims = a_reading(report)[report.id]
        off = ([replace(passages[0], text="The mill fell.")], [replace(claims[0], start=1)])
        case.save_readings(EXTRACTOR, {report.id: off})
        case.save_run(a_run(), {"claims": off[1]}, NOON)
        wrong = [subject.split()[2] for subject, state in not_intact(case) if state == "damaged"]
        assert wrong == ["passage", "claim", "claim"]


@pytest.mark.parametrize("part", ["ix_reports_capture", "alembic_version"])
def test_a_record_with_broken_pages_is_named(folder: Path, part: str) -> None:
    """Damage inside SQLite's file is told in words, when it is opened or when it is verified."""
    raw = sqlite3.connect(folder / "case.sqlite")
    page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [part]).fetchone()[0]
    size = raw.execute("PRAGMA page_size").fetchone()[0]
    raw.close()
    data = bytearray((folder / "case.sqlite").read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    (folder / "case.sqlite").write_bytes(data)
    if part == "alembic_version":
        with pytest.raises(Damaged, match=r"case\.sqlite"):
            CaseFolder.open(folder)
        return
    case = CaseFolder.open(folder)
    checks = [c for c in verify(case) if c.state != "intact"]
    case.close()
    assert [(c.subject, c.state) for c in checks] == [("case.sqlite", "damaged")]


def test_a_whole_case_is_whole_in_a_copy(folder: Path, tmp_path: Path) -> None:
    """Copying the folder copies all, also while it is open for writing."""
    import shutil

    with opened(folder) as case:
        report = case.reports()[0]
        shutil.copytree(folder, tmp_path / "copy")
    copy = CaseFolder.open(tmp_path / "copy")
    assert not_intact(copy) == []
    held: tuple[Report, ...] = copy.reports()
    copy.close()
    assert held == (report,)


EDITS = {
    "title": "UPDATE reports SET record = json_set(record, '$.title', 'Other')",
    "publisher": "UPDATE reports SET record = json_set(record, '$.publisher', 'Other')",
    "origin of values": "UPDATE reports SET record = json_set(record, '$.came_from', json('[[\"note\",\"x\"]]'))",
    "capture's time": "UPDATE captures SET record = json_set(record, '$.taken_at', '2001-01-01T00:00:00Z')",
    "arrival's name": "UPDATE arrivals SET name = 'other.txt'",
    "arrival": "DELETE FROM arrivals WHERE number = 1",
    "decision's reason": "UPDATE decisions SET record = json_set(record, '$.reason', 'other')",
    "decisions": "DELETE FROM decisions",
    "time of a run": "UPDATE runs SET at = '2001-01-01T00:00:00Z'",
    "a row put in": 'INSERT INTO refusals (name, record) SELECT \'x\', \'{"name":"x","reason":"y"}\'',
    "a seal": "UPDATE seals SET digest = 'f' || substr(digest, 2) WHERE number = 2",
    "a seal taken out": "DELETE FROM seals WHERE number = 2",
    "all seals": "DELETE FROM seals",
}


@pytest.mark.parametrize("name", sorted(EDITS))
def test_every_edit_of_a_row_is_found(name: str, tmp_path: Path) -> None:
    """Whatever it changes, puts in or takes out."""
    with opened(tmp_path / "case") as case:
        fill(case)
        assert not not_intact(case)
    _raw(tmp_path / "case", EDITS[name])
    edited = CaseFolder.open(tmp_path / "case")
    assert not_intact(edited)
    edited.close()


def test_the_root_of_the_ledger_is_told_and_grows(tmp_path: Path) -> None:
    """Whoever notes it elsewhere can show that rows were cut off at the end."""

    def root() -> str:
        case = CaseFolder.open(tmp_path / "case", create=True)
        told = next(c.came for c in verify(case) if c.subject == "ledger")
        case.close()
        return told

    with opened(tmp_path / "case") as case:
        fill(case)
    before = root()
    with opened(tmp_path / "case") as case:
        case.add_decision(case.decisions()[0])
    assert before != root()
