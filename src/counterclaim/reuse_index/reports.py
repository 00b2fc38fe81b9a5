"""Reports in an index: taken as they come, a row at a time, and the voices among them, some at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from counterclaim import trace, tracing
from counterclaim.engine import Tables
from counterclaim.progress import Progress
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.records.registry import Registry
from counterclaim.records.source import Refusal, Report
from counterclaim.reuse_index.files import Stored
from counterclaim.reuse_index.index import ReuseIndex
from counterclaim.settings import Settings
from counterclaim.trace.columns import Ints

#: Reports whose voices are traced at once, or those of one voice where it has more.
REPORTS_AT_ONCE = 5_000
_TODO = "Give it another id, or another --index."


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What was given: the numbers of all reports, those the index had already counted in, and what was refused."""

    numbers: Ints
    had: int
    refused: tuple[Refusal, ...]


def take(index: ReuseIndex, rows: Iterable[Report | Refusal], registry: Registry, progress: Progress) -> Taken:
    """Append reports that the index does not hold, some thousands at a time; what a kill leaves is not taken twice.

    A report whose id stands for another text in the index is refused by its id.
    """
    known = {id_: n for n, id_ in enumerate(index.texts.column("id").to_pylist())}
    digests = index.texts.column("sha256")
    dated = trace.Dated(registry)
    numbers: list[int] = []
    refused: list[Refusal] = []
    had = 0

    def new() -> Iterator[Stored]:
        nonlocal had
        for count, row in enumerate(rows, start=1):
            if not count % 1000:
                progress.step("read rows", count, None)
            if isinstance(row, Refusal):
                refused.append(row)
            elif row.id not in known:
                numbers.append(len(known))
                known[row.id] = len(known)
                yield _stored(row, dated.key(row))
            elif digests[known[row.id]].as_py() == row.sha256:
                numbers.append(known[row.id])
                had += 1
            else:
                refused.append(Refusal(name=row.id, reason="the id of another text in the index", todo=_TODO))

    index.texts.add(new())
    return Taken(np.sort(np.array(numbers, np.int64)), had, tuple(refused))


def _stored(report: Report, publisher: str) -> Stored:
    when = f"{report.published.start if report.published else '9999'}\0{report.minute}"
    row = json.dumps(to_plain(replace(report, text="")), ensure_ascii=False).encode()
    return Stored(
        id=report.id, when=when, publisher=publisher, sha256=report.sha256, row=row, text=report.text.encode()
    )


def voices(
    index: ReuseIndex, given: Ints, registry: Registry, settings: Settings, progress: Progress
) -> Iterator[tuple[tuple[Lineage, ...], tuple[Origin, ...]]]:
    """Give the edges at some reports and the origins they belong to, some voices at a time.

    What reports declare is looked up among those that share words, directly or through others.
    """
    found = index.found()
    engine = Tables()
    joined = engine.components("join", engine.keep("edges", [found.select(["a", "b"])]))
    label = np.arange(index.texts.count())
    for table in engine.tables(joined, ("n", "component")):
        label[table["n"].to_numpy()] = table["component"].to_numpy()
    of_edge = label[found["a"].to_numpy()]
    done = 0
    for members in _together(label, given):
        numbers = np.sort(members)
        edges = pa.array(np.flatnonzero(np.isin(of_edge, label[numbers])))
        yield _traced(index, numbers, found.take(edges), set(given.tolist()), (registry, settings))
        done += numbers.size
        progress.step("trace voices", done, None)


def _together(label: Ints, given: Ints) -> Iterator[Ints]:
    """Give the texts joined with given ones, whole groups together."""
    touched = np.flatnonzero(np.isin(label, label[given]))
    order = touched[np.argsort(label[touched], kind="stable")]
    last = np.concatenate((np.diff(label[order]) != 0, np.ones(min(1, order.size), np.bool_)))
    begin = 0
    for stop in (np.flatnonzero(last) + 1).tolist():
        if stop - begin >= REPORTS_AT_ONCE or stop == order.size:
            yield order[begin:stop]
            begin = stop


def _traced(
    index: ReuseIndex, numbers: Ints, found: pa.Table, given: set[int], known: tuple[Registry, Settings]
) -> tuple[tuple[Lineage, ...], tuple[Origin, ...]]:
    texts = index.texts.texts(numbers)["text"].to_pylist()
    reports = [
        replace(from_plain(Report, json.loads(row)), text=str(text, "utf-8"))
        for row, text in zip(index.texts.kept(numbers), texts, strict=True)
    ]
    ids = {n: r.id for n, r in zip(numbers.tolist(), reports, strict=True)}
    asked = {ids[n] for n in ids.keys() & given}
    registry, settings = known
    case = trace.case_of(reports, (), registry)
    shared = sorted(tracing.shared_of(found, ids), key=lambda s: (s.a, s.b))
    edges = trace.lineage(case, (), settings, shared)
    origins = trace.report_origins(reports, edges)
    return (
        tuple(e for e in edges if e.a in asked or e.b in asked),
        tuple(o for o in origins if asked & set(o.members)),
    )
