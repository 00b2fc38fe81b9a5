"""A run derived anew from what the case received, in a scratch folder, and held against the run that is stored.

Reports are taken as they are kept (`verify` holds them against the ledger); passages, claims and every table are made
again: by the rules, or from a model's kept answers, which are sealed as it gave them. Nothing of the case is changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

from counterclaim.canonical import digest
from counterclaim.case import settled
from counterclaim.errors import UsageError
from counterclaim.progress import Progress
from counterclaim.reading import read_all, reader
from counterclaim.records.judgement import Run
from counterclaim.reuse_index import shared_in
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder, Check, Made, Rows, parquet

_SHOWN = 300


def rerun(case: CaseFolder, progress: Progress) -> Iterator[Check]:
    """Derive the current run anew and compare it byte by byte; the first row of each table that differs is named.

    Raises NotInCase before the first settlement, UsageError where another program settled the run, or where the case
    has gained reports or decisions since.
    """
    held = case.runs.run()
    by = reader(case, "rules" if held.extractor == reader(case, "rules").name else "endpoint")
    readings = read_all(case, Settings(), progress, by)
    with tempfile.TemporaryDirectory(prefix="counterclaim-rerun-") as scratch:
        where = Path(scratch), Made.of(case.journal)
        compare = partial(shared_in, where, settings=Settings(), progress=progress)
        again, tables = settled(case, by.name, readings, (compare, progress))
    if again.program != held.program:
        told = f"program {held.program[:12] or 'of before'} of version {held.version}"
        raise UsageError(
            f"a run that this program settled ({again.program[:12]})", told, "Run that program, or `settle` anew."
        )
    if again.id != held.id:
        raise UsageError(
            f"run {held.id} to be of what the case holds now", "reports or decisions added since", "`settle` first."
        )
    for name, fresh, kept in zip(("passages", "claims"), readings, case.readings(by.name), strict=True):
        lines = [parquet.lines(parquet.table_bytes(rows), name) for rows in (fresh, kept)]
        yield _compared(f"{name} read anew", *lines, same=lines[0] == lines[1])
    for name, rows in sorted(tables.items()):
        yield _table(case, held, name, rows)
    expected = dict(held.tables).keys()
    for name in sorted(expected - tables.keys()):
        yield Check(subject=f"table {name} derived anew", state="unexpected", expected="no such table", came="a table")


def _table(case: CaseFolder, held: Run, name: str, rows: Sequence[object] | Rows) -> Check:
    subject, recorded = f"table {name} derived anew", dict(held.tables).get(name)
    if recorded is None:
        return Check(subject=subject, state="missing", expected="a table of the run", came="none")
    kept = parquet.read_bytes(case.runs.folder / held.id / f"{name}.parquet", recorded)
    made = parquet.table_bytes(rows)
    if digest(made) == recorded:
        return _compared(subject, [], [], same=True)
    now, then = parquet.lines(made, name), parquet.lines(kept, name)
    # Another version of the Parquet writer gives other bytes for the same rows.
    return _compared(subject, now, then, same=now == then)


def _compared(subject: str, now: Sequence[str], kept: Sequence[str], *, same: bool) -> Check:
    """Compare rows derived anew with those kept."""
    if same:
        return Check(subject=subject, state="intact", expected="the same rows", came="the same rows")
    pairs = enumerate(zip_longest(now, kept, fillvalue="no row"), start=1)
    number, one, other = next((n, a, b) for n, (a, b) in pairs if a != b)
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    begin = max(at - _SHOWN // 2, 0)
    return Check(
        subject=f"{subject}, row {number}", state="damaged",
        expected=one[begin : begin + _SHOWN], came=other[begin : begin + _SHOWN],
    )  # fmt: skip
