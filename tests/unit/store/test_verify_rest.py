"""What lies beside the rows: the lock, bytes of the record that no row is made of, files as a writer has them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from counterclaim.canonical import digest
from counterclaim.ledger import Keys, Log, Note, Signer
from counterclaim.store import CaseFolder, verify
from tests.damage import free
from tests.mutations import ours, theirs
from tests.unit.store.samples import a_capture, a_decision, fill, opened, stopped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with opened(tmp_path / "case") as case:
        fill(case)
    return tmp_path / "case"


def test_each_bit_that_no_row_is_made_of_is_missed_by_neither(folder: Path) -> None:
    """SQLite leaves bytes between its rows; one flipped there changes nothing that can be read, and is named."""
    data, before = (folder / "case.sqlite").read_bytes(), _rows(folder)
    silent = 0
    for at in range(0, len(data), len(data) // 40):
        changed = bytearray(data)
        changed[at] ^= 1
        (folder / "case.sqlite").write_bytes(bytes(changed))
        silent += _rows(folder) == before
        assert ours(folder)
        assert theirs(folder)
    assert silent, "no byte was changed that no row is made of"
    (folder / "case.sqlite").write_bytes(data)
    assert ours(folder) == theirs(folder) == []


def _rows(folder: Path) -> object:
    try:
        with sqlite3.connect(f"file:{folder / 'case.sqlite'}?mode=ro", uri=True) as db:
            return [db.execute(f"SELECT * FROM {t}").fetchall() for t in ("captures", "reports", "seals")]  # noqa: S608
    except sqlite3.Error:
        return None


@pytest.mark.parametrize("words", [b"", b"at rest", b"at rest\n" + b"0" * 64 + b"\n", b"bt rest\n", b"\0" * 73])
def test_another_word_of_the_lock_is_named(folder: Path, words: bytes) -> None:
    (folder / "lock").write_bytes(words)
    assert ours(folder)
    assert theirs(folder)
    with opened(folder) as case:  # who writes next brings it to rest
        case.add_decision(a_decision())
    assert ours(folder) == theirs(folder) == []


def test_a_lock_that_is_gone_is_named(folder: Path) -> None:
    (folder / "lock").unlink()
    assert ours(folder) == ["lock"]
    assert theirs(folder)


@pytest.mark.parametrize(
    "name",
    ["ledger/kept/.41", "ledger/kept/7", "ledger/checkpoint", "case.json", "lock", "answers/x.json", "case.sqlite"],
)
def test_a_pipe_is_named_and_waited_for_by_neither(folder: Path, name: str) -> None:
    """In the place of a file, or beside them: whoever opened it would wait for ever."""
    place = folder / name
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(place)
    assert ours(folder)
    assert theirs(folder)


def test_a_copy_without_hidden_files_is_whole(folder: Path, tmp_path: Path) -> None:
    """Nothing that a case needs is hidden; what older versions hid is found there, and not beside what is not."""
    bare = Path(shutil.copytree(folder, tmp_path / "bare", ignore=shutil.ignore_patterns(".*")))
    assert ours(bare) == theirs(bare) == []
    (bare / "lock").rename(bare / ".lock")
    assert ours(bare) == theirs(bare) == []
    shutil.copy(bare / ".lock", bare / "lock")
    assert ours(bare) == [".lock"]
    assert theirs(bare)


def test_a_lock_of_an_older_version_is_as_good_and_one_that_was_cut_to_that_is_named(folder: Path) -> None:
    """Versions that wrote the short word hid their lock."""
    (folder / "lock").write_bytes(b"at rest\n")
    assert ours(folder) == ["lock"]
    assert theirs(folder)
    (folder / "lock").rename(folder / ".lock")
    assert ours(folder) == theirs(folder) == []


def test_a_reading_that_is_said_to_stand_in_another_batch_is_named(folder: Path) -> None:
    """Whoever moves it, with an empty note, lets a report be read and say nothing."""
    with free(folder) as db:
        row = db.execute("SELECT extractor, batch FROM readings").fetchone()
        db.execute("INSERT INTO readings VALUES ('r_0000000000000000', ?, ?, '')", row)
    assert ours(folder) == [f"reading of r_0000000000000000 by {row[0]}"]
    assert theirs(folder)


@pytest.mark.parametrize("place", ["evidence/{0}", "evidence/{0:.2}/{0}", "evidence/{0:.2}/x/{0}"])
def test_a_second_copy_of_an_original_is_named(folder: Path, place: str) -> None:
    one = next(p for p in (folder / "evidence").rglob("*") if p.is_file())
    other = folder / place.format(one.name)
    other.parent.mkdir(exist_ok=True)
    shutil.copy(one, other)
    assert ours(folder) == [place.format(one.name)]
    assert theirs(folder)


@pytest.mark.parametrize(
    "kind", ["TRIGGER {} AFTER INSERT ON captures BEGIN DELETE FROM readings; END", "TABLE {} (a)"]
)
def test_what_is_named_nearly_as_an_index_of_sqlite_is_none(folder: Path, kind: str) -> None:
    with free(folder) as db:
        db.execute(f"CREATE {kind.format('sqlitexautoindexx')}")
    assert any("sqlitexautoindexx" in name for name in ours(folder))
    assert theirs(folder)


@pytest.mark.parametrize("words", ['{"schema":"case_0123"}', '{"schema": "case_0123"}', '{"schema":"x"}', "x", ""])
def test_a_file_that_calls_a_record_shared_is_named_where_it_never_was(folder: Path, words: str) -> None:
    (folder / "team.json").write_text(words)
    assert ours(folder)
    assert theirs(folder)


def test_a_file_by_which_sqlite_would_change_the_record_is_named_and_not_followed(folder: Path) -> None:
    (folder / "case.sqlite-journal").write_bytes(b"x" * 600)
    before = (folder / "case.sqlite").read_bytes()
    assert "case.sqlite-journal" in ours(folder)[0]
    assert theirs(folder)
    assert (folder / "case.sqlite-journal").exists()
    assert (folder / "case.sqlite").read_bytes() == before


def test_a_case_that_lies_where_nothing_can_be_written_verifies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it lies on a disk that is kept from change: SQLite writes nothing beside it, which it does even to read."""
    monkeypatch.setattr("counterclaim.store.record.os.access", lambda *_: False)
    for place in (folder / "case.sqlite-wal", folder / "case.sqlite-shm"):
        place.unlink(missing_ok=True)
    assert ours(folder) == theirs(folder) == []
    assert not list(folder.glob("case.sqlite-*"))


def test_the_second_verifier_shows_no_sign_that_moves_a_cursor(folder: Path) -> None:
    (folder / "\x1b[2Jx\n").write_text("x")
    assert any("\\x1b[2Jx\\n" in line for line in theirs(folder))


@pytest.mark.parametrize(
    "place", ["evidence", ".unfinished-1-x", "ledger/.unfinished-1-x", "extractor.json", "answers/x"]
)
def test_a_file_that_was_put_in_is_named_by_both(folder: Path, place: str) -> None:
    """Also an original under the right digest, and a name as a writer has it while it writes: nobody writes now."""
    data = b"Invented: the bridge at Orvane fell."
    name = digest(data)
    path = folder / (f"evidence/{name[:2]}/{name[2:4]}/{name}" if place == "evidence" else place)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    assert ours(folder)
    assert theirs(folder)


def test_a_row_whose_bytes_are_no_text_is_told_in_words(folder: Path) -> None:
    with free(folder) as db:
        db.execute("UPDATE seals SET sealed = CAST(? AS TEXT) WHERE number = 3", [b"\xff\xfe"])
    assert "seals" in ours(folder)
    assert theirs(folder)


def test_a_signature_of_a_stranger_under_the_checkpoint_is_named(folder: Path) -> None:
    note = Log(folder / "ledger").note
    assert note is not None
    stranger = Signer("a.example/desk", Keys(folder.parent / "other").signer().key).sign(note.text)
    for more in (stranger, note.signatures[0]):
        (folder / "ledger/checkpoint").write_bytes(bytes(Note(note.text, (*note.signatures, more))))
        assert ours(folder) == ["signatures under the checkpoint"]
        assert theirs(folder)


def test_an_older_format_is_not_believed_beside_a_ledger(folder: Path) -> None:
    (folder / "case.json").write_bytes(b'{"format":1,"made_by":"counterclaim"}')
    assert ours(folder)
    assert theirs(folder)


def test_who_only_looks_signs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows put into a copy, its lock as of a writer that was stopped: opened elsewhere, they are named, not entered."""
    stopped(folder, lambda case: case.add_capture(a_capture(b"more", "more.txt")))
    before = (folder / "ledger/checkpoint").read_bytes()
    shutil.copytree(folder, folder.parent / "copy")
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(folder.parent / "others"))
    assert {"lock", "rows of the record"} <= {*ours(folder.parent / "copy")}
    assert (folder.parent / "copy/ledger/checkpoint").read_bytes() == before
    assert theirs(folder.parent / "copy")


def test_a_ledger_is_begun_only_where_the_case_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case whose ledger was taken away gets none signed by whoever opens it."""
    shutil.rmtree(folder / "ledger")
    (folder / "lock").write_bytes(b"writing\n")
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(folder.parent / "others"))
    assert "ledger" in ours(folder)
    assert not (folder / "ledger").exists()


def test_who_keeps_it_takes_in_what_a_stopped_writer_left(tmp_path: Path) -> None:
    stopped(tmp_path / "case", fill)
    case = CaseFolder.open(tmp_path / "case")
    assert [c for c in verify(case) if c.state != "intact"] == []
    case.close()
    assert theirs(tmp_path / "case") == []


def test_a_reader_keeps_the_writer_from_noting_a_digest_and_nothing_else(folder: Path) -> None:
    """While others read, SQLite's log stays beside the record; then no digest is noted, and rows alone tell."""
    reader = sqlite3.connect(folder / "case.sqlite")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM seals").fetchone()
    with opened(folder) as case:
        case.add_decision(a_decision())
        case.add_decision(a_decision())
    assert (folder / "lock").read_bytes() == b"at rest\n" + b" " * 64 + b"\n"
    assert ours(folder) == theirs(folder) == []
    reader.close()


@pytest.mark.parametrize("place", ["checkpoint", "kept/1", "stamps/{}.note", "tile/0/000.p/{}"])
def test_a_file_of_the_ledger_that_is_far_too_long_is_refused_for_that(folder: Path, place: str) -> None:
    much = b"counterclaim/x\n" * 1_000_000
    path = folder / "ledger" / place.format(digest(much) if "note" in place else Log(folder / "ledger").size)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(much)
    told = [c.came for c in verify(CaseFolder.open(folder)) if c.state != "intact"]
    assert any("more than the" in words for words in told), told


def test_an_entry_behind_the_last_is_named_by_both(folder: Path) -> None:
    log = Log(folder / "ledger")
    tile = folder / f"ledger/tile/entries/000.p/{log.size}"
    tile.write_bytes(tile.read_bytes() + b"\x00\x02{}")
    assert ours(folder)
    assert theirs(folder)
