"""What was received and decided is kept: originals, reports, refusals, decisions, in groups or one by one."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from counterclaim import durable
from counterclaim.canonical import digest
from counterclaim.errors import CounterclaimError, Damaged
from counterclaim.records.act import Act, ActKind
from counterclaim.records.registry import Camp, Registry
from counterclaim.records.source import Refusal, Report, Supplied
from counterclaim.store import CaseFolder
from tests.unit.builders import a_report
from tests.unit.store.samples import a_capture, a_decision, fill, not_intact, opened, stopped, take


def test_a_damaged_original_is_mended_by_taking_it_again(tmp_path: Path) -> None:
    """Keeping bytes over a damaged or emptied original writes them anew; over a whole one it changes nothing."""
    with opened(tmp_path) as case:
        address = case.evidence.keep(b"The bridge at Orvane stands.")
        path = case.evidence.path(address)
        before = path.stat().st_ino
        assert case.evidence.keep(b"The bridge at Orvane stands.") == address
        assert path.stat().st_ino == before
        for damage in (b"", b"The bridge at Orvane fell. "):
            path.chmod(0o644)
            path.write_bytes(damage)
            with pytest.raises(Damaged, match=address):
                case.evidence.read(address)
            case.evidence.keep(b"The bridge at Orvane stands.")
            assert case.evidence.read(address) == b"The bridge at Orvane stands."
            assert path.stat().st_mode & 0o222 == 0


def test_new_folders_are_entered_durably(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder made for an original is synced into the one above it, and the file into its own."""
    with opened(tmp_path) as case:
        synced: list[Path] = []
        real = durable.sync_folder
        monkeypatch.setattr(durable, "sync_folder", lambda folder: (synced.append(folder), real(folder)))
        path = case.evidence.path(case.evidence.keep(b"new"))
    assert synced == [case.evidence.folder, path.parent.parent, path.parent]


def test_a_file_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    """When a folder or a file cannot be made, the error says what and why, and nothing unfinished stays."""
    with opened(tmp_path) as case:
        path = case.evidence.path(digest(b"new"))
        path.mkdir(parents=True)
        with pytest.raises(CounterclaimError, match="room and permission"):
            case.evidence.keep(b"new")
        assert not list(tmp_path.rglob(f"{durable.UNFINISHED}*"))
        path.rmdir()
        path.parent.rmdir()
        path.parent.write_bytes(b"")
        with pytest.raises(CounterclaimError, match="room and permission"):
            case.evidence.keep(b"new")


def test_the_same_report_id_with_other_text_is_refused_by_name(tmp_path: Path) -> None:
    """Neither report is lost: the first stays, the second is listed as refused; the very same one is stored once."""
    with opened(tmp_path) as case:
        first = take(case, "Orvane has water again.")
        data = b"Orvane has no water."
        address = case.evidence.keep(data)
        case.add_capture(a_capture(data, "b.txt"))
        fellow = a_report("Tessel is quiet.", capture=address, path="c.txt")
        twin = replace(fellow, id=first.id, path="b.txt")
        stored = case.add_reports(address, [twin, fellow, fellow])
        assert [type(s) for s in stored] == [Refusal, Report, Report]
        assert {r.id for r in case.reports()} == {first.id, fellow.id}
        assert [(r.name, r.sha256) for r in case.refusals()] == [("b.txt", address)]
        assert first.id in case.refusals()[0].reason
        assert case.unparsed() == ()


def test_a_capture_parsed_once_is_not_parsed_again(tmp_path: Path) -> None:
    """The second arrival of the same bytes is noted under its own name, and its reports stay as they are."""
    with opened(tmp_path) as case:
        report = take(case, "Orvane has water again.")
        assert not case.add_capture(a_capture(b"Orvane has water again.", "copy.txt"))
        assert case.add_reports(report.capture, [a_report("Other.", capture=report.capture)]) == ()
        assert case.reports() == (report,)
        assert [name for _, name, _ in case.arrivals()][-1] == "copy.txt"
        assert not_intact(case) == []


def test_originals_without_a_note_are_taken_in_under_a_recovered_name(tmp_path: Path) -> None:
    """Bytes kept before a kill are captures to parse; the first name they come under again is theirs."""
    stopped(tmp_path, lambda case: case.evidence.keep(b"Orvane has water again."))
    address = digest(b"Orvane has water again.")
    with opened(tmp_path) as case:
        assert [(c.name, c.sha256) for c in case.unparsed()] == [(f"recovered/{address}", address)]
        assert not_intact(case) == []
        case.add_reports(address, [Refusal(name=f"recovered/{address}", reason="no known kind", sha256=address)])
        assert case.unparsed() == ()
        # The person takes the same folder again: now it has a name and is read.
        assert case.add_capture(a_capture(b"Orvane has water again.", "water.txt"))
        report = a_report("Orvane has water again.", capture=address)
        case.add_reports(address, [report])
        assert case.reports() == (report,)
        assert [c.name for c in case.captures()] == ["water.txt"]
        assert not case.add_capture(a_capture(b"Orvane has water again.", "again.txt"))
        assert [c.name for c in case.captures()] == ["water.txt"]


def test_a_group_waits_for_the_disk_once(tmp_path: Path) -> None:
    """Two hundred captures in a group are one transaction, and are seen inside it before it ends."""
    commits: list[int] = []
    with opened(tmp_path) as case:
        event.listen(case._record._engine, "commit", lambda _: commits.append(1))
        with case.grouped():
            for n in range(200):
                take(case, f"Day {n} at Orvane.")
            assert len(case.reports()) == 200
        assert len(commits) == 1
        assert len(case.captures()) == 200
        assert case.unparsed() == ()


def test_an_error_in_a_group_keeps_what_was_whole(tmp_path: Path) -> None:
    """What was added before the error stays; the addition that failed leaves nothing of itself."""

    def work(case: CaseFolder) -> None:
        with case.grouped():
            take(case, "Orvane has water again.")
            assert not_intact(case) == []
            nameless = Refusal(name=None, reason="x")  # type: ignore[arg-type]
            with pytest.raises(IntegrityError):
                case.add_reports("0" * 64, [a_report("Half."), nameless])
            raise KeyboardInterrupt

    stopped(tmp_path, work)
    with opened(tmp_path) as case:
        assert [r.text for r in case.reports()] == ["Orvane has water again."]
        assert not_intact(case) == []


def test_rows_that_only_grow_cannot_be_changed(tmp_path: Path) -> None:
    """Every table but the index of readings refuses UPDATE and DELETE, whoever asks."""
    with opened(tmp_path) as case:
        fill(case)
        case.add_refusal(Refusal(name="a.bin", reason="x"))
        case.add_supplied(Supplied(publisher="Harbour Post"))
        case.choose_extractor(("http://127.0.0.1:1/v1", "a model"))
        case.add_registry(Registry(camps=(Camp(agent="Harbour Post", camp="harbour", basis="its masthead"),)))
        at = "2016-04-01T00:00:00Z"
        case.add_act(Act(number=0, kind=ActKind.COMMENT, subject="e_1", fields=(), who="A", at=at, words="seen"))
    raw = sqlite3.connect(tmp_path / "case.sqlite")
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in sorted(tables - {"readings", "alembic_version"}):
        column = raw.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
        for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608 - our own names
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(change)
    raw.close()


def test_a_refusal_and_a_registry_row_are_noted_once(tmp_path: Path) -> None:
    """Saying the same again adds nothing."""
    with opened(tmp_path) as case:
        rows = Registry(camps=(Camp(agent="Harbour Post", camp="harbour", basis="its masthead"),) * 2)
        assert (case.add_registry(rows), case.add_registry(rows)) == (1, 0)
        assert case.registry().camps == rows.camps[:1]
        for _ in range(2):
            case.add_refusal(Refusal(name="a.bin", reason="x"))
        assert len(case.refusals()) == 1


def test_decisions_made_at_once_are_numbered_without_gaps(tmp_path: Path) -> None:
    """Threads that decide at the same time get different numbers, since each number is taken inside the write lock."""
    with opened(tmp_path) as case:
        threads = [threading.Thread(target=case.add_decision, args=(a_decision(f"e_{n}"),)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [d.number for d in case.decisions()] == list(range(1, 9))
        assert len({d.subject for d in case.decisions()}) == 8
