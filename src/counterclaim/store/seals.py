"""Seals: a digest of every row as it was added, so that a row edited, taken out or put in later shows.

They stand in the record beside the rows. The ledger has the same digests under a signature: see `journal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, inspect, select

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.store import schema

#: The tables whose rows are sealed: all that only grow.
SEALED = (
    *(schema.CAPTURES, schema.ARRIVALS, schema.PARSED, schema.REPORTS, schema.REFUSALS, schema.SUPPLIED),
    *(schema.DECISIONS, schema.REGISTRY, schema.BATCHES, schema.EXTRACTORS, schema.RUNS),
    schema.ARTIFACTS,
)
#: Columns that came after rows had been sealed; the seal of a row without them leaves them out.
_LATER = frozenset({"readings"})


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row and its seal, in the transaction of the connection."""
    done = connection.execute(insert(table).values(row))
    keys = [c.name for c in table.primary_key.columns]
    whole = {c.name: row.get(c.name) for c in table.columns} | dict(
        zip(keys, done.inserted_primary_key or (), strict=True)
    )
    connection.execute(insert(schema.SEALS).values(seal(table, whole)))


def add_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row and its seal unless the table has a row of this key."""
    keys = {c.name: row[c.name] for c in table.primary_key.columns}
    if connection.execute(select(*table.primary_key.columns).filter_by(**keys)).first() is None:
        add(connection, table, row)


def seal(table: Table, row: Mapping[str, Any]) -> dict[str, str]:
    """Give the seal of a row."""
    subject = str(row[next(iter(table.primary_key.columns)).name])
    told = [[c.name, row[c.name]] for c in table.columns if c.name not in _LATER or row[c.name] is not None]
    return {"kind": table.name, "subject": subject, "digest": digest(canonical_bytes([table.name, *told]))}


def wrong(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Give (row, state, what came) of each row that is not as it was added."""
    noted: dict[tuple[str, str], str] = {}
    for number, row in enumerate(connection.execute(select(schema.SEALS).order_by(schema.SEALS.c.number)), start=1):
        if row.number != number:
            yield f"seal {number}", "missing", f"seal {row.number}"
        noted[row.kind, row.subject] = row.digest
    for table in SEALED:
        for found in connection.execute(select(table)).mappings():
            now = seal(table, dict(found))
            sealed = noted.pop((table.name, now["subject"]), None)
            if sealed != now["digest"]:
                state = "damaged" if sealed else "unexpected"
                yield f"{table.name} {now['subject']}", state, "another row" if sealed else "a row without a seal"
    for kind, subject in noted:
        yield f"{kind} {subject}", "missing", "no row"


def reseal(connection: Connection) -> None:
    """Seal what a case of an older shape holds, as it is now."""
    there = inspect(connection).get_table_names()
    for table in (t for t in SEALED if t.name in there):
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all():
            connection.execute(insert(schema.SEALS).values(seal(table, dict(row))))
