"""Seals: a digest of every row as it was added, chained, so that a row edited, taken out or put in later shows.

The chain proves order and completeness to whoever noted its last digest; without such a note it shows every edit that
did not also remake the chain from there on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.store import schema

#: The tables whose rows are sealed: all that only grow.
SEALED = (
    *(schema.CAPTURES, schema.ARRIVALS, schema.PARSED, schema.REPORTS, schema.REFUSALS, schema.SUPPLIED),
    *(schema.DECISIONS, schema.REGISTRY, schema.BATCHES, schema.RUNS),
)


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row and its seal, in the transaction of the connection."""
    done = connection.execute(insert(table).values(row))
    keys = [c.name for c in table.primary_key.columns]
    whole = {c.name: row.get(c.name) for c in table.columns} | dict(
        zip(keys, done.inserted_primary_key or (), strict=True)
    )
    connection.execute(insert(schema.SEALS).values(seal(table, whole, head(connection))))


def add_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row and its seal unless the table has a row of this key."""
    keys = {c.name: row[c.name] for c in table.primary_key.columns}
    if connection.execute(select(*table.primary_key.columns).filter_by(**keys)).first() is None:
        add(connection, table, row)


def seal(table: Table, row: Mapping[str, Any], last: str) -> dict[str, str]:
    """Give the seal of a row after the chain's last digest."""
    subject = str(row[next(iter(table.primary_key.columns)).name])
    own = digest(canonical_bytes([table.name, *([c.name, row[c.name]] for c in table.columns)]))
    return {"kind": table.name, "subject": subject, "digest": own, "chain": digest(f"{last}\n{own}".encode())}


def wrong(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Give (row, state, what came) of each row that is not as it was added, and of each break of the chain."""
    noted: dict[tuple[str, str], str] = {}
    last = ""
    for number, row in enumerate(connection.execute(select(schema.SEALS).order_by(schema.SEALS.c.number)), start=1):
        chain = digest(f"{last}\n{row.digest}".encode())
        if row.number != number or row.chain != chain:
            yield f"seal {row.number}", "damaged", "another chain of seals"
        noted[row.kind, row.subject] = row.digest
        last = row.chain
    for table in SEALED:
        for found in connection.execute(select(table)).mappings():
            now = seal(table, dict(found), "")
            sealed = noted.pop((table.name, now["subject"]), None)
            if sealed != now["digest"]:
                state = "damaged" if sealed else "unexpected"
                yield f"{table.name} {now['subject']}", state, "another row" if sealed else "a row without a seal"
    for kind, subject in noted:
        yield f"{kind} {subject}", "missing", "no row"


def head(connection: Connection) -> str:
    """Give the last digest of the chain; empty for a case without rows. Whoever notes it can prove what came before."""
    order = select(schema.SEALS.c.chain).order_by(schema.SEALS.c.number.desc())
    return str(connection.execute(order.limit(1)).scalar() or "")


def reseal(connection: Connection) -> None:
    """Seal what a case of an older shape holds, as it is now."""
    chain = ""
    for table in SEALED:
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all():
            made = seal(table, dict(row), chain)
            connection.execute(insert(schema.SEALS).values(made))
            chain = made["chain"]
