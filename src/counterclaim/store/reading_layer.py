"""What was read from reports, and who reads them: by extractor, so that two readings of a case stand side by side."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import Damaged
from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage
from counterclaim.store import schema, seals
from counterclaim.store.answers import Answers
from counterclaim.store.batches import Batches
from counterclaim.store.record import Record


class ReadingLayer:
    """What extractors read from the reports of one case, kept in its folder, and which of them reads it now."""

    _record: Record
    batches: Batches
    answers: Answers

    def save_readings(
        self,
        extractor: str,
        readings: Mapping[str, tuple[Sequence[Passage], Sequence[Claim]]],
        notes: Mapping[str, str] | None = None,
        answers: Collection[str] = (),
    ) -> None:
        """Store the passages and claims of a batch of reports; of a report read twice the later reading counts.

        `notes` says of a report how reading it was bounded, `answers` names the kept answers that it was read by.
        """
        self.batches.save(extractor, readings, notes, {a: digest(self.answers.file(a).read_bytes()) for a in answers})

    def reading_notes(self, extractor: str) -> dict[str, str]:
        """Give how reading was bounded, in words, by report; those that were read whole are left out."""
        return self.batches.notes(extractor)

    def reading_note(self, extractor: str, report: str) -> str:
        """Give how reading one report was bounded, in words, or nothing."""
        return self.batches.note(extractor, report)

    def read_already(self, extractor: str) -> frozenset[str]:
        """Give the ids of the reports this extractor has read and whose readings are there."""
        return self.batches.reports(extractor)

    def readings(self, extractor: str) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
        """Give all passages and claims this extractor gave, ordered by report and place in it.

        Raises Damaged when a file of theirs is gone or changed.
        """
        return self.batches.all(extractor)

    def choose_extractor(self, model: tuple[str, str] | None) -> None:
        """Record who reads this case from now on: a model at an (address, name), or with None the embedded rules."""
        before = self.extractor()
        url, name = model or before[1:]
        row = {"use": "endpoint" if model else "rules", "endpoint": url, "model": name}
        if before != (row["use"], url, name):
            with self._record.changing() as connection:
                seals.add(connection, schema.EXTRACTORS, {"record": canonical_bytes(row).decode()})

    def extractor(self) -> tuple[str, str, str]:
        """Give who reads this case, `rules` or `endpoint`, with the last model's address and name. Raises Damaged."""
        order = select(schema.EXTRACTORS.c.record).order_by(schema.EXTRACTORS.c.number.desc())
        with self._record.reading() as connection:
            row = connection.execute(order.limit(1)).scalar()
        if row is None:
            return "rules", "", ""
        try:
            plain = json.loads(row)
            return str(plain["use"]), str(plain["endpoint"]), str(plain["model"])
        except (ValueError, KeyError, TypeError) as cause:
            raise Damaged("a row that names an extractor", type(cause).__name__, "Restore it from a copy.") from cause
