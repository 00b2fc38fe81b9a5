"""A team's PostgreSQL server: where it is, how one proves to it who one is, and one writer at a time by its locks.

Its address comes from `COUNTERCLAIM_DATABASE`, which children inherit and the list of processes does not show. The
password may stand there, in the file that `COUNTERCLAIM_DATABASE_PASSWORD_FILE` names, or in `PGPASSWORD`; it is in no
message of ours.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from counterclaim.errors import CounterclaimError, UsageError

VARIABLE, PASSWORD_FILE = "COUNTERCLAIM_DATABASE", "COUNTERCLAIM_DATABASE_PASSWORD_FILE"
#: Connections of one process to one schema: those that stay, and more for a moment.
POOL, MORE = 5, 15
#: Seconds that connecting and an answer may take.
PATIENCE = 60
#: What the server calls waiting too long for a lock.
_TOO_LONG = "55P03"
#: What it calls characters that no text of its own can hold.
_NO_TEXT = "22021"


def configured() -> bool:
    """Tell whether a team's database is named."""
    return bool(os.environ.get(VARIABLE))


def use(address: str) -> None:
    """Name the database, for this process and its children. Raises UsageError for none, or for one with a password."""
    if _url(address).password is not None:
        raise UsageError(
            "an address without a password, which others could see in the list of processes",
            "one with a password",
            f"Put it into a file and name that in {PASSWORD_FILE}, or set PGPASSWORD.",
        )
    os.environ[VARIABLE] = address


def engine(schema: str, address: str = "") -> Engine:
    """Give an engine all of whose connections look into one schema of the database, which is made where it is not."""
    url = _url(address or os.environ.get(VARIABLE, ""))
    made = create_engine(
        url.set(drivername="postgresql+pg8000", password=_password(url), query={}),
        connect_args={
            "ssl_context": _tls(url),
            "timeout": PATIENCE,
            "application_name": "counterclaim",
            "unix_sock": url.query.get("unix_sock"),
        },
        pool_pre_ping=True,
        pool_size=POOL,
        max_overflow=MORE,
        hide_parameters=True,
    )

    @event.listens_for(made, "connect")
    def _schema(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f'SET search_path TO "{schema}"')
        cursor.close()
        connection.commit()

    @event.listens_for(made, "handle_error")
    def _in_words(context: ExceptionContext) -> None:
        if _NO_TEXT in str(context.original_exception):
            raise UsageError("text", "one with a zero byte in it", "Leave it out.") from None
        if isinstance(context.original_exception, OSError):
            context.is_disconnect = True  # the driver does not say so of a connection that the server reset
        if context.is_disconnect or context.connection is None:
            came = f"{type(context.original_exception).__name__} from {url.host or 'the socket'}"
            todo = f"See that it runs, and that {VARIABLE} and the password are right. Nothing was changed."
            raise CounterclaimError("the team's database to answer", came, todo) from None

    with made.begin() as connection:
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
    return made


class Gate:
    """The right to write that one process of all that use the database has at a time; `name` is of what is written.

    Who has it writes on the very connection that holds it: a connection that breaks ends the right and the writing.
    """

    def __init__(self, made: Engine, name: str) -> None:
        self._engine, self._name = made, name
        self._connection: Connection | None = None

    @contextmanager
    def held(self, patience: float = 0.0) -> Iterator[bool]:
        """Take the right, after whoever waits already, and give it back at the end; give False where that takes longer
        than so many seconds."""
        key = {"name": self._name}
        with self._engine.connect() as connection:
            got = _taken(connection, key, patience)
            self._connection = connection if got else None
            try:
                yield got
            finally:
                self._connection = None
                if got:
                    _let_go(connection, key)

    def connection(self) -> Connection:
        """Give the connection that holds the right. Raises CounterclaimError where it was lost."""
        held = self._connection
        if held is None or held.invalidated:
            raise CounterclaimError("to hold the case for writing", "a lost connection", "Do it again.")
        return held

    def check(self) -> None:
        """See that the right is still held. Raises CounterclaimError where it was lost."""
        with self.connection().begin() as _:
            self.connection().execute(text("SELECT 1"))


def _taken(connection: Connection, key: dict[str, str], patience: float) -> bool:
    name = "hashtextextended(:name, 0)"
    try:
        if not patience:
            return bool(connection.execute(text(f"SELECT pg_try_advisory_lock({name})"), key).scalar())
        told = {"wait": f"{round(patience * 1000)}ms"}
        connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), told)
        connection.execute(text(f"SELECT pg_advisory_lock({name})"), key)
        return True
    except DBAPIError as error:
        if _TOO_LONG not in str(error.orig):
            raise
        connection.rollback()
        return False
    finally:
        connection.commit()


def _let_go(connection: Connection, key: dict[str, str]) -> None:
    try:
        if not connection.invalidated:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), key)
            connection.commit()
    except (SQLAlchemyError, CounterclaimError):
        # The server frees the lock of a session that ends.
        with suppress(SQLAlchemyError, CounterclaimError):
            connection.invalidate()


def _url(address: str) -> URL:
    expected = "postgresql://NAME@HOST/DATABASE"
    try:
        url = make_url(address)
    except ArgumentError as cause:
        raise UsageError(expected, "something else", "Give the address of the team's database.") from cause
    if url.get_backend_name() != "postgresql" or not url.database or set(url.query) - {"sslrootcert", "unix_sock"}:
        raise UsageError(expected, url.get_backend_name(), "It may end in ?sslrootcert=FILE or ?unix_sock=FILE.")
    return url


def _password(url: URL) -> str | None:
    if url.password is not None:
        return str(url.password)
    if named := os.environ.get(PASSWORD_FILE):
        try:
            return Path(named).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as cause:
            raise UsageError(f"a file with a password at {PASSWORD_FILE}", type(cause).__name__, "Name it.") from cause
    return os.environ.get("PGPASSWORD")


def _tls(url: URL) -> ssl.SSLContext | None:
    """Give how to speak with a server of elsewhere: only under a certificate that holds for its name."""
    if url.query.get("unix_sock") or not url.host or url.host == "localhost":
        return None
    with suppress(ValueError):
        if ipaddress.ip_address(url.host).is_loopback:
            return None
    root: Any = url.query.get("sslrootcert")
    return ssl.create_default_context(cafile=root)
