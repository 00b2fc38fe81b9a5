"""The connection to a case's SQLite record: whole transactions, grouped when many come together, errors in words."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, ColumnElement, Connection, Engine, Table, create_engine, event, inspect, or_, select
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DatabaseError, DisconnectionError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from counterclaim.canonical import digest
from counterclaim.errors import CounterclaimError, Damaged, UsageError
from counterclaim.records.codec import from_plain
from counterclaim.store.lock import WriterLock

R = TypeVar("R")
#: The migrations, oldest first; a test holds them against `migrations/versions`.
SHAPES = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
_BUSY_MS = 30_000
#: Keys that one question to the database names.
_KEYS = 500
_TROUBLES = frozenset(
    ("FULL", "READONLY", "BUSY", "LOCKED", "CANTOPEN", "IOERR", "NOTADB", "CORRUPT", "PERM", "AUTH", "PROTOCOL")
)


class Record:
    """The record of one case; rows are added only while `lock` is held.

    `alone` where no process on another machine reads its file: SQLite then keeps what is new in a file beside it.
    """

    def __init__(self, path: Path | Engine, lock: WriterLock, *, alone: bool = True) -> None:
        self.lock = lock
        self._path = path if isinstance(path, Path) else None
        self._engine = path if isinstance(path, Engine) else _engine(path, beside=alone)
        self._writer = self._engine.execution_options(writing=True)
        self._group: Connection | None = None
        try:
            self._migrate()
        except CounterclaimError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with; inside a group, one that sees what the group added."""
        if self._group is not None:
            yield self._group
            return
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept all or not at all; inside a group, with the group."""
        with self.lock.watched():
            if self._group is not None:
                with self._group.begin_nested():
                    yield self._group
            else:
                with self._written() as connection, connection.begin():
                    yield connection

    @contextmanager
    def grouped(self) -> Iterator[None]:
        """Keep many changes with one wait for the disk, at the end; a change that was whole is kept on an error too.

        For one thread. A crash inside loses the group's rows and nothing else.
        """
        if self._group is not None:
            yield
            return
        with self.lock.watched(), self._written() as connection, connection.begin() as transaction:
            self._group = connection
            try:
                yield
            finally:
                self._group = None
                if transaction.is_active:
                    transaction.commit()

    def all(self, table: Table, kind: type[R], *order: str) -> tuple[R, ...]:
        """Give the records of a table. Raises Damaged for one that can no longer be read."""
        with self.reading() as connection:
            rows = connection.execute(select(table.c.record).order_by(*(table.c[o] for o in order))).scalars().all()
        return tuple(readable(kind, row, f"{table.name}, row {n}") for n, row in enumerate(rows, start=1))

    def each(self, table: Table, kind: type[R], order: str) -> Iterator[R]:
        """Give the records of a table one by one, without holding them all. Raises Damaged for one unreadable."""
        rows = select(table.c.record).order_by(table.c[order]).execution_options(yield_per=_KEYS)
        with self.reading() as connection:
            for n, row in enumerate(connection.execute(rows).scalars(), start=1):
                yield readable(kind, row, f"{table.name}, row {n}")

    def some(self, table: Table, kind: type[R], column: str, wanted: Iterable[str]) -> tuple[R, ...]:
        """Give the records whose `column` is one of those wanted, in its order. Raises Damaged for one unreadable."""
        keys = sorted(set(wanted))
        found: list[R] = []
        with self.reading() as connection:
            for begin in range(0, len(keys), _KEYS):
                some = table.c[column].in_(keys[begin : begin + _KEYS])
                rows = connection.execute(select(table.c.record).where(some).order_by(table.c[column])).scalars()
                found += [readable(kind, row, f"{table.name}, one of {column}") for row in rows]
        return tuple(found)

    def like(self, table: Table, kind: type[R], order: str, patterns: Sequence[str]) -> tuple[R, ...]:
        """Give the records whose JSON is like one of some patterns, in an order. Raises Damaged for one unreadable."""
        some = or_(*(table.c.record.like(p) for p in patterns))
        with self.reading() as connection:
            rows = connection.execute(select(table.c.record).where(some).order_by(table.c[order])).scalars().all()
        return tuple(readable(kind, row, f"{table.name}, row {n}") for n, row in enumerate(rows, start=1))

    def part(  # noqa: PLR0913 - which records, in which order, and which of them
        self,
        table: Table,
        kind: type[R],
        order: Sequence[str],
        skip: int,
        count: int | None,
        where: ColumnElement[bool] | None = None,
    ) -> tuple[R, ...]:
        """Give `count` records, or all, after the first `skip`, in an order. Raises Damaged for one unreadable."""
        asked = select(table.c.record).order_by(*(table.c[o] for o in order)).limit(count).offset(skip)
        asked = asked if where is None else asked.where(where)
        with self.reading() as connection:
            rows = connection.execute(asked).scalars().all()
        return tuple(readable(kind, row, f"{table.name}, row {n}") for n, row in enumerate(rows, start=skip + 1))

    def _written(self) -> AbstractContextManager[Connection]:
        """Give the connection that changes are made on."""
        return self._writer.connect()

    def in_one_file(self) -> None:
        """Keep all in the one file, for processes on other machines read none beside it. Raises UsageError where some
        process has it open."""
        self._journal("delete")

    def with_log(self) -> None:
        """Keep what is new in a file beside it again, as one does who is alone. Raises UsageError as `in_one_file`."""
        self._journal("wal")

    def _journal(self, wanted: str) -> None:
        self._engine.dispose()
        with self._engine.connect() as connection:
            connection.rollback()
            driver = connection.connection.driver_connection
            try:
                mode = driver.execute(f"PRAGMA journal_mode={wanted}").fetchone() if driver is not None else None
            except sqlite3.OperationalError:
                mode = None
        if mode != (wanted,):
            raise UsageError("that no other program has the case open", "one that has", "Close it, then try again.")

    def marked(self, number: int | None = None) -> int:
        """Give the number that the head of SQLite's file bears, which is no row's; set it first where one is given."""
        with self._engine.connect() as connection:
            connection.rollback()
            driver = connection.connection.driver_connection
            found = int(driver.execute("PRAGMA user_version").fetchone()[0]) if driver is not None else 0
            if driver is not None and number not in {None, found}:
                driver.execute(f"PRAGMA user_version={number:d}")
            return found if number is None else number

    def compact(self) -> None:
        """Write SQLite's file anew, so that nothing of what was taken out is left in it; not while others keep it busy.

        What is erased was overwritten before; this is for what rows that moved have left behind.
        """
        with self._engine.connect() as connection:
            connection.rollback()
            driver = connection.connection.driver_connection
            if driver is not None:
                with suppress(sqlite3.OperationalError):
                    driver.execute("VACUUM")

    def integrity(self) -> str:
        """Give SQLite's own verdict: `ok`, or what it found."""
        try:
            with self.reading() as connection:
                return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
        except Damaged as error:
            return error.came

    def rest(self) -> str:
        """Move what SQLite holds in its log into the file, and give the file's digest; nothing while others read it."""
        with suppress(CounterclaimError, DatabaseError), self._engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            blocked, *_ = cursor.fetchone() or (True,)
            cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            cursor.close()
            if not blocked and self._path is not None:
                return digest(self._path.read_bytes())
        return ""

    def _migrate(self) -> None:
        """Bring the tables to this version's shape, in one transaction: a kill leaves the old shape."""
        if self._shape() == SHAPES[-1]:
            return
        # Heavy, and not needed to open a case that is up to date.
        from alembic import command
        from alembic.config import Config

        config = Config()
        folder = str(Path(__file__).parent / "migrations")
        config.set_main_option("script_location", folder.replace("%", "%%"))
        try:
            with self._writer.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except DatabaseError as cause:
            came = f"tables that are not those of shape {self._shape() or 'none'} ({cause.orig})"
            raise Damaged("a record of the shape that it names", came, "Restore it from a copy.") from cause

    def _shape(self) -> str:
        """Give the shape the tables have now, empty for none. Raises UsageError for one this version does not know."""
        with self._engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            found = ""
            if "alembic_version" in tables:
                found = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
            if tables and not found:
                raise Damaged("a record that tells its shape", "tables without it", "Restore it from a copy.")
        if found and found not in SHAPES:
            known = f"a record of shape {SHAPES[-1]} or older"
            raise UsageError(known, f"shape {found}", "Install a newer counterclaim to open this case.")
        return found


def readable(kind: type[R], row: str | bytes, where: str) -> R:
    """Give the record written as JSON. Raises Damaged, naming `where`, when it is none of this kind."""
    try:
        return from_plain(kind, json.loads(row))
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise Damaged(
            f"a {kind.__name__} in {where}", f"{type(cause).__name__}: {cause}", "Restore it from a copy of the case."
        ) from cause


def _engine(path: Path, *, beside: bool) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"isolation_level": None})

    @event.listens_for(engine, "do_connect")
    def _where(_dialect: object, entry: ConnectionPoolEntry, given: list[Any], named: dict[str, Any]) -> None:
        entry.info["fixed"] = _fixed(path)
        if entry.info["fixed"]:
            given[:], named["uri"] = [f"{path.resolve().as_uri()}?immutable=1"], True

    @event.listens_for(engine, "checkout")
    def _of_now(_connection: object, entry: ConnectionPoolEntry, _proxy: object) -> None:
        # What was opened as never changing sees no change: where it can be written by now, it is opened anew.
        if entry.info.get("fixed") and not _fixed(path):
            raise DisconnectionError

    @event.listens_for(engine, "connect")
    def _pragmas(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        journal = ("journal_mode=WAL",) if beside and not entry.info["fixed"] else ()
        try:
            for pragma in (f"busy_timeout={_BUSY_MS}", *journal, "synchronous=FULL", "foreign_keys=ON"):
                cursor.execute(f"PRAGMA {pragma}")
        except UnicodeDecodeError as cause:
            raise _no_record(path, cause) from cause
        cursor.close()

    # The driver itself begins no transaction before DDL, so that a kill would leave half of a migration; we begin all.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "handle_error", partial(_in_words, path))
    return engine


def _in_words(path: Path, context: ExceptionContext) -> None:
    """Raise what the database says in words; what it does not say of the record itself is left as it is."""
    cause = context.original_exception
    came = str(cause)
    if isinstance(cause, UnicodeDecodeError) or came.startswith("Could not decode to UTF-8"):
        raise _no_record(path, cause) from cause
    if came.startswith(("no such table", "no such column")):
        todo = "Run `counterclaim verify`, then restore it from a copy."
        raise Damaged(f"{path.name} with the tables of a case", came, todo) from cause
    if not _is_trouble(cause):
        return
    if isinstance(context.sqlalchemy_exception, OperationalError):
        raise CounterclaimError(
            f"room and permission to use {path.name} in {path.parent}",
            came,
            "Free space, check the folder's rights, or wait for the other program that uses it.",
        ) from cause
    raise _no_record(path, cause) from cause


def _no_record(path: Path, cause: BaseException) -> Damaged:
    # SQLite says what is wrong with a schema in that schema's own bytes, which may be no text.
    came = "tables whose words are no text" if isinstance(cause, UnicodeDecodeError) else str(cause)
    return Damaged(f"{path.name} to be a record", came, "Restore it from a copy.")


def _fixed(path: Path) -> bool:
    """Tell whether a record lies where nothing can be written, and all of it in its one file.

    SQLite writes beside it even to read, and evidence is handed on by disks that are kept from change.
    """
    log = path.with_name(f"{path.name}-wal")
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return path.is_file() and not writable and not (log.is_file() and log.stat().st_size)


def _is_trouble(error: BaseException) -> bool:
    """Tell the troubles of disks and files from the refusals of our own rules and from slips in our SQL."""
    name = str(getattr(error, "sqlite_errorname", "")).removeprefix("SQLITE_").split("_")[0]
    # SQLite takes a whole transaction back when the disk is full; what follows then finds none.
    return name in _TROUBLES or str(error).startswith(("no such savepoint", "cannot commit", "cannot rollback"))
