"""`python -m evals.desk.made CASE [--reports 100000]`: a case of many reports, settled, in minutes.

Reading and settling a hundred thousand reports takes hours, and the desk needs neither to be measured. One block of
made reports is settled as any case is (`block`); each further block is that one again with other names of places and
people, other ids, and other words of no matter, kept through the store's own doors: captures, reports, readings,
camps, a run and the ledger. What it is not: settled as a whole. No event goes over two blocks.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from sqlalchemy import insert

from counterclaim import durable, tracing
from counterclaim.canonical import canonical_bytes, digest, identifier, text_digest
from counterclaim.case import Given, derived_from, run_of
from counterclaim.engine import local
from counterclaim.ledger import sealed
from counterclaim.lexicons import registry as shipped
from counterclaim.progress import Progress
from counterclaim.records.claim import Claim
from counterclaim.records.codec import from_plain
from counterclaim.records.coverage import CoverageRow, WatchCandidate
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin
from counterclaim.records.lines import line
from counterclaim.records.source import Capture, Passage, Report
from counterclaim.settings import VERSION, Settings
from counterclaim.store import CaseFolder, Rows, parquet, schema, seals
from counterclaim.store.parquet import written
from evals.desk import block, names

AT = "2033-01-01T00:00:00+00:00"
#: Reports of one capture, a file of JSON Lines.
FILE = 100
KINDS: Mapping[str, type] = {
    "claims": Claim, "events": Event, "findings": Finding, "grades": Grade, "coverage": CoverageRow,
    "lineage": Lineage, "origins": Origin, "watch": WatchCandidate,
}  # fmt: skip
_NAMES = block.PLACES + block.PEOPLE
_TOKEN = re.compile(f"((?:{names.MARKS})[^\\W\\d]{{6}}|(?<=[a-z])_[0-9a-f]{{16}})")


class Moulds:
    """Rows of the settled block cut at each id and name, so that those of another block are put together quickly."""

    def __init__(self, rows: Sequence[str], kept: frozenset[str]) -> None:
        self._pieces = _TOKEN.split("\n".join(rows))
        self._tokens = [t for t in set(self._pieces[1::2]) if t not in kept]
        self._any = bool(rows)

    def rows(self, number: int) -> list[str]:
        """Give the rows of a block by its number: with its own ids, of the same length, and its own names."""
        if not self._any:
            return []
        new = {token: _other(token, number) for token in self._tokens}
        pieces = self._pieces.copy()
        pieces[1::2] = [new.get(token, token) for token in pieces[1::2]]
        return "".join(pieces).split("\n")


def _other(token: str, number: int) -> str:
    if token[0] == "_":
        return f"_{number:04x}{token[5:]}"
    return names.like(token, names.name(number * _NAMES + names.numbered(token)))


class Table:
    """One table of the settled block: its records, and the flat columns that stand beside them."""

    def __init__(self, kind: type, rows: Sequence[str], kept: frozenset[str]) -> None:
        plain = [json.loads(row) for row in rows]
        self.records = Moulds(rows, kept)
        self._flat = {n: [p[n] for p in plain] for n in parquet.flat_columns(kind)} if rows else {}
        self._kinds = parquet.flat_columns(kind)
        self._texts = {
            n: Moulds([v or "" for v in values], kept)
            for n, values in self._flat.items()
            if self._kinds[n] is str and any(v and _TOKEN.search(v) for v in values)
        }

    def of(self, number: int) -> Any:
        """Give the table of another block, as `parquet.written` gives it."""
        columns = {}
        for name, values in self._flat.items():
            made: Sequence[Any] = values
            if name in self._texts:
                made = [
                    v if old is not None else None
                    for v, old in zip(self._texts[name].rows(number), values, strict=True)
                ]
            columns[name] = pa.array(made, parquet._ARROW[self._kinds[name]])
        return pa.table(columns | {"record": pa.array(self.records.rows(number), pa.string())})


def make(path: Path, wanted: int, progress: Progress, size: int = block.REPORTS) -> None:
    """Make a case at `path` of about so many reports, in blocks of `size`."""
    base = block.evidence(min(size, wanted))
    registry = shipped.beside(base.registry)
    whole = replace(base, registry=registry)
    compare = partial(tracing.shared_texts, local(), settings=Settings())
    judged = {
        name: parquet.lines(parquet.table_bytes(rows), name)
        for name, rows in derived_from(whole, (), Settings(), (compare, progress)).items()
    }
    kept = frozenset(
        "_" + a.id.partition("_")[2] for c in base.claims for h in c.chain for a in (h.agent,) if _shared(a.name)
    )
    moulds = {name: Table(KINDS[name], rows, kept) for name, rows in judged.items()}
    readings = {
        "claims": Table(Claim, [line(c) for c in base.claims], kept),
        "passages": Table(Passage, [line(p) for p in base.passages], kept),
    }
    reports = Moulds(
        [line(replace(r, text=r.text.removesuffix(block.rest(n, r.language)))) for n, r in enumerate(base.reports)],
        kept,
    )
    tables = {name: Rows() for name in judged}
    events: list[tuple[int, str]] = []
    told: list[Report] = []
    case = CaseFolder.open(path, create=True)
    try:
        with case.writing():
            case.add_registry(base.registry)
            blocks = max(1, wanted // len(base.reports))
            for number in range(blocks):
                mine = [_report(row, number * len(base.reports) + n) for n, row in enumerate(reports.rows(number))]
                _keep(case, mine)
                told += (replace(r, text="") for r in mine)
                _readings(case, mine, {name: t.of(number) for name, t in readings.items()})
                for name, mould in moulds.items():
                    if name == "events":
                        events += [(-len(json.loads(row)["reports"]), row) for row in mould.records.rows(number)]
                    else:
                        tables[name].join(mould.of(number))
                progress.step("blocks", number + 1, blocks)
            for some in _some([row for _, row in sorted(events)], parquet.BATCH):
                tables["events"].join(written([from_plain(Event, json.loads(row)) for row in some]))
            counts = {name: len(rows) for name, rows in tables.items()} | {"reports": len(told), "decisions": 0}
            given = Given(tuple(told), (), (), registry, (), {})
            run = replace(run_of(given, (), Settings(), block.EXTRACTOR), counts=tuple(sorted(counts.items())))
            case.save_run(run, tables, AT)
    finally:
        case.close()


def _shared(name: str) -> bool:
    """Tell whether an agent is the same one in every block."""
    return name in block.OUTLETS or name in block.SIDES or name in block.BODIES


def _report(row: str, number: int) -> Report:
    """Give a report of a block: the sentences of the settled one with other names, then other words of no matter."""
    found = from_plain(Report, json.loads(row))
    text = found.text + block.rest(number, found.language)
    return replace(found, text=text, sha256=text_digest(text), path=f"made-{number // FILE}.jsonl")


def _keep(case: CaseFolder, reports: list[Report]) -> None:
    """Keep the files of a block and the reports in them, many rows at once; the list then names their captures."""
    for begin in range(0, len(reports), FILE):
        some = reports[begin : begin + FILE]
        plain = [{"text": r.text, "title": r.title, "publisher": r.publisher, "language": r.language} for r in some]
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in plain).encode()
        sha256 = case.evidence.keep(data)
        case.add_capture(
            Capture(sha256=sha256, byte_count=len(data), name=some[0].path, media_type="application/jsonl",
                    method="file", taken_at=AT, tool=VERSION)
        )  # fmt: skip
        reports[begin : begin + FILE] = mine = [replace(r, capture=sha256) for r in some]
        with case._record.changing() as connection:
            rows = [{"id": r.id, "capture": sha256, "record": line(r)} for r in mine]
            connection.execute(insert(schema.REPORTS), rows)
            connection.execute(insert(schema.SEALS), [seals.seal(schema.REPORTS, r, sealed.fresh()) for r in rows])
            seals.add_once(connection, schema.PARSED, {"sha256": sha256})


def _readings(case: CaseFolder, reports: Sequence[Report], tables: Mapping[str, Any]) -> None:
    """Keep what was read from the reports of a block, as `Batches.save` does."""
    order = sorted(r.id for r in reports)
    data = {name: _bytes(table) for name, table in tables.items()}
    row = {name: digest(table) for name, table in data.items()}
    row["readings"] = canonical_bytes({"extractor": block.EXTRACTOR, "reports": dict.fromkeys(order)}).decode()
    row["batch"] = identifier("b", block.EXTRACTOR, order, row["passages"], row["claims"])
    for name, table in data.items():
        durable.write(case.batches.file(row["batch"], name), table)
    with case._record.changing() as connection:
        seals.add_once(connection, schema.BATCHES, row)
        where = {"extractor": block.EXTRACTOR, "batch": row["batch"], "note": None}
        connection.execute(insert(schema.READINGS), [where | {"report": report} for report in order])


def _bytes(table: Any) -> bytes:
    rows = Rows()
    rows.join(table)
    return rows.data


def _some(rows: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for begin in range(0, len(rows), size):
        yield rows[begin : begin + size]


def main(argv: Sequence[str] | None = None) -> int:
    """Make a case; exit 2 where something lies at its place."""
    parser = argparse.ArgumentParser(prog="python -m evals.desk.made", description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--block", type=int, default=block.REPORTS, help="reports that are settled")
    asked = parser.parse_args(argv)
    if asked.case.exists():
        print(f"expected a place where nothing is, got {asked.case}", file=sys.stderr)
        return 2
    make(asked.case, asked.reports, Told(), asked.block)
    return 0


class Told:
    """Progress on standard error."""

    def step(self, name: str, done: int, total: int | None) -> None:
        """Tell every step that is a tenth of the whole, or the end."""
        if not total or done == total or done % max(1, total // 20) == 0:
            print(f"{name}: {done:,} of {total or '?'}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
