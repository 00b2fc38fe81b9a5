"""Opening a case: half-made ones, odd names, newer ones, broken ones."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim import durable
from counterclaim.errors import CaseNotFound, CounterclaimError, Damaged, UsageError
from counterclaim.store import CaseFolder, record
from counterclaim.store.lock import Busy, WriterLock
from tests.unit.store.samples import a_decision, fill, not_intact, opened


@pytest.mark.parametrize(
    "name", ["a?b", "100%", "%(here)s", "a#b", "a&b=c", "[x]*", "x ; y'\"", "Ørvåne", "a:b", "a\nb\n", "\x1b[2J"]
)
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    """A case works in a folder whose name means something to SQLite, DuckDB or Alembic, and makes no other folder."""
    with opened(tmp_path / name) as case:
        fill(case)
        assert not_intact(case) == []
        assert len(case.runs.table("claims", type(case.readings("hand 1")[1][0]))) == 1
    with opened(tmp_path / name) as case:
        case.add_decision(a_decision())
        assert not_intact(case) == []
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_program_in_a_folder_with_a_percent_sign_makes_cases(tmp_path: Path) -> None:
    """The place of the migrations is not read as a pattern."""
    code = Path(record.__file__).parents[1]
    (tmp_path / "50%(x)s").mkdir()
    (tmp_path / "50%(x)s" / "counterclaim").symlink_to(code)
    script = "import sys, pathlib; sys.path.insert(0, sys.argv[1]); from counterclaim.store import CaseFolder, record\n"
    script += "assert record.__file__.startswith(sys.argv[1])\n"
    script += "CaseFolder.open(pathlib.Path(sys.argv[2]), create=True).close()"
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "50%(x)s"), str(tmp_path / "case")], check=True)


def test_a_migration_stopped_half_way_leaves_no_half_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error after the first tables are made takes them back, and the case opens the next time."""
    from alembic.operations import Operations

    real = Operations.execute

    def stop(self: Operations, statement: str) -> None:
        if "TRIGGER" in statement:
            raise KeyboardInterrupt
        real(self, statement)

    with monkeypatch.context() as patch:
        patch.setattr(Operations, "execute", stop)
        with pytest.raises(KeyboardInterrupt):
            CaseFolder.open(tmp_path / "case", create=True)
    with sqlite3.connect(tmp_path / "case" / "case.sqlite") as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == []
    raw.close()
    with opened(tmp_path / "case") as case:
        assert not_intact(case) == []


def test_the_tables_are_those_that_the_code_reads(tmp_path: Path) -> None:
    """The migrations make exactly the tables, columns and indexes of the schema, and `SHAPES` names them all."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import URL, create_engine

    from counterclaim.store.schema import METADATA

    CaseFolder.open(tmp_path / "case", create=True).close()
    engine = create_engine(URL.create("sqlite", database=str(tmp_path / "case" / "case.sqlite")))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()
    script = ScriptDirectory(str(Path(record.__file__).parent / "migrations"))
    assert tuple(r.revision for r in script.walk_revisions())[::-1] == record.SHAPES


def test_a_case_of_the_first_shape_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record made by the first migration alone keeps its rows and gains what came later."""
    from alembic import command

    real = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _: real(config, "0001"))
        folder = tmp_path / "case"
        folder.mkdir()
        record.Record(folder / "case.sqlite", WriterLock(folder / ".lock")).close()
    with sqlite3.connect(folder / "case.sqlite") as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        raw.execute('INSERT INTO refusals (name, record) VALUES (\'a.bin\', \'{"name":"a.bin","reason":"x"}\')')
    raw.close()
    (folder / "case.json").write_text('{"format":1}')
    with opened(folder) as case:
        assert [r.name for r in case.refusals()] == ["a.bin"]
        fill(case)
        assert not_intact(case) == []


def test_what_a_kill_while_making_a_case_leaves_is_taken_over(tmp_path: Path) -> None:
    """Unfinished files at the root are no strangers, and are gone afterwards."""
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / f"{durable.UNFINISHED}77-case.json").write_bytes(b'{"for')
    (folder / ".lock").write_bytes(b"wri")
    with opened(folder) as case:
        assert not_intact(case) == []
    assert not list(folder.rglob(f"{durable.UNFINISHED}*"))


def test_only_the_marker_made_is_a_case(tmp_path: Path) -> None:
    """A kill right after `case.json` leaves a case that opens without `create`."""
    (tmp_path / "case.json").write_text('{"format":1}')
    case = CaseFolder.open(tmp_path)
    assert case.captures() == ()
    case.close()


def test_a_folder_with_other_things_is_not_taken(tmp_path: Path) -> None:
    """A stranger is named, nothing is written, and neither a file nor an absent folder is a case."""
    (tmp_path / "thesis.doc").write_text("x")
    for path, create in ((tmp_path, True), (tmp_path / "thesis.doc", True), (tmp_path / "no", False)):
        with pytest.raises(CaseNotFound):
            CaseFolder.open(path, create=create)
    with pytest.raises(CaseNotFound, match=r"thesis\.doc"):
        CaseFolder.open(tmp_path, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("words", ["", '{"form', "[]", "{}", '{"format":"x"}', "\udcff"])
def test_a_broken_marker_is_said_to_be_broken(tmp_path: Path, words: str) -> None:
    """A truncated or foreign `case.json` gives a clear error."""
    (tmp_path / "case.json").write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(Damaged, match=r"case\.json"):
        CaseFolder.open(tmp_path)


def test_newer_formats_and_shapes_are_refused(tmp_path: Path) -> None:
    """A case of a later version is not touched; the reader is told to install it."""
    with opened(tmp_path / "case"):
        pass
    with sqlite3.connect(tmp_path / "case" / "case.sqlite") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(UsageError, match="shape 9999"):
        CaseFolder.open(tmp_path / "case")
    (tmp_path / "case" / "case.json").write_text('{"format":3}')
    with pytest.raises(UsageError, match="format 3"):
        CaseFolder.open(tmp_path / "case")


def test_a_record_without_its_marker_or_its_shape_is_damaged(tmp_path: Path) -> None:
    """Neither a lost `case.json` nor tables without a version are taken for a fresh case."""
    with opened(tmp_path / "case"):
        pass
    for words in ("UPDATE alembic_version SET version_num = ''", "DROP TABLE alembic_version"):
        with sqlite3.connect(tmp_path / "case" / "case.sqlite") as raw:
            raw.execute(words)
        raw.close()
        with pytest.raises(Damaged, match="shape"):
            CaseFolder.open(tmp_path / "case")
    (tmp_path / "case" / "case.json").unlink()
    with pytest.raises(Damaged, match=r"case\.json"):
        CaseFolder.open(tmp_path / "case", create=True)


def test_a_file_that_is_no_record_is_damaged(tmp_path: Path) -> None:
    """Bytes that SQLite does not know give a clear error."""
    (tmp_path / "case.json").write_text('{"format":1}')
    (tmp_path / "case.sqlite").write_bytes(b"no record at all" * 500)
    with pytest.raises(Damaged, match=r"case\.sqlite"):
        CaseFolder.open(tmp_path)


def test_a_record_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """A folder in place of the record is a clear error, not SQLite's."""
    (tmp_path / "case.json").write_text('{"format":1}')
    (tmp_path / "case.sqlite").mkdir()
    with pytest.raises(CounterclaimError, match="a folder, a pipe or a device"):
        CaseFolder.open(tmp_path)


def test_a_record_opened_where_nothing_can_be_written_is_seen_as_it_is_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that was started on a disk kept from change once showed the same decisions for ever."""
    with opened(tmp_path / "case") as case:
        fill(case)
        case._record.rest()
    with monkeypatch.context() as fixed:
        fixed.setattr(record, "_fixed", lambda _: True)
        early = CaseFolder.open(tmp_path / "case")
        before = len(early.decisions())
    with opened(tmp_path / "case") as case:
        case.add_decision(a_decision())
    assert len(early.decisions()) == before + 1
    early.close()


def test_a_folder_without_the_right_to_write_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only disk gives the same clear error for the lock, for a file and for the record."""
    import errno
    import os

    with opened(tmp_path / "case") as case:
        real = os.open

        def read_only(path: str, flags: int, *more: int) -> int:
            if flags & (os.O_RDWR | os.O_WRONLY):
                raise OSError(errno.EROFS, "Read-only file system")
            return real(path, flags, *more)

        case.close()
    again = CaseFolder.open(tmp_path / "case")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", read_only)
        with pytest.raises(CounterclaimError, match="Read-only"), again.writing():
            raise AssertionError
    with again.writing():
        with again._record.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(CounterclaimError, match="readonly"):
            fill(again)
    again.close()


def test_a_full_disk_says_so_and_keeps_what_was_whole(tmp_path: Path) -> None:
    """When the record cannot grow, a clear error comes, within a group too, and what was added before is there."""
    from tests.unit.store.samples import take

    with opened(tmp_path / "case") as case:
        take(case, "First word from Orvane.")
        with case._record.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(CounterclaimError, match="room and permission"):
            take(case, "Long words from Orvane. " * 5000)
        with pytest.raises(CounterclaimError, match="room and permission"), case.grouped():
            take(case, "Longer words from Orvane. " * 5000)
        assert len(case.reports()) == 1
    with opened(tmp_path / "case") as case:
        assert not_intact(case) == []
        assert len(case.unparsed()) == 2


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second writer is refused, the same one may hold it twice, and opening beside a writer works."""
    with opened(tmp_path / "case") as case, case.writing():
        beside = CaseFolder.open(tmp_path / "case")
        with pytest.raises(Busy), beside.writing():
            raise AssertionError
        fill(case)
        assert len(beside.reports()) == 1
        beside.close()
    with opened(tmp_path / "case"):
        pass


def test_writes_outside_of_writing_are_refused(tmp_path: Path) -> None:
    """Whatever changes the case asks for the lock."""
    from counterclaim.records.registry import Registry
    from counterclaim.records.source import Refusal
    from tests.unit.store.samples import NOON, a_capture, a_decision, a_run

    case = CaseFolder.open(tmp_path / "case", create=True)
    for write in (
        lambda: case.evidence.keep(b"x"),
        lambda: case.add_capture(a_capture(b"x")),
        lambda: case.add_reports("a" * 64, []),
        lambda: case.add_refusal(Refusal(name="x", reason="y")),
        lambda: case.add_decision(a_decision()),
        lambda: case.add_registry(Registry()),
        lambda: case.save_readings("x", {}),
        lambda: case.save_run(a_run(), {}, NOON),
        lambda: case.runs.save(a_run(), {}),
        lambda: case.runs.believe("run_1"),
        lambda: case.grouped().__enter__(),
    ):
        with pytest.raises(UsageError, match="writing"):
            write()
    case.close()
    assert not any(
        p.is_file() for part in ("evidence", "readings", "runs") for p in (tmp_path / "case" / part).rglob("*")
    )


def test_a_record_that_was_taken_away_is_named_and_none_is_made(tmp_path: Path) -> None:
    """SQLite would make an empty one, in what is evidence."""
    with opened(tmp_path / "case") as case:
        fill(case)
    (tmp_path / "case" / "case.sqlite").unlink()
    with pytest.raises(Damaged) as told:
        CaseFolder.open(tmp_path / "case")
    assert "case.sqlite" in told.value.expected
    assert not (tmp_path / "case" / "case.sqlite").exists()


@pytest.mark.parametrize("inside", ["counterclaim-bundle", "bagit.txt"])
def test_an_unpacked_bundle_is_called_that(tmp_path: Path, inside: str) -> None:
    (tmp_path / inside).mkdir()
    with pytest.raises(CaseNotFound) as told:
        CaseFolder.expect(tmp_path)
    assert told.value.came == "an unpacked bundle"


def test_a_folder_whose_name_is_not_utf8_is_refused_for_that(tmp_path: Path) -> None:
    """SQLite cannot tell where such a record lies; nothing is made there."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xff"))
    with pytest.raises(UsageError, match="whose name is UTF-8") as refused:
        CaseFolder.open(odd / "case", create=True)
    assert str(refused.value).isprintable()
    assert not odd.exists()


def test_a_record_whose_schema_is_no_text_is_told_as_damaged(tmp_path: Path) -> None:
    """SQLite says what is wrong with a schema in its own bytes, which the driver cannot give as words."""
    with opened(tmp_path / "case") as case:
        fill(case)
    file = tmp_path / "case/case.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"CREATE TABLE captures", b"CREATE TABL\xc4 captures"))
    assert file.read_bytes() != whole
    with pytest.raises(Damaged, match="no text"):
        CaseFolder.open(tmp_path / "case")


def test_a_kill_while_the_record_begins_is_no_stranger_s_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite begins a file with a journal; the lock tells, until the record is there, that a writer was stopped."""
    folder = tmp_path / "case"

    def stop(*_: object, **__: object) -> None:
        (folder / "case.sqlite").touch()
        (folder / "case.sqlite-journal").write_bytes(bytes(512))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(record.Record, "__init__", stop)
        with pytest.raises(KeyboardInterrupt):
            CaseFolder.open(folder, create=True)
    with opened(folder) as case:
        fill(case)
        assert not_intact(case) == []
    assert not (folder / "case.sqlite-journal").exists()
