"""The shape of the record: the tables, indexes and triggers that this version's migrations make, and nothing else.

A row that nobody sealed is found by its seal; what would hold rows beside ours, or change them as they come, is found
here: a table, view, index, trigger or column that was added, taken away or altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, Connection, Integer, String, Table, Text

from counterclaim.store import schema, seals

#: What the tool that runs the migrations keeps: the number of the last.
_NUMBER = "alembic_version"
_NUMBER_TABLE = (
    f"CREATE TABLE {_NUMBER} ( version_num VARCHAR(32) NOT NULL, CONSTRAINT {_NUMBER}_pkc PRIMARY KEY (version_num) )"
)
_TYPES = {Integer: "INTEGER", String: "VARCHAR", Text: "TEXT"}
#: All that stands in the record's list of itself but SQLite's own indexes over primary keys, which have no SQL.
_LISTED = "SELECT type, name, sql FROM sqlite_master WHERE type <> 'index' OR sql IS NOT NULL"


def wrong(connection: Connection, number: str) -> Iterator[tuple[str, str, str]]:
    """Give (what, state, what came) of each thing in the record that is not as migration `number` leaves it."""
    rows = connection.exec_driver_sql(_LISTED)
    held = {f"{kind} {name}": " ".join(str(sql).split()) for kind, name, sql in rows}
    expected = _expected()
    for name in sorted(expected.keys() | held):
        if name not in expected:
            yield f"{name} of case.sqlite", "unexpected", "one that no version of this program makes"
        elif name not in held:
            yield f"{name} of case.sqlite", "missing", "none"
        elif held[name] != expected[name]:
            yield f"{name} of case.sqlite", "damaged", held[name]
    numbers = [str(n) for (n,) in connection.exec_driver_sql("SELECT version_num FROM alembic_version")]
    if numbers != [number]:
        yield (
            f"{_NUMBER} of case.sqlite",
            "damaged",
            f"{', '.join(numbers) or 'no number'}, where {number} was expected",
        )


def _expected() -> Mapping[str, str]:
    """Give the SQL of each thing in the record, with single blanks, by kind and name."""
    found = {f"table {_NUMBER}": _NUMBER_TABLE}
    for table in schema.METADATA.sorted_tables:
        found[f"table {table.name}"] = _made(table)
        for index in table.indexes:
            on = ", ".join(c.name for c in index.columns)
            found[f"index {index.name}"] = f"CREATE INDEX {index.name} ON {table.name} ({on})"
    for name in sorted(t.name for t in (*seals.SEALED, schema.SEALS)):
        for verb in ("UPDATE", "DELETE"):
            own = f"{name}_no_{verb.lower()}"
            refuses = f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            found[f"trigger {own}"] = f"CREATE TRIGGER {own} BEFORE {verb} ON {name} {refuses}"
    return found


def _made(table: Table) -> str:
    keys = list(table.primary_key.columns)
    told = [_column(c, alone=len(keys) == 1) for c in table.columns]
    both = [f"PRIMARY KEY ({', '.join(c.name for c in keys)})"] if len(keys) > 1 else []
    return f"CREATE TABLE {table.name} ({', '.join((*told, *both))})"


def _column(column: Column[object], *, alone: bool) -> str:
    words = [column.name, _TYPES[type(column.type)], *([] if column.nullable else ["NOT NULL"])]
    return " ".join([*words, *(["PRIMARY KEY"] if alone and column.primary_key else [])])
