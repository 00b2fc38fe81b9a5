"""A case's record in a team's PostgreSQL: the same rows under the same seals, written by many processes in turn.

What lies in the case's folder stays whole: whoever writes brings its `case.sqlite` up to the shared record before the
ledger is signed. `team.json` in the folder names the schema, and not the server; the head of `case.sqlite` bears a
number of that name, so that a record knows that it is shared, and where, when that file was taken away or changed.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, delete, func, insert, inspect, select, text

from counterclaim import database, durable
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import Damaged, UsageError
from counterclaim.ledger.sized import beginning, bounded
from counterclaim.store import schema, seals
from counterclaim.store.lock import WriterLock
from counterclaim.store.record import SHAPES, Record

SHARED = "team.json"
#: It has the name of one schema.
_BYTES_MAX = 4_096
#: Rows that are copied at once.
_ROWS = 500
_SHAPE = "shape"


class SharedRecord(Record):
    """The record of one case in PostgreSQL. `gate` is the right to write it, which `lock` asks for."""

    def __init__(self, engine: Engine, lock: WriterLock, gate: database.Gate) -> None:
        self._gate = gate
        super().__init__(engine, lock)

    def _written(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._gate.connection())

    def integrity(self) -> str:
        """Give `ok`: the server answers for its own files."""
        return "ok"

    def _migrate(self) -> None:
        """Make the tables where there are none, and let those of an older version grow to this one's.

        Raises UsageError for those of a newer version.
        """
        with self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 1))"))
            if not inspect(connection).get_table_names():
                schema.METADATA.create_all(connection)
                connection.execute(text(f"CREATE TABLE {_SHAPE} (number VARCHAR NOT NULL)"))
                connection.execute(text(f"INSERT INTO {_SHAPE} VALUES (:n)"), {"n": SHAPES[-1]})  # noqa: S608 - our own name
                _only_grow(connection, schema.METADATA.tables)
            found = connection.execute(text(f"SELECT number FROM {_SHAPE}")).scalar()  # noqa: S608 - our own name
            if found not in SHAPES:
                raise UsageError(
                    f"a shared record of shape {SHAPES[-1]} or older",
                    f"shape {found}",
                    "A newer version of Counterclaim wrote it: update this one.",
                )
            if found != SHAPES[-1]:
                _grown(connection)
                connection.execute(text(f"UPDATE {_SHAPE} SET number = :n"), {"n": SHAPES[-1]})  # noqa: S608 - our own name


def _grown(connection: Connection) -> None:
    """Add the tables and columns that an older record lacks. Its rows and their seals stay as they are.

    Since records are shared, shapes only gain tables and columns that may be empty; a desk of the older version that
    still runs goes on writing.
    """
    there = inspect(connection)
    held = set(there.get_table_names())
    for table in schema.METADATA.sorted_tables:
        known = {c["name"] for c in there.get_columns(table.name)} if table.name in held else set()
        for column in table.columns if known else ():
            if column.name not in known:
                kind = column.type.compile(connection.dialect)
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}"))
    schema.METADATA.create_all(connection)
    _only_grow(connection, set(schema.METADATA.tables) - held)


def _only_grow(connection: Connection, names: Collection[str]) -> None:
    """Let the server itself refuse to change or take out a row of some tables."""
    refuse = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END"
    connection.execute(text(f"CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {refuse} $$"))
    for table in (*seals.SEALED, schema.SEALS):
        on = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name}"
        if table.name in names:
            connection.execute(text(f"CREATE TRIGGER grows {on} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"))


def schema_of(case: Path) -> str:
    """Give the schema that a case's record is shared in, nothing where it is not. Raises Damaged."""
    try:
        data = beginning(case / SHARED, _BYTES_MAX)
    except FileNotFoundError:
        return ""
    try:
        found = str(json.loads(bounded(data, _BYTES_MAX, SHARED, ValueError))["schema"])
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise Damaged(f"{SHARED} that names a schema", type(cause).__name__, "Restore it from a copy.") from cause
    if not found.removeprefix("case_").isalnum():
        raise Damaged(f"{SHARED} that names a schema", "something else", "Restore it from a copy.")
    return found


def fresh() -> str:
    """Give the name of a schema that nobody uses."""
    return f"case_{secrets.token_hex(12)}"


def marked(name: str) -> bytes:
    """Give what `team.json` holds of a schema."""
    return canonical_bytes({"schema": name})


def mark(case: Path, name: str) -> None:
    """Note that the record is shared from now on."""
    durable.write(case / SHARED, marked(name))


def number_of(name: str) -> int:
    """Give the number that a record bears which is shared in a schema; 0 where it is in none."""
    return int(digest(name.encode())[:8], 16) & 0x7FFFFFFF if name else 0


def alone(record: Path, name: str) -> bool:
    """Tell whether a record is written here alone: no schema is named, and it bears the number of none.

    One that bears a number stays one file when `team.json` was taken away: put back, all is as it was.
    """
    if name or not record.is_file():
        return not name
    with record.open("rb") as held:
        return not any(held.read(64)[60:])


def planted(case: Path, record: Path, number: int) -> tuple[str, str] | None:
    """Say (state, what came) of a file that calls a record shared, where it does not fit it; None where all fits.

    `number` is what the record bears; records that older versions shared bear none.
    """
    name = schema_of(case)
    if number not in {0, number_of(name)}:
        return ("damaged", "the name of another schema") if name else ("missing", "no file")
    if not name:
        return None
    if (case / SHARED).read_bytes() != marked(name):
        return "unexpected", "other bytes than this program writes"
    # What is shared is kept in one file, and the header of that says so.
    with record.open("rb") as held:
        ready = held.read(20)[18:] == b"\1\1"
    return None if ready else ("unexpected", "a record that was never made ready for sharing")


def writable(case: Path, number: int, *, reached: bool) -> None:
    """Refuse to write a record that is shared elsewhere and not `reached`, or nobody tells where. Raises UsageError."""
    if not reached:
        raise UsageError(
            f"the team's database in {database.VARIABLE}, where the record of this case is written",
            "none",
            "Name it there, or bring the record home: `counterclaim unshare CASE`.",
        )
    name = schema_of(case)
    if number not in {0, number_of(name)}:
        raise UsageError(
            f"{SHARED}, which names where the record of this case is written",
            "another" if name else "none: it was taken away",
            "Restore it from a copy; or to go on with what lies here, remove it and run `counterclaim unshare CASE`.",
        )


def follow(source: Record, target: Record, batches: Collection[str] | None = None) -> int:
    """Add to one record what another has gained, row by row under the same seals, and give how much that was.

    `batches` are those whose readings are noted anew; with None all are looked at.
    """
    kinds = {t.name: t for t in seals.SEALED}
    with target.reading() as connection:
        begin = held = int(connection.execute(select(func.max(schema.SEALS.c.number))).scalar() or 0)
    new = set(batches or ())
    while True:
        order = select(schema.SEALS).where(schema.SEALS.c.number > held).order_by(schema.SEALS.c.number).limit(_ROWS)
        with source.reading() as there, target.changing() as here:
            some = [dict(row) for row in there.execute(order).mappings()]
            of: dict[str, list[str]] = defaultdict(list)
            for one in (s for s in some if s["kind"]):  # of what was erased there is a seal alone
                of[one["kind"]].append(one["subject"])
            for kind, subjects in of.items():
                table = kinds[kind]
                key = next(iter(table.primary_key.columns))
                keys = [int(s) for s in subjects] if isinstance(key.type, Integer) else subjects
                rows = [dict(row) for row in there.execute(select(table).where(key.in_(keys))).mappings()]
                here.execute(insert(table), rows)
                new |= {row["batch"] for row in rows} if table is schema.BATCHES else set()
            if some:
                here.execute(insert(schema.SEALS), some)
        if not some:
            break
        held = int(some[-1]["number"])
    _noted(source, target, None if batches is None else new)
    return held - begin


def _noted(source: Record, target: Record, batches: Collection[str] | None) -> None:
    """Note which batch holds the reading of each report, of all reports or of those in some batches."""
    table = schema.READINGS
    for some in [None] if batches is None else sorted(batches):
        of = select(table) if some is None else select(table).filter_by(batch=some)
        with source.reading() as there, target.changing() as here:
            rows = [dict(row) for row in there.execute(of).mappings()]
            if some is None:
                here.execute(delete(table))
            for row in rows if some is not None else ():
                here.execute(delete(table).filter_by(report=row["report"], extractor=row["extractor"]))
            if rows:
                here.execute(insert(table), rows)
