"""A record that many processes write at once in PostgreSQL: nothing is lost, and the folder alone proves it all.

All names and texts are invented.
"""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from counterclaim import database, standalone
from counterclaim.acting import act_on, in_turn
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.records.act import Act, ActKind
from counterclaim.records.decision import Decision
from counterclaim.records.words import DecisionKind
from counterclaim.store import CaseFolder, verify
from counterclaim.store.record import SHAPES
from counterclaim.store.shared import schema_of
from tests.conftest import clock

WRITERS, EACH = 5, 8


def comment(who: str, words: str) -> Act:
    return Act(number=0, kind=ActKind.COMMENT, subject="e_1", fields=(), who=who, at=clock(), words=words)


def decision(who: str, reason: str) -> Decision:
    return Decision(
        number=0, kind=DecisionKind.ACCEPT, subject="c_1", fields=(), who=who, at=clock(), reason=reason
    )  # fmt: skip


def work(path: Path, who: str) -> None:
    """Decide and comment as one analyst of many, each act opening the case for itself as the desk does."""
    for n in range(EACH):
        case = CaseFolder.open(path)
        try:
            with in_turn(case):
                case.add_decision(decision(who, f"reason {n}"))
            act_on(case, comment(who, f"words {n}"))
        finally:
            case.close()


@pytest.fixture
def shared(team_database: str, tmp_path: Path) -> Iterator[CaseFolder]:
    case = CaseFolder.open(tmp_path / "case", create=True)
    with case.writing():
        case.add_decision(decision("Ada Tester", "before"))
    assert case.share()
    case.close()
    case = CaseFolder.open(tmp_path / "case")
    yield case
    case.close()


def stopped(case: CaseFolder) -> None:
    with case.writing():
        case.add_act(comment("Ada Tester", "stopped"))
        raise KeyboardInterrupt


def cut_off(case: CaseFolder, other: Engine) -> None:
    with case.writing():
        with other.begin() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
        case.add_act(comment("Ada Tester", "too late"))


def failed(path: Path) -> list[str]:
    case = CaseFolder.open(path)
    try:
        return [f"{c.subject}: {c.came}" for c in verify(case) if c.state not in {"intact", "not checked"}]
    finally:
        case.close()


def test_many_writers_at_once_lose_nothing(shared: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Analyst {n}" for n in range(WRITERS)]
    with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(work, shared.path, name) for name in names]:
            done.result(timeout=300)
    made, said = shared.decisions(), shared.acts()
    assert [d.number for d in made] == list(range(1, WRITERS * EACH + 2))
    assert [a.number for a in said] == list(range(1, WRITERS * EACH + 1))
    assert {(d.who, d.reason) for d in made[1:]} == {(w, f"reason {n}") for w in names for n in range(EACH)}
    assert {(a.who, a.words) for a in said} == {(w, f"words {n}") for w in names for n in range(EACH)}
    assert failed(shared.path) == []
    monkeypatch.delenv(database.VARIABLE)
    alone = CaseFolder.open(shared.path)
    assert (alone.decisions(), alone.acts()) == (made, said), "the folder alone has it all"
    assert alone.journal._last_row(alone.journal.log()) == alone.journal.held()
    alone.close()
    assert failed(shared.path) == []
    program = Path(next(iter(standalone.__path__))) / "verify_case.py"
    told = subprocess.run([sys.executable, program, shared.path], capture_output=True, text=True, check=False)
    assert "case.sqlite" not in told.stdout + told.stderr, told
    assert told.returncode == 0, told


def test_without_the_database_it_is_read_and_not_written(shared: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    act_on(shared, comment("Ada Tester", "one"))
    monkeypatch.delenv(database.VARIABLE)
    alone = CaseFolder.open(shared.path)
    assert [a.words for a in alone.acts()] == ["one"]
    with pytest.raises(UsageError, match="unshare"):
        act_on(alone, comment("Ada Tester", "two"))
    with pytest.raises(UsageError, match=database.VARIABLE):
        alone.unshare()
    alone.close()


def test_a_record_comes_home(shared: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    act_on(shared, comment("Ada Tester", "one"))
    shared.unshare()
    monkeypatch.delenv(database.VARIABLE)
    assert (failed(shared.path), second(shared.path)) == ([], "")
    assert failed(shared.path) == [], "nor after it was opened once"
    alone = CaseFolder.open(shared.path)
    act_on(alone, comment("Ada Tester", "two"))
    assert [(a.number, a.words) for a in alone.acts()] == [(1, "one"), (2, "two")]
    alone.close()
    assert failed(shared.path) == []


def test_an_old_copy_of_the_folder_cannot_go_on_in_the_same_record(shared: CaseFolder, tmp_path: Path) -> None:
    """Its ledger lacks what was entered since; whoever writes there is told so, and nothing is written."""
    shutil.copytree(shared.path, tmp_path / "copy")
    act_on(shared, comment("Ada Tester", "one"))
    other = CaseFolder.open(tmp_path / "copy")
    with pytest.raises(CounterclaimError, match="ledger"):
        act_on(other, comment("Ben Tester", "two"))
    other.close()
    assert [a.words for a in shared.acts()] == ["one"]


def test_a_writer_that_was_stopped_before_the_ledger_loses_nothing(shared: CaseFolder) -> None:
    """Its row is in the database; the next writer brings the folder and the ledger up to it."""
    with pytest.raises(KeyboardInterrupt):
        stopped(shared)
    next_one = CaseFolder.open(shared.path)
    act_on(next_one, comment("Ben Tester", "after"))
    assert [a.words for a in next_one.acts()] == ["stopped", "after"]
    next_one.close()
    assert failed(shared.path) == []


# The driver leaves the socket of a connection that the server ended to the collector of garbage.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_whoever_lost_the_connection_writes_no_more(shared: CaseFolder, team_database: str) -> None:
    """The right to write ends with the connection that holds it; what was being written is not half there."""
    other = database.engine(shared.shared)
    with pytest.raises(CounterclaimError):
        cut_off(shared, other)
    other.dispose()
    again = CaseFolder.open(shared.path)
    act_on(again, comment("Ada Tester", "again"))
    assert [a.words for a in again.acts()] == ["again"]
    again.close()
    gc.collect()


def test_the_server_itself_refuses_to_change_a_row(shared: CaseFolder) -> None:
    engine = database.engine(shared.shared)
    for told in ("UPDATE decisions SET record = ''", "DELETE FROM seals", "TRUNCATE acts"):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(text(told))
    engine.dispose()


def test_an_older_shared_record_grows_and_loses_nothing(shared: CaseFolder, team_database: str) -> None:
    """A record as a version without acts, and without a note of who read which batch, left it on the server."""
    before = shared.decisions()
    name = schema_of(shared.path)
    shared.close()
    engine = database.engine(name)
    with engine.begin() as connection:
        for words in (
            "DROP TABLE acts", "ALTER TABLE batches DROP COLUMN readings", "UPDATE shape SET number = '0004'",
        ):  # fmt: skip
            connection.execute(text(words))
    two = [CaseFolder.open(shared.path) for _ in range(2)]
    try:
        act_on(two[0], comment("Ada Tester", "after"))
        with in_turn(two[1]):
            two[1].add_decision(decision("Ben Tester", "after"))
        assert [a.words for a in two[1].acts()] == ["after"]
        assert two[0].decisions()[: len(before)] == before
        assert len(two[0].decisions()) == len(before) + 1
        with engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
            connection.execute(text("DELETE FROM acts"))
        with engine.connect() as connection:
            assert connection.execute(text("SELECT number FROM shape")).scalars().all() == [SHAPES[-1]]
    finally:
        for one in two:
            one.close()
        engine.dispose()
    assert failed(shared.path) == []


def test_who_opened_it_where_it_was_before_writes_nothing(team_database: str, tmp_path: Path) -> None:
    """Who still has the record of the folder open, or that of the team, would write where nobody looks any more."""
    path = tmp_path / "case"
    early = CaseFolder.open(path, create=True)
    with early.writing():
        early.add_decision(decision("Ada Tester", "before"))
    assert early.share()
    assert not early.share()
    with pytest.raises(UsageError, match="Open it again"):
        act_on(early, comment("Ben Tester", "lost"))
    early.close()
    late = CaseFolder.open(path)
    act_on(late, comment("Cal Tester", "kept"))
    late.unshare()
    with pytest.raises(UsageError, match="Open it again"):
        act_on(late, comment("Cal Tester", "nowhere"))
    late.close()
    case = CaseFolder.open(path)
    assert [a.words for a in case.acts()] == ["kept"]
    case.close()
    assert failed(path) == []


def second(path: Path) -> str:
    """Give what the short verifier says fails."""
    program = Path(next(iter(standalone.__path__))) / "verify_case.py"
    told = subprocess.run([sys.executable, program, path], capture_output=True, text=True, check=False).stdout
    return "\n".join(line for line in told.splitlines() if line.startswith("FAILS"))


def test_that_it_is_shared_cannot_be_taken_away_or_changed_unseen(
    shared: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record bears a number of the schema: both verifiers name the file, and nobody writes beside the team."""
    act_on(shared, comment("Ada Tester", "one"))
    shared.close()
    note = shared.path / "team.json"
    held = note.read_bytes()
    assert (failed(shared.path), second(shared.path)) == ([], "")
    monkeypatch.delenv(database.VARIABLE)
    for wrong in (held.replace(held[-4:-2], b"zz"), None):
        note.write_bytes(wrong) if wrong else note.unlink()
        assert [f.partition(":")[0] for f in failed(shared.path)] == ["team.json"]
        assert "team.json" in second(shared.path)
        note.write_bytes(held)
        assert (failed(shared.path), second(shared.path)) == ([], ""), "put back, all is as it was"
    note.unlink()
    alone = CaseFolder.open(shared.path)
    assert [a.words for a in alone.acts()] == ["one"]
    for write in (lambda: act_on(alone, comment("Ben Tester", "beside")), alone.share):
        monkeypatch.setenv(database.VARIABLE, "postgresql://nobody@/none")
        with pytest.raises(UsageError, match="taken away"):
            write()
    alone.unshare()
    alone.close()
    assert (failed(shared.path), second(shared.path)) == ([], "")
    again = CaseFolder.open(shared.path)
    act_on(again, comment("Ben Tester", "two"))
    assert [a.words for a in again.acts()] == ["one", "two"]
    again.close()


def test_one_that_an_older_version_shared_is_believed_and_marked(shared: CaseFolder) -> None:
    with shared._lock.hold(lambda: None):
        shared._home.marked(0)
    assert failed(shared.path) == []
    assert not shared.share()
    assert shared.marked()
    assert failed(shared.path) == []


def test_a_shared_record_of_a_newer_version_is_left_alone(shared: CaseFolder, team_database: str) -> None:
    engine = database.engine(schema_of(shared.path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE shape SET number = '9999'"))
    with pytest.raises(UsageError, match="shape 9999"):
        CaseFolder.open(shared.path)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT number FROM shape")).scalar() == "9999"
    engine.dispose()


def test_a_password_is_in_no_address_and_no_message(team_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="PASSWORD_FILE") as told:
        database.use("postgresql://desk:hidden-words@db.example/cases")
    assert "hidden-words" not in str(told.value)
    monkeypatch.setenv("PGPASSWORD", "hidden-words")
    with pytest.raises(CounterclaimError, match="database to answer") as refused:
        database.engine("case_x")
    assert "hidden-words" not in str(refused.value)


def test_a_password_is_read_from_its_file(team_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("three quiet harbours\n", encoding="utf-8")
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv(database.PASSWORD_FILE, str(tmp_path / "secret"))
    database.engine("case_x").dispose()
