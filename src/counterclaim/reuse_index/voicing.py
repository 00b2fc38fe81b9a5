"""The voices among kept reports: edges and origins, some voices at a time, so that few reports are held at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterclaim import trace, tracing
from counterclaim.engine import Engine, Tables
from counterclaim.progress import Progress
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.records.registry import Registry
from counterclaim.reuse_index.files import Texts
from counterclaim.reuse_index.index import renamed
from counterclaim.reuse_index.reports import Kept
from counterclaim.reuse_index.state import Order
from counterclaim.settings import Settings
from counterclaim.trace import footage, owners
from counterclaim.trace.columns import Ints

Flags = npt.NDArray[np.bool_]
#: Reports whose voices are traced at once, or those of one voice where it has more.
REPORTS_AT_ONCE = 5_000


def found_once(engine: Engine, texts: Texts, order: Order, settings: Settings) -> pa.Table:
    """Compare all texts, and give the pairs that share enough as an index holds them (`ReuseIndex.found`)."""
    at = order.numbers()
    run = tracing.reused(engine, texts.placed(order.place), order.publisher[at], settings)
    tables = [renamed(t, at) for t in engine.tables(run.found, tuple(tracing.FOUND.names))]
    return pa.concat_tables([tracing.FOUND.empty_table(), *tables])


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Whose voices are asked for: kept texts in an order, the pairs that share words, the numbers of some reports."""

    texts: Texts
    order: Order
    found: pa.Table
    given: Ints


def voices(
    asked: Asked, registry: Registry, settings: Settings, progress: Progress
) -> Iterator[tuple[tuple[Lineage, ...], tuple[Origin, ...]]]:
    """Give the edges at some reports and the origins they belong to, some voices at a time; each of them once."""
    kept = Kept(asked.texts, asked.order)
    around = kept.around(registry)
    label, of_edge = _labels(asked)
    by_label = np.argsort(of_edge, kind="stable")
    given = np.zeros(label.size, np.bool_)
    given[asked.given] = True
    done = 0
    for numbers in _together(label, given):
        # What comes together has labels that follow one another among those asked for.
        first = np.searchsorted(of_edge, label[numbers[0]], sorter=by_label)
        last = np.searchsorted(of_edge, label[numbers[-1]], side="right", sorter=by_label)
        mine = by_label[first:last]
        edges = asked.found.take(pa.array(mine[np.isin(of_edge[mine], label[numbers])]))
        members = np.sort(numbers)
        reports = kept.reports(members)
        ids = dict(zip(members.tolist(), (r.id for r in reports), strict=True))
        wanted = {ids[n] for n in members[given[members]].tolist()}
        case = trace.case_of(reports, (), registry, around)
        shared = sorted(tracing.shared_of(edges, ids), key=lambda s: (s.a, s.b))
        lineage = trace.ordered(trace.between(case, settings, shared))
        origins = trace.report_origins(reports, lineage)
        yield (
            tuple(e for e in lineage if e.a in wanted or e.b in wanted),
            tuple(o for o in origins if wanted.intersection(o.members)),
        )
        done += members.size
        progress.step("trace voices", done, None)
    yield _apart(kept, around, registry, given), ()


def _apart(kept: Kept, around: trace.Around, registry: Registry, given: Flags) -> tuple[Lineage, ...]:
    """Give the edges that rest on no words: one picture, one owner."""
    number = kept.pictures()
    edges = []
    for one, other, apart in footage.near(number):
        ends = np.array([number[one], number[other]])
        if given[ends].any():
            a, b = kept.heads(ends)
            edges.append(footage.picture_edge(a, b, (one, other, apart)))
    owned = owners.edges(around, registry)
    edges += [e for e in owned if given[kept.number(e.a)] or given[kept.number(e.b)]]
    return tuple(edges)


def _labels(asked: Asked) -> tuple[Ints, Ints]:
    """Give for each report the least number of those it shares words with, directly or through others; also by edge."""
    engine = Tables()
    joined = engine.components("join", engine.keep("edges", [asked.found.select(["a", "b"])]))
    label = np.arange(asked.order.place.size)
    for table in engine.tables(joined, ("n", "component")):
        label[table["n"].to_numpy()] = table["component"].to_numpy()
    return label, label[asked.found["a"].to_numpy()]


def _together(label: Ints, given: Flags) -> Iterator[Ints]:
    """Give the reports joined with given ones, by label, whole groups together."""
    wanted = np.zeros(label.size, np.bool_)
    wanted[label[given]] = True
    touched = np.flatnonzero(wanted[label])
    order = touched[np.argsort(label[touched], kind="stable")]
    last = np.concatenate((np.diff(label[order]) != 0, np.ones(min(1, order.size), np.bool_)))
    begin = 0
    for stop in (np.flatnonzero(last) + 1).tolist():
        if stop - begin >= REPORTS_AT_ONCE or stop == order.size:
            yield order[begin:stop]
            begin = stop
