"""Erasing what came in one capture, where somebody has a duty to: it goes, its place stays and tells by whom and why.

What is erased is told by an act, a sealed row that the ledger has before anything goes. It names the numbers of the
rows that go with the original: its reports and artifacts, the batches in which those were read, and the runs that were
settled since, which may hold their words. A row's seal keeps its number and its commitment and loses all else, so
that nobody can try texts on what is left. What was stopped half-way is carried on when the case is next opened.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select, update

from counterclaim import durable
from counterclaim.records.act import Act, ActKind
from counterclaim.records.source import Report
from counterclaim.store import schema
from counterclaim.store.evidence import Evidence
from counterclaim.store.record import Record, readable
from counterclaim.store.runs import CURRENT, Runs

ROWS = "rows"
#: What the seal of an erased row says beside its number and its commitment.
BLANK = {"kind": "", "subject": "", "digest": "", "salt": None}
#: Words of a report that are looked for in what a model was asked: shorter ones stand anywhere.
_TELLING = 24
_FROM = {t.name: t for t in (schema.REPORTS, schema.ARTIFACTS, schema.BATCHES, schema.RUNS)}


def erasures(connection: Connection) -> tuple[Act, ...]:
    """Give the acts that erase a capture, in order. Raises Damaged for one that cannot be read."""
    order = select(schema.ACTS.c.record).where(schema.ACTS.c.record.like('%"kind":"erase"%'))
    found = connection.execute(order.order_by(schema.ACTS.c.number)).scalars()
    acts = (readable(Act, row, "acts") for row in found)
    return tuple(act for act in acts if act.kind is ActKind.ERASE)


def rows_gone(connection: Connection) -> frozenset[int]:
    """Give the numbers of all rows that were erased."""
    return frozenset(number for act in erasures(connection) for number in _rows_of(act))


def _rows_of(act: Act) -> list[int]:
    """Give the numbers of the rows that an act erases."""
    return [int(n) for n in act.field(ROWS).split(",") if n.isdecimal()]


def rows_about(connection: Connection, capture: str) -> list[int]:
    """Give the numbers of the rows that go with a capture: what came in it, and what may hold words of that."""
    numbers = {
        (kind, subject): number
        for number, kind, subject in connection.execute(
            select(schema.SEALS.c.number, schema.SEALS.c.kind, schema.SEALS.c.subject)
        )
    }
    found = [
        (table.name, str(key))
        for table in (schema.REPORTS, schema.ARTIFACTS)
        for key in connection.execute(select(table.c.id).filter_by(capture=capture)).scalars()
    ]
    if not found:
        return []
    since = min(numbers[one] for one in found)
    reports = {key for kind, key in found if kind == schema.REPORTS.name}
    found += [(schema.BATCHES.name, batch) for batch in _batches(connection, reports)]
    runs = [(schema.RUNS.name, str(n)) for n in connection.execute(select(schema.RUNS.c.number)).scalars()]
    return sorted([numbers[one] for one in found] + [n for one in runs if (n := numbers[one]) > since])


def _batches(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Give the batches in which some reports were read, and those in which reports of these batches were read before:
    so that no other report is left with an older reading alone."""
    rows = connection.execute(select(schema.BATCHES.c.batch, schema.BATCHES.c.readings))
    held = {str(batch): row for batch, row in rows}
    of = {batch: set(json.loads(row)["reports"]) if row else None for batch, row in held.items()}
    found, wanted = set[str](), set(reports)
    while more := {b for b, read in of.items() if b not in found and (read is None or read & wanted)}:
        found |= more
        wanted = wanted.union(*(of[b] or () for b in more))
    return found


class Erasures:
    """What was erased from a case in a folder, and is to be."""

    def __init__(self, path: Path, record: Record, evidence: Evidence, runs: Runs) -> None:
        self._path, self._record, self._evidence, self._runs = path, record, evidence, runs

    def all(self) -> dict[str, Act]:
        """Give the act that erased each capture, by digest. Raises Damaged."""
        with self._record.reading() as connection:
            return {act.subject: act for act in erasures(connection)}

    def of(self, capture: str) -> Act | None:
        """Give the act that erased a capture, or None."""
        return self.all().get(capture)

    def rows(self, capture: str) -> list[int]:
        """Give the numbers of the rows that would go with a capture."""
        with self._record.reading() as connection:
            return rows_about(connection, capture)

    def carry_out(self) -> None:
        """Remove all that is to be erased and is still there. The case must be held for writing."""
        for act in self.all().values():
            with self._record.reading() as connection:
                left = _held(connection, act)
                reports = [readable(Report, r["record"], "reports") for r in left.get(schema.REPORTS.name, ())]
            original = self._evidence.path(act.subject)
            if not left and not original.exists():
                continue
            durable.remove([original] if original.exists() else [])
            self._forget_files(left, reports)
            with self._record.changing() as connection:
                _forget_rows(connection, act, left)
            self._record.compact()

    def _forget_files(self, left: dict[str, list[dict[str, Any]]], reports: list[Report]) -> None:
        """Remove readings, runs, what a model was asked, and all that is made from the rest."""
        batches = [row["batch"] for row in left.get(schema.BATCHES.name, ())]
        readings = (self._path / "readings" / f"{b}.{n}.parquet" for b in batches for n in ("passages", "claims"))
        durable.remove(p for p in readings if p.exists())
        with self._record.reading() as connection:
            needed = _named(connection, set(batches))  # the same text may stand in other reports
            noted = connection.execute(select(schema.RUNS.c.number, schema.RUNS.c.run).order_by(schema.RUNS.c.number))
            runs = [(number, run) for number, run in noted]
        durable.remove(p for p in _asked(self._path / "answers", reports) if p.stem not in needed)
        gone = {row["number"] for row in left.get(schema.RUNS.name, ())}
        stay = [run for number, run in runs if number not in gone]
        if gone and stay:
            self._runs.believe(stay[-1])
        elif gone:
            durable.remove(p for p in [self._runs.folder / CURRENT] if p.exists())
        unneeded = [self._runs.folder / run for number, run in runs if number in gone and run not in stay]
        for folder in [*dict.fromkeys(unneeded), self._path / "reuse", self._path / "desk"]:
            if folder.is_dir():
                aside = durable.unfinished(folder)
                durable.move_folder(folder, aside)
                shutil.rmtree(aside)


def _named(connection: Connection, gone: set[str]) -> set[str]:
    """Give the names of the answers that reports of other batches were read by."""
    rows = connection.execute(select(schema.BATCHES.c.batch, schema.BATCHES.c.readings))
    told = [json.loads(row) for batch, row in rows if row and batch not in gone]
    return {str(name) for one in told for name in one.get("answers", ())}


def _held(connection: Connection, act: Act) -> dict[str, list[dict[str, Any]]]:
    """Give the rows that an act erases and that are still there, by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number in _rows_of(act):
        seal = connection.execute(select(schema.SEALS).filter_by(number=number)).mappings().first()
        table = _FROM.get(seal["kind"]) if seal is not None else None
        if seal is not None and table is not None:
            key = next(iter(table.primary_key.columns))
            where = int(seal["subject"]) if table is schema.RUNS else seal["subject"]
            row = connection.execute(select(table).where(key == where)).mappings().first()
            found.setdefault(table.name, []).extend([dict(row)] if row is not None else [])
    return {name: rows for name, rows in found.items() if rows}


def _forget_rows(connection: Connection, act: Act, left: dict[str, list[dict[str, Any]]]) -> None:
    """Take rows out, with what of their seals could be tried on guesses; the tables refuse that at any other time."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    made = _triggers(connection)
    for name, _ in made:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for name, rows in left.items():
        key = next(iter(_FROM[name].primary_key.columns))
        for row in rows:
            connection.execute(delete(_FROM[name]).where(key == row[key.name]))
            if name == schema.BATCHES.name:
                connection.execute(delete(schema.READINGS).filter_by(batch=row["batch"]))
    for number in _rows_of(act):
        salted = (schema.SEALS.c.number == number) & schema.SEALS.c.salt.is_not(None)
        connection.execute(update(schema.SEALS).where(salted).values(BLANK))
    for _, sql in made:
        connection.exec_driver_sql(sql)


def _triggers(connection: Connection) -> list[tuple[str, str]]:
    """Give (name, SQL) of the triggers by which tables only grow."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    return [(str(name), str(sql)) for name, sql in found]


def _asked(answers: Path, reports: Iterable[Report]) -> list[Path]:
    """Give the kept answers of a model that was asked with words of some reports."""
    texts = [r.text for r in reports]
    words = [w for text in texts for line in text.splitlines() if len(w := line.strip()[:200]) >= _TELLING]
    found = []
    for path in sorted(answers.glob("*.json")):
        try:
            asked = json.loads(path.read_bytes())["asked"]["messages"]
            told = [str(part).strip() for message in asked for part in message]
        except (ValueError, KeyError, TypeError):
            continue
        pieces = [part for part in told if len(part) >= _TELLING]
        if any(word in part for word in words for part in pieces) or any(p in text for p in pieces for text in texts):
            found.append(path)
    return found
