"""The rows of what was received: which captures are parsed, which report ids are taken, which refusals are noted."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.canonical import canonical_bytes
from counterclaim.records.codec import to_plain
from counterclaim.records.source import Refusal, Report
from counterclaim.store import schema, seals
from counterclaim.store.record import readable

#: What the name of a capture starts with whose own name a crash took.
RECOVERED = "recovered/"


def line(record: Any) -> str:
    """Give a record as its row holds it."""
    return canonical_bytes(to_plain(record)).decode()


def nameless(record: str) -> bool:
    """Tell whether a capture's row is of bytes that a crash left without a name."""
    return str(json.loads(record).get("name", "")).startswith(RECOVERED)


def parsed(connection: Connection, sha256: str) -> bool:
    """Tell whether a capture was parsed. One of which no report came is parsed again when it comes again.

    It may come under its right name this time, or to a version that reads its kind.
    """
    if connection.execute(select(schema.PARSED.c.sha256).filter_by(sha256=sha256)).first() is None:
        return False
    return connection.execute(select(schema.REPORTS.c.id).filter_by(capture=sha256)).first() is not None


def add_report(connection: Connection, report: Report) -> Report | Refusal:
    """Store a report; give the refusal of one whose id another report has."""
    row = line(report)
    held = connection.execute(select(schema.REPORTS.c.record).filter_by(id=report.id)).scalar()
    if held is None:
        seals.add(connection, schema.REPORTS, {"id": report.id, "capture": report.capture, "record": row})
    if held in (None, row):
        return report
    other = readable(Report, held, f"report {report.id}")
    return Refusal(
        name=f"{report.path} {report.locator}".strip(),
        reason=f"its id {report.id} is that of another report, {other.path} {other.locator}".strip(),
        todo="Take it from a file of its own.",
        sha256=report.capture,
    )


def add_refusal(connection: Connection, refusal: Refusal) -> None:
    """Note a refusal that is not noted yet."""
    row = line(refusal)
    same = select(schema.REFUSALS.c.number).filter_by(name=refusal.name, record=row)
    if connection.execute(same).first() is None:
        seals.add(connection, schema.REFUSALS, {"name": refusal.name, "record": row})
