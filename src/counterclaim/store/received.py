"""The rows of what was received: which captures are parsed, which report ids are taken, which refusals are noted."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.canonical import canonical_bytes
from counterclaim.records.codec import to_plain
from counterclaim.records.source import Artifact, Found, Refusal, Report
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
    """Tell whether a capture was parsed. One of which nothing came is parsed again when it comes again.

    It may come under its right name this time, or to a version that reads its kind.
    """
    if connection.execute(select(schema.PARSED.c.sha256).filter_by(sha256=sha256)).first() is None:
        return False
    came = (select(table.c.id).filter_by(capture=sha256) for table in (schema.REPORTS, schema.ARTIFACTS))
    return any(connection.execute(one).first() is not None for one in came)


def add(connection: Connection, item: Found) -> Found:
    """Store what parsing a capture gave; give what was stored, a refusal where an id was taken."""
    if isinstance(item, Artifact):
        return add_artifact(connection, item)
    stored = add_report(connection, item) if isinstance(item, Report) else item
    if isinstance(stored, Refusal):
        add_refusal(connection, stored)
    return stored


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


def add_artifact(connection: Connection, artifact: Artifact) -> Artifact:
    """Store an artifact; the same bytes in the same place of the same capture are stored once."""
    row = {"id": artifact.id, "capture": artifact.capture, "record": line(artifact)}
    seals.add_once(connection, schema.ARTIFACTS, row)
    return artifact


def add_refusal(connection: Connection, refusal: Refusal) -> None:
    """Note a refusal that is not noted yet."""
    row = line(refusal)
    same = select(schema.REFUSALS.c.number).filter_by(name=refusal.name, record=row)
    if connection.execute(same).first() is None:
        seals.add(connection, schema.REFUSALS, {"name": refusal.name, "record": row})
