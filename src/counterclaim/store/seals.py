"""Seals: a digest of every row as it was added, so that a row edited, taken out or put in later shows.

They stand in the record beside the rows. The ledger has the same digests under a signature: see `journal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Table, func, insert, inspect, select

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.ledger import sealed
from counterclaim.store import schema
from counterclaim.store.erasures import rows_gone
from counterclaim.store.parts import parts

#: The tables whose rows are sealed: all that only grow.
SEALED = (
    *(schema.CAPTURES, schema.ARRIVALS, schema.PARSED, schema.REPORTS, schema.REFUSALS, schema.SUPPLIED),
    *(schema.DECISIONS, schema.REGISTRY, schema.BATCHES, schema.EXTRACTORS, schema.RUNS),
    *(schema.ARTIFACTS, schema.ACTS),
)
#: Columns that came after rows had been sealed; the seal of a row without them leaves them out.
_LATER = frozenset({"readings"})


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row and its seal, in the transaction of the connection."""
    done = connection.execute(insert(table).values(_numbered(connection, table, row)))
    keys = [c.name for c in table.primary_key.columns]
    whole = {c.name: row.get(c.name) for c in table.columns} | dict(
        zip(keys, done.inserted_primary_key or (), strict=True)
    )
    kept = seal(table, whole, sealed.fresh())
    connection.execute(insert(schema.SEALS).values(_numbered(connection, schema.SEALS, kept)))


def _numbered(connection: Connection, table: Table, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a row with its number, the next in its table; SQLite itself gives it.

    A sequence of PostgreSQL would leave a gap for each row that was taken back.
    """
    key = next(iter(table.primary_key.columns))
    if connection.dialect.name == "sqlite" or key.name in row or not isinstance(key.type, Integer):
        return row
    return {**row, key.name: int(connection.execute(select(func.max(key))).scalar() or 0) + 1}


def add_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row and its seal unless the table has a row of this key."""
    keys = {c.name: row[c.name] for c in table.primary_key.columns}
    if connection.execute(select(*table.primary_key.columns).filter_by(**keys)).first() is None:
        add(connection, table, row)


def seal(table: Table, row: Mapping[str, Any], salt: str | None = None) -> dict[str, str]:
    """Give the seal of a row; with a salt, also the commitment to its parts."""
    subject = str(row[next(iter(table.primary_key.columns)).name])
    told = columns(table, row)
    plain = {"kind": table.name, "subject": subject, "digest": digest(canonical_bytes([table.name, *map(list, told)]))}
    return plain | ({"salt": salt, "sealed": sealed.committed(salt, parts(table.name, told))} if salt else {})


def columns(table: Table, row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Give the columns of a row that its seal is over, in order."""
    return [(c.name, row[c.name]) for c in table.columns if c.name not in _LATER or row[c.name] is not None]


def wrong(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Give (row, state, what came) of each row that is not as it was added."""
    noted: dict[tuple[str, str], Any] = {}
    gone = rows_gone(connection)
    for number, row in enumerate(connection.execute(select(schema.SEALS).order_by(schema.SEALS.c.number)), start=1):
        if row.number != number:
            yield f"seal {number}", "missing", f"seal {row.number}"
        if number not in gone:  # of one that was erased no row may be left: it would have no seal
            noted[row.kind, row.subject] = row
        elif row.salt is not None:
            yield f"{row.kind} {row.subject}", "unexpected", "the salt of a row that was erased"
    for table in SEALED:
        for found in connection.execute(select(table)).mappings():
            subject = str(found[next(iter(table.primary_key.columns)).name])
            kept = noted.pop((table.name, subject), None)
            if kept is None:
                yield f"{table.name} {subject}", "unexpected", "a row without a seal"
            elif not _holds(kept, table, dict(found)):
                yield f"{table.name} {subject}", "damaged", "another row"
    for kind, subject in noted:
        yield f"{kind} {subject}", "missing", "no row"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A row with its seal: its place in the order, table, id, salt (none in older rows), and columns."""

    number: int
    kind: str
    subject: str
    salt: str | None
    columns: tuple[tuple[str, Any], ...]

    @property
    def parts(self) -> list[str]:
        """Give what the row is made of."""
        return parts(self.kind, self.columns)


def rows(connection: Connection, wanted: Callable[[str, str], bool]) -> Iterator[Sealed]:
    """Give the rows whose kind and subject are wanted, in the order they were added."""
    kinds, gone = {t.name: t for t in SEALED}, rows_gone(connection)
    for one in connection.execute(select(schema.SEALS).order_by(schema.SEALS.c.number)).mappings().all():
        if one["number"] not in gone and wanted(one["kind"], one["subject"]):
            table = kinds[one["kind"]]
            key = next(iter(table.primary_key.columns))
            where = int(one["subject"]) if isinstance(key.type, Integer) else one["subject"]
            row = connection.execute(select(table).where(key == where)).mappings().one()
            yield Sealed(one["number"], table.name, one["subject"], one["salt"], tuple(columns(table, dict(row))))


def _holds(kept: Any, table: Table, row: Mapping[str, Any]) -> bool:
    """Say whether a seal is that of a row."""
    try:
        now = seal(table, row, kept.salt)
    except ValueError:  # a salt that is none
        return False
    return (now["digest"], now.get("sealed")) == (kept.digest, kept.sealed)


def reseal(connection: Connection) -> None:
    """Seal what a case of an older shape holds, as it is now."""
    there = inspect(connection).get_table_names()
    for table in (t for t in SEALED if t.name in there):
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all():
            connection.execute(insert(schema.SEALS).values(seal(table, dict(row))))
