"""The source layer of a case: captures, reports, artifacts and refusals, as rows that are only ever added."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select

from counterclaim.records.source import Artifact, Capture, Found, Refusal, Report, Supplied
from counterclaim.store import received, schema, seals
from counterclaim.store.erasures import erasures
from counterclaim.store.record import Record, readable

#: The address of a report in its row; inside of a text, quotation marks are escaped.
_ADDRESS = re.compile(r'(?<!\\)"url":("(?:[^"\\]|\\.)*")')


class SourceLayer:
    """What was received into one case, kept in its record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def add_capture(self, capture: Capture) -> bool:
        """Note that bytes arrived under a name; give False when these bytes were held and gave reports already."""
        row = {"sha256": capture.sha256, "record": received.line(capture)}
        with self._record.changing() as connection:
            known = connection.execute(select(schema.CAPTURES.c.record).filter_by(sha256=capture.sha256)).scalar()
            if known is None:
                seals.add(connection, schema.CAPTURES, row)
            nameless = known is not None and received.nameless(known)
            arrival = {"sha256": capture.sha256, "name": capture.name, "at": capture.taken_at}
            seals.add(connection, schema.ARRIVALS, arrival | {"record": row["record"] if nameless else None})
            return known is None or not received.parsed(connection, capture.sha256)

    def add_reports(self, capture: str, found: Sequence[Found]) -> tuple[Found, ...]:
        """Store what parsing one capture gave, all or nothing, and give what was stored.

        A report whose id another report of the case has already is refused by name; it is never dropped in silence.
        """
        with self._record.changing() as connection:
            if received.parsed(connection, capture):
                return ()
            stored = tuple(received.add(connection, item) for item in found)
            seals.add_once(connection, schema.PARSED, {"sha256": capture})
        return stored

    def add_refusal(self, refusal: Refusal) -> None:
        """Note an item that was refused before its bytes were kept; the same refusal is noted once."""
        with self._record.changing() as connection:
            received.add_refusal(connection, refusal)

    def add_supplied(self, supplied: Supplied) -> None:
        """Note what the user says about the items of a take, if it is another than last time."""
        if supplied != self.supplied():
            with self._record.changing() as connection:
                seals.add(connection, schema.SUPPLIED, {"record": received.line(supplied)})

    def supplied(self) -> Supplied:
        """Give what the user said about the items of the last take; nothing said before the first."""
        return next(reversed(self._record.all(schema.SUPPLIED, Supplied, "number")), Supplied())

    def captures(self) -> tuple[Capture, ...]:
        """Give all captures, by digest; one that a crash left without a name has the first it came under since."""
        captures = self._record.all(schema.CAPTURES, Capture, "sha256")
        if not any(c.name.startswith(received.RECOVERED) for c in captures):
            return captures
        named: dict[str, Capture] = {}
        order = select(schema.ARRIVALS.c.sha256, schema.ARRIVALS.c.record).order_by(schema.ARRIVALS.c.number)
        with self._record.reading() as connection:
            for sha256, row in connection.execute(order.where(schema.ARRIVALS.c.record.is_not(None))):
                named.setdefault(sha256, readable(Capture, row, f"arrivals, of {sha256}"))
        return tuple(named.get(c.sha256, c) for c in captures)

    def taken_at(self) -> dict[str, str]:
        """Give when each capture was taken, by its digest."""
        found, nameless = dict[str, str](), False
        for capture in self._record.each(schema.CAPTURES, Capture, "sha256"):
            found[capture.sha256] = capture.taken_at
            nameless = nameless or capture.name.startswith(received.RECOVERED)
        return found | ({c.sha256: c.taken_at for c in self.captures()} if nameless else {})

    def arrivals(self) -> tuple[tuple[str, str, str], ...]:
        """Give (digest, name, time) of every arrival, in order."""
        table = schema.ARRIVALS.c
        with self._record.reading() as connection:
            rows = connection.execute(select(table.sha256, table.name, table.at).order_by(table.number)).all()
        return tuple((row[0], row[1], row[2]) for row in rows)

    def arrivals_from(self, skip: int, count: int) -> tuple[tuple[str, str, str], ...]:
        """Give some (digest, name, time) of arrivals, the latest first, after the first `skip`."""
        table = schema.ARRIVALS.c
        order = select(table.sha256, table.name, table.at).order_by(table.number.desc()).limit(count).offset(skip)
        with self._record.reading() as connection:
            return tuple((row[0], row[1], row[2]) for row in connection.execute(order))

    def arrivals_of(self, digest: str) -> tuple[tuple[str, str], ...]:
        """Give (name, time) of every arrival of the bytes with a digest, in order."""
        table = schema.ARRIVALS.c
        order = select(table.name, table.at).where(table.sha256 == digest).order_by(table.number)
        with self._record.reading() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(order))

    def tally(self) -> dict[str, int]:
        """Give how many captures, arrivals, reports, artifacts and refusals there are."""
        tables = (schema.CAPTURES, schema.ARRIVALS, schema.REPORTS, schema.ARTIFACTS, schema.REFUSALS)
        with self._record.reading() as connection:
            return {t.name: int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in tables}

    def tally_in(self, capture: str) -> tuple[int, int]:
        """Give how many reports stand in one capture, and how many artifacts lie in it."""
        counts = (
            select(func.count()).select_from(t).where(t.c.capture == capture)
            for t in (schema.REPORTS, schema.ARTIFACTS)
        )
        with self._record.reading() as connection:
            reports, artifacts = (int(connection.execute(count).scalar_one()) for count in counts)
        return reports, artifacts

    def reports_in(self, capture: str, skip: int = 0, count: int | None = None) -> tuple[Report, ...]:
        """Give `count` of the reports that stand in one capture, or all, by id, after the first `skip`."""
        return self._record.part(schema.REPORTS, Report, ("id",), skip, count, schema.REPORTS.c.capture == capture)

    def artifacts_in(self, capture: str, skip: int = 0, count: int | None = None) -> tuple[Artifact, ...]:
        """Give `count` of the artifacts that lie in one capture, or all, by id, after the first `skip`."""
        own = schema.ARTIFACTS.c.capture == capture
        return self._record.part(schema.ARTIFACTS, Artifact, ("id",), skip, count, own)

    def artifacts_from(self, skip: int, count: int) -> tuple[Artifact, ...]:
        """Give some artifacts, by capture, after the first `skip`."""
        return self._record.part(schema.ARTIFACTS, Artifact, ("capture", "id"), skip, count)

    def refusals_from(self, skip: int, count: int) -> tuple[Refusal, ...]:
        """Give some refusals, in the order they came, after the first `skip`."""
        return self._record.part(schema.REFUSALS, Refusal, ("number",), skip, count)

    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Give (id, address) of every report that has an address."""
        with self._record.reading() as connection:
            some = schema.REPORTS.c.record.like('%"url":"%')
            rows = connection.execute(select(schema.REPORTS.c.id, schema.REPORTS.c.record).where(some))
            found = [(str(key), _ADDRESS.search(row)) for key, row in rows]
        return tuple((key, json.loads(m[1])) for key, m in found if m is not None)

    def not_there(self, statuses: Iterable[str]) -> tuple[Artifact, ...]:
        """Give what servers sent in the place of a page, with one of some statuses."""
        patterns = tuple(f'%["status","{one}"]%' for one in statuses)
        return self._record.like(schema.ARTIFACTS, Artifact, "id", patterns)

    def media(self) -> tuple[tuple[Capture, ...], tuple[Artifact, ...]]:
        """Give the captures and artifacts that are pictures or recordings, and were not erased."""
        kinds = tuple(f'%"media_type":"{first}/%' for first in ("image", "video", "audio"))
        captures = self._record.like(schema.CAPTURES, Capture, "sha256", kinds)
        return self._left(captures), self._record.like(schema.ARTIFACTS, Artifact, "id", kinds)

    def captures_left(self) -> tuple[Capture, ...]:
        """Give the captures that were not erased, by digest."""
        return self._left(self.captures())

    def _left(self, captures: tuple[Capture, ...]) -> tuple[Capture, ...]:
        with self._record.reading() as connection:
            gone = {act.subject for act in erasures(connection)}
        return tuple(c for c in captures if c.sha256 not in gone)

    def unparsed(self) -> tuple[Capture, ...]:
        """Give the captures that arrived but were not parsed before the program stopped."""
        with self._record.reading() as connection:
            done = set(connection.execute(select(schema.PARSED.c.sha256)).scalars())
        return tuple(c for c in self.captures() if c.sha256 not in done)

    def reports(self) -> tuple[Report, ...]:
        """Give all reports, by id."""
        return self._record.all(schema.REPORTS, Report, "id")

    def each_report(self) -> Iterator[Report]:
        """Give all reports one by one, by id, without holding them all."""
        return self._record.each(schema.REPORTS, Report, "id")

    def report_ids(self) -> frozenset[str]:
        """Give the ids of all reports."""
        with self._record.reading() as connection:
            return frozenset(connection.execute(select(schema.REPORTS.c.id)).scalars())

    def report_count(self) -> int:
        """Give how many reports there are."""
        with self._record.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.REPORTS)).scalar_one())

    def reports_of(self, ids: Iterable[str]) -> tuple[Report, ...]:
        """Give the reports with these ids that the case holds, by id."""
        return self._record.some(schema.REPORTS, Report, "id", ids)

    def captures_of(self, digests: Iterable[str]) -> tuple[Capture, ...]:
        """Give the captures with these digests that the case holds, by digest, as they were first noted."""
        return self._record.some(schema.CAPTURES, Capture, "sha256", digests)

    def artifacts(self) -> tuple[Artifact, ...]:
        """Give all artifacts, by capture and place in it."""
        found = self._record.all(schema.ARTIFACTS, Artifact, "capture", "id")
        return tuple(sorted(found, key=lambda a: (a.capture, a.path, a.locator)))

    def refusals(self) -> tuple[Refusal, ...]:
        """Give all refusals, in the order they came."""
        return self._record.all(schema.REFUSALS, Refusal, "number")
