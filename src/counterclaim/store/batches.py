"""What was read from reports: batches of passages and claims as Parquet, each file with a recorded digest."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select

from counterclaim import durable
from counterclaim.canonical import canonical_bytes, digest, identifier
from counterclaim.errors import UsageError
from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage
from counterclaim.store import parquet, schema, seals
from counterclaim.store.record import Record, readable

R = TypeVar("R")


class Batches:
    """The folder of readings of one case; rows of the record say which batch holds the reading of a report."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.folder = folder
        self._record = record
        #: The batches that were saved since whoever follows the record cleared them.
        self.saved: set[str] = set()

    def save(
        self,
        extractor: str,
        readings: Mapping[str, tuple[Sequence[Passage], Sequence[Claim]]],
        notes: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> None:
        """Store the passages and claims of a batch of reports; of a report read twice the later reading counts.

        `notes` says of a report how reading it was bounded; `answers` has the digest of each kept answer of a
        model that it was read by, by name, so that its loss or change shows.
        """
        self._record.lock.require()
        order = sorted(readings)
        for report in order:
            if strays := {item.report for part in readings[report] for item in part} - {report}:
                raise UsageError(f"readings of report {report}", f"some of {min(strays)}", "Sort them by report.")
        passages = parquet.table_bytes([p for r in order for p in readings[r][0]])
        claims = parquet.table_bytes([c for r in order for c in readings[r][1]])
        row = {"passages": digest(passages), "claims": digest(claims)}
        said = {report: (notes or {}).get(report) or None for report in order}
        told = {"extractor": extractor, "reports": said} | ({"answers": dict(answers)} if answers else {})
        row["readings"] = canonical_bytes(told).decode()
        row["batch"] = identifier("b", extractor, order, row["passages"], row["claims"])
        for name, data in (("passages", passages), ("claims", claims)):
            durable.write(self.file(row["batch"], name), data)
        with self._record.changing() as connection:
            seals.add_once(connection, schema.BATCHES, row)
            for report, note in said.items():
                where = {"report": report, "extractor": extractor, "batch": row["batch"], "note": note}
                connection.execute(delete(schema.READINGS).filter_by(report=report, extractor=extractor))
                connection.execute(insert(schema.READINGS).values(where))
        self.saved.add(row["batch"])

    def file(self, batch: str, name: str) -> Path:
        """Give the place of a batch's `passages` or `claims`."""
        return self.folder / f"{batch}.{name}.parquet"

    def noted(self) -> tuple[tuple[str, str, str], ...]:
        """Give (batch, digest of its passages, digest of its claims), by batch, of those that a reading stands in."""
        table = schema.BATCHES.c
        used = select(schema.READINGS.c.batch)
        with self._record.reading() as connection:
            rows = connection.execute(
                select(table.batch, table.passages, table.claims).where(table.batch.in_(used)).order_by(table.batch)
            ).all()
        return tuple((row[0], row[1], row[2]) for row in rows)

    def ever(self) -> tuple[str, ...]:
        """Give every batch that was ever noted, those included whose reports were read anew since."""
        with self._record.reading() as connection:
            return tuple(connection.execute(select(schema.BATCHES.c.batch).order_by(schema.BATCHES.c.batch)).scalars())

    def answers(self) -> dict[str, set[str]]:
        """Give the kept answers of a model that reports were read by, as far as batches name them.

        By name, the digests that one had: it may have been lost and asked for again. An older version noted none.
        """
        found: dict[str, set[str]] = {}
        with self._record.reading() as connection:
            told = connection.execute(select(schema.BATCHES.c.readings).where(schema.BATCHES.c.readings.is_not(None)))
            for row in told.scalars():
                named = json.loads(row).get("answers", ())
                for name in named:
                    found.setdefault(str(name), set()).update({str(named[name])} if isinstance(named, dict) else ())
        return found

    def wrong(self) -> Iterator[tuple[str, str, str]]:
        """Give (reading, state, what came) of each row that says another thing of a reading than its batch does."""
        table = schema.READINGS.c
        with self._record.reading() as connection:
            listed = select(schema.BATCHES.c.batch, schema.BATCHES.c.readings)
            told_by = [(row[0], row[1]) for row in connection.execute(listed)]
            rows = connection.execute(select(table.report, table.extractor, table.batch, table.note)).all()
        try:
            batches = {batch: _told(row) if row else None for batch, row in told_by}
        except (ValueError, KeyError, TypeError):
            yield "readings", "damaged", "a batch that names no readings"
            return
        left = {(r, b[0]) for b in batches.values() if b for r in b[1]}
        for report, extractor, batch, note in sorted(rows, key=lambda r: (r[0], r[1])):
            left.discard((report, extractor))
            told, name = batches.get(batch), f"reading of {report} by {extractor}"
            if batch not in batches:
                yield name, "missing", "a batch that is not noted"
            elif told and (told[0] != extractor or report not in told[1] or told[1][report] != note):
                yield name, "damaged", "another row"
        for report, extractor in sorted(left):
            yield f"reading of {report} by {extractor}", "missing", "no row"

    def notes(self, extractor: str) -> dict[str, str]:
        """Give how reading was bounded, in words, by report; those that were read whole are left out."""
        table = schema.READINGS.c
        rows = select(table.report, table.note).filter_by(extractor=extractor).where(table.note.is_not(None))
        with self._record.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(rows.order_by(table.report))}

    def note(self, extractor: str, report: str) -> str:
        """Give how reading one report was bounded, in words, or nothing."""
        table = schema.READINGS.c
        with self._record.reading() as connection:
            found = connection.execute(select(table.note).filter_by(report=report, extractor=extractor)).scalar()
        return str(found or "")

    def reports(self, extractor: str) -> frozenset[str]:
        """Give the ids of the reports this extractor has read and whose readings are there."""
        held = self._batch_of(extractor)
        whole = {b for b in set(held.values()) if all(self.file(b, n).is_file() for n in ("passages", "claims"))}
        return frozenset(report for report, batch in held.items() if batch in whole)

    def all(self, extractor: str) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
        """Give all passages and claims this extractor gave, ordered by report and place in it.

        Raises Damaged when a file of theirs is gone or changed.
        """
        batch_of = self._batch_of(extractor)
        wanted = set(batch_of.values())
        passages: list[Passage] = []
        claims: list[Claim] = []
        for batch, of_passages, of_claims in self.noted():
            if batch in wanted:
                found = self.read(batch, of_passages, of_claims)
                passages += [p for p in found[0] if batch_of.get(p.report) == batch]
                claims += [c for c in found[1] if batch_of.get(c.report) == batch]
        return (
            tuple(sorted(passages, key=lambda p: (p.report, p.index))),
            tuple(sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))),
        )

    def each_claim(self, extractor: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Give some columns of all claims that this extractor gave, row by row, without holding them all.

        `report` comes first whatever is asked; `record` is a claim's JSON. Raises Damaged as `all` does.
        """
        batch_of = self._batch_of(extractor)
        wanted = set(batch_of.values())
        for batch, _, of_claims in self.noted():
            if batch in wanted:
                table = parquet.checked(self.file(batch, "claims"), of_claims)
                for row in parquet.each_row(table, ("report", *columns)):
                    if batch_of.get(row[0]) == batch:
                        yield row

    def aspects(self, extractor: str, claims: Iterable[str]) -> dict[str, str]:
        """Give the aspect of each of some claims that this extractor gave; the others are left out. Raises Damaged."""
        batch_of = self._batch_of(extractor)
        used, wanted, found = set(batch_of.values()), sorted(set(claims)), dict[str, str]()
        for batch, _, of_claims in self.noted():
            if batch in used:
                table = parquet.checked(self.file(batch, "claims"), of_claims)
                for claim, aspect, report in parquet.among(table, "id", wanted, ("id", "aspect", "report")):
                    if batch_of.get(report) == batch:
                        found[claim] = aspect
        return found

    def read_of(self, extractor: str, reports: Collection[str]) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
        """Give the passages and claims this extractor gave of some reports, ordered as in `all`. Raises Damaged."""
        batch_of = {r: b for r, b in self._batch_of(extractor).items() if r in reports}
        wanted = set(batch_of.values())
        passages: list[Passage] = []
        claims: list[Claim] = []
        for batch, of_passages, of_claims in self.noted():
            if batch in wanted:
                mine = {r for r, b in batch_of.items() if b == batch}
                passages += self._some(batch, "passages", of_passages, Passage, mine)
                claims += self._some(batch, "claims", of_claims, Claim, mine)
        return (
            tuple(sorted(passages, key=lambda p: (p.report, p.index))),
            tuple(sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))),
        )

    def _some(self, batch: str, name: str, expected: str, kind: type[R], reports: Collection[str]) -> list[R]:
        """Give the records of a file of a batch that are of some reports; the others are not made."""
        rows = parquet.each_row(parquet.checked(self.file(batch, name), expected), ("report", "record"))
        return [readable(kind, row, f"readings/{batch}") for report, row in rows if report in reports]

    def read(self, batch: str, passages: str, claims: str) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
        """Give the passages and claims of one batch whose files have these digests."""
        first, second = self.file(batch, "passages"), self.file(batch, "claims")
        return (
            parquet.read_records(parquet.read_bytes(first, passages), Passage, f"readings/{first.name}"),
            parquet.read_records(parquet.read_bytes(second, claims), Claim, f"readings/{second.name}"),
        )

    def _batch_of(self, extractor: str) -> dict[str, str]:
        table = schema.READINGS.c
        with self._record.reading() as connection:
            rows = connection.execute(select(table.report, table.batch).filter_by(extractor=extractor)).all()
        return {row[0]: row[1] for row in rows}


def _told(row: str) -> tuple[str, dict[str, str | None]]:
    """Give who read the reports of a batch, and the note on each. Raises ValueError, KeyError, TypeError."""
    plain = json.loads(row)
    return str(plain["extractor"]), dict(plain["reports"])
