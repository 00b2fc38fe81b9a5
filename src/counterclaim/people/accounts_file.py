"""The file that accounts lie in where no database is shared: its owner's alone, one change after the other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from counterclaim import durable


def opened(file: Path) -> Engine:
    """Give the file's engine: readers wait for nobody, and a change holds the file from its beginning."""
    durable.make_folder(file.parent)
    file.parent.chmod(0o700)
    if not file.exists():
        file.touch(mode=0o600)
    made = create_engine(
        URL.create("sqlite", database=str(file)), connect_args={"timeout": 30, "isolation_level": None}
    )

    @event.listens_for(made, "connect")
    def _wal(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.close()

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return made
