"""What the next writer does after one that was stopped: sweep what is unfinished, note what is whole but unnoted."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from counterclaim import durable
from counterclaim.canonical import digest
from counterclaim.errors import CounterclaimError
from counterclaim.records.source import RECOVERED, Capture
from counterclaim.settings import VERSION
from counterclaim.store import received, schema, seals
from counterclaim.store.evidence import Evidence
from counterclaim.store.record import Record
from counterclaim.store.runs import Runs

_ADDRESS = re.compile(r"[0-9a-f]{64}")
#: Berkeley Protocol collection items (HR/PUB/20/2, items a–h) that bytes alone do not tell, and the name with them.
_NOT_KNOWN = (
    "name",
    "target web address",
    "page source",
    "full-page capture",
    "embedded media",
    "collector",
    "reason for collection",
)


def recover(path: Path, record: Record, evidence: Evidence, runs: Runs) -> None:
    """Bring a case whose writer was stopped to rest; nothing that was received is dropped."""
    durable.sweep(path, deep=False)
    for part in ("evidence", "ledger", "readings", "runs"):
        durable.sweep(path / part)
    _adopt_originals(record, evidence)
    _drop_unnoted_readings(path / "readings", record)
    _adopt_runs(record, runs)


def _adopt_originals(record: Record, evidence: Evidence) -> None:
    """Note originals that were kept but not noted. Their names are lost: taking the same file again brings them."""
    with record.reading() as connection:
        noted = set(connection.execute(select(schema.CAPTURES.c.sha256)).scalars())
    fresh = [a for a in evidence.addresses() if a not in noted and _ADDRESS.fullmatch(a) and evidence.intact(a)]
    if not fresh:
        return
    with record.changing() as connection:
        for address in fresh:
            found = evidence.path(address)
            capture = Capture(
                sha256=address,
                byte_count=found.stat().st_size,
                name=f"{received.RECOVERED}{address}",
                media_type="unknown",
                method=RECOVERED,
                taken_at=_written_at(found),
                tool=f"counterclaim {VERSION}",
                missing=_NOT_KNOWN,
            )
            seals.add(connection, schema.CAPTURES, {"sha256": address, "record": received.line(capture)})
            arrival = {"sha256": address, "name": capture.name, "at": capture.taken_at, "record": None}
            seals.add(connection, schema.ARRIVALS, arrival)


def _drop_unnoted_readings(folder: Path, record: Record) -> None:
    """Remove files of batches that no row names: their reports count as unread and are read again."""
    with record.reading() as connection:
        noted = set(connection.execute(select(schema.BATCHES.c.batch)).scalars())
    durable.remove(p for p in sorted(folder.glob("b_*.parquet")) if p.name.partition(".")[0] not in noted)


def _adopt_runs(record: Record, runs: Runs) -> None:
    """Note runs that were stored whole but not noted, and let `CURRENT` name the one noted last."""
    with record.reading() as connection:
        noted = list(connection.execute(select(schema.RUNS.c.run).order_by(schema.RUNS.c.number)).scalars())
    for run_id in runs.held():
        if run_id in noted or not _whole(runs, run_id):
            continue
        file = runs.run_file(run_id)
        row = {"run": run_id, "at": _written_at(file), "digest": digest(file.read_bytes())}
        with record.changing() as connection:
            seals.add(connection, schema.RUNS, row)
        noted.append(run_id)
    if noted and runs.current() != noted[-1]:
        runs.believe(noted[-1])


def _whole(runs: Runs, run_id: str) -> bool:
    """Tell whether a run's folder holds exactly the tables its description names, with their digests."""
    folder = runs.folder / run_id
    try:
        tables = runs.run(run_id).tables
    except CounterclaimError:
        return False
    if {p.name for p in folder.iterdir()} != {"run.json", *(f"{name}.parquet" for name, _ in tables)}:
        return False
    return all(digest((folder / f"{name}.parquet").read_bytes()) == expected for name, expected in tables)


def _written_at(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
