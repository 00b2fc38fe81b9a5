"""Reports among kept texts: taken as they come, a row at a time, and given back without holding them all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np
import pyarrow as pa
from pyarrow import compute

from counterclaim import trace
from counterclaim.progress import Progress
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.registry import Registry
from counterclaim.records.source import Picture, Refusal, Report
from counterclaim.reuse_index.files import Stored, Texts
from counterclaim.reuse_index.state import Order
from counterclaim.trace.columns import Ints
from counterclaim.trace.names import Names

_TODO = "Give it another id, or another --index."


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What was given: the numbers of all reports, those that were there already, and what was refused."""

    numbers: Ints
    had: int
    refused: tuple[Refusal, ...]


def take(
    texts: Texts,
    rows: Iterable[Report | Refusal],
    pictures: Callable[[Report], Iterable[Picture | Refusal]],
    registry: Registry,
    progress: Progress,
) -> Taken:
    """Append reports that are not kept yet, some thousands at a time; what a kill leaves is not taken twice.

    `pictures` gives those that a report shows. A report whose id stands for another kept text is refused by its id; a
    picture that cannot be read is refused, and its report taken without it.
    """
    known = {id_: n for n, id_ in enumerate(texts.column("id").to_pylist())}
    digests = texts.column("sha256")
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
                shown: list[tuple[str, str]] = []
                for one in pictures(row):
                    shown.append((one.name, one.hash)) if isinstance(one, Picture) else refused.append(one)
                yield _stored(row, dated.key(row), shown)
            elif digests[known[row.id]].as_py() == row.sha256:
                numbers.append(known[row.id])
                had += 1
            else:
                refused.append(Refusal(name=row.id, reason="the id of another text in the index", todo=_TODO))

    texts.add(new())
    return Taken(np.sort(np.array(numbers, np.int64)), had, tuple(refused))


def _stored(report: Report, publisher: str, shown: list[tuple[str, str]]) -> Stored:
    row = json.dumps(to_plain(replace(report, text="")), ensure_ascii=False).encode()
    return Stored(
        id=report.id,
        when=f"{trace.day_of(report)}\0{report.minute}",
        publisher=publisher,
        named=report.publisher or "",
        sha256=report.sha256,
        pictures=json.dumps(shown, ensure_ascii=False) if shown else "",
        row=row,
        text=report.text.encode(),
    )


class Kept:
    """Reports that are kept, in an order of time; each is read when it is asked for."""

    def __init__(self, texts: Texts, order: Order) -> None:
        self._texts, self._rows = texts, texts.column("row")
        keys, which = texts.publishers()
        # Numbers of texts, by publisher, then time.
        self._by = np.lexsort((order.place, which))
        bounds = np.searchsorted(which[self._by], np.arange(len(keys) + 1)).tolist()
        self._of = {key: (bounds[n], bounds[n + 1]) for n, key in enumerate(keys)}

    def around(self, registry: Registry) -> trace.Around:
        """Give what any of these reports is read against."""
        names = Names(self._texts.column("named").unique().to_pylist(), registry)
        by_publisher = {key: Heads(self._rows, self._by[slice(*bounds)]) for key, bounds in self._of.items()}
        return trace.Around(trace.Dated(registry), names, by_publisher)

    def heads(self, numbers: Ints) -> Heads:
        """Give reports without their texts."""
        return Heads(self._rows, numbers)

    def reports(self, numbers: Ints) -> list[Report]:
        """Give reports by their numbers, sorted."""
        texts = self._texts.texts(numbers)["text"].to_pylist()
        return [replace(head, text=str(t, "utf-8")) for head, t in zip(self.heads(numbers), texts, strict=True)]

    def pictures(self) -> dict[Picture, int]:
        """Give all pictures, each with the number of its report."""
        ids, found, first = self._texts.column("id"), dict[Picture, int](), 0
        for chunk in self._texts.column("pictures").chunks:
            shown = np.flatnonzero(compute.not_equal(chunk, "").to_numpy(zero_copy_only=False)).tolist()
            for n in shown:
                for name, hash_ in json.loads(chunk[n].as_py()):
                    found[Picture(ids[first + n].as_py(), name, hash_)] = first + n
            first += len(chunk)
        return found

    def number(self, id_: str) -> int:
        """Give the number of the report with an id."""
        return int(compute.index(self._texts.column("id"), id_).as_py())


class Heads(Sequence[Report]):
    """Reports without their texts, by their numbers; nothing is held but these."""

    def __init__(self, rows: pa.ChunkedArray, numbers: Ints) -> None:
        self._rows, self._numbers = rows, numbers

    def __len__(self) -> int:
        return int(self._numbers.size)

    @overload
    def __getitem__(self, at: int) -> Report: ...
    @overload
    def __getitem__(self, at: slice) -> Heads: ...
    def __getitem__(self, at: int | slice) -> Report | Heads:
        if isinstance(at, slice):
            return Heads(self._rows, self._numbers[at])
        return from_plain(Report, json.loads(self._rows[int(self._numbers[at])].as_py()))
