"""The texts of an index as they came, numbered in order of arrival; and how any of its files is written and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from counterclaim import tracing
from counterclaim.canonical import digest
from counterclaim.reuse_index.state import Order
from counterclaim.trace.columns import Ints, Words, cut

#: Texts in one file, and worked through at once.
TEXTS_AT_ONCE = 5_000
_WORDS = dict.fromkeys(("id", "when", "publisher", "sha256"), pa.string())
_STORED = pa.schema(_WORDS | dict.fromkeys(("row", "text"), pa.large_binary()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A text to keep: its id, when it appeared (text that sorts by time), the key of its publisher (empty: not known),
    the digest of its words, whatever its owner wants kept beside it, and the text in UTF-8."""

    id: str
    when: str = ""
    publisher: str = ""
    sha256: str = ""
    row: bytes = b""
    text: bytes


class Texts:
    """A folder of texts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def column(self, name: str) -> pa.ChunkedArray:
        """Give what is kept of all texts under a name (`id`, `when`, `publisher`, `sha256`), by number."""
        chunks = [read(path)[name] for path in files(self._folder)]
        return pa.chunked_array([c for chunk in chunks for c in chunk.chunks], pa.string())

    def order(self) -> Order:
        """Give the texts' order by when they appeared, then id, and their publishers as numbers."""
        keys = pa.table({"when": self.column("when"), "id": self.column("id")})
        at = compute.sort_indices(keys, sort_keys=[("when", "ascending"), ("id", "ascending")]).to_numpy()
        place = np.empty(at.size, np.int64)
        place[at] = np.arange(at.size)
        names = self.column("publisher").combine_chunks().dictionary_encode()
        # The number of a name is a function of the name, so that it is the same in every update.
        numbers = [int(digest(n.encode())[:15], 16) + 1 if n else 0 for n in names.dictionary.to_pylist()]
        return Order(place, np.array([*numbers, 0], np.int64)[names.indices.to_numpy()])

    def count(self) -> int:
        """Give how many texts there are."""
        return int(self._firsts()[-1])

    def add(self, texts: Iterable[Stored]) -> int:
        """Append texts, some thousands at a time; those of a whole file outlast a kill. Gives how many."""
        held: list[Stored] = []
        count = 0
        for text in texts:
            held.append(text)
            count += 1
            if len(held) == TEXTS_AT_ONCE:
                self._append(held)
                held = []
        if held:
            self._append(held)
        return count

    def _append(self, texts: Sequence[Stored]) -> None:
        columns = [[getattr(t, name) for t in texts] for name in _STORED.names]
        table = pa.table([pa.array(c, f.type) for c, f in zip(columns, _STORED, strict=True)], schema=_STORED)
        write(self._folder / f"{len(files(self._folder)):06}.arrow", table)

    def texts(self, numbers: Ints) -> pa.Table:
        """Give texts (`n`, `text`) by their numbers, sorted."""
        return self._gathered(numbers, "text", tracing.TEXTS)

    def kept(self, numbers: Ints) -> list[bytes]:
        """Give what is kept beside some texts, by their numbers, sorted."""
        schema = pa.schema({"n": pa.int64(), "row": pa.large_binary()})
        found: list[bytes] = self._gathered(numbers, "row", schema)["row"].to_pylist()
        return found

    def tables(self) -> Iterator[pa.Table]:
        """Give the files, one after another."""
        return (read(path) for path in files(self._folder))

    def _gathered(self, numbers: Ints, column: str, schema: Any) -> pa.Table:
        firsts = self._firsts()
        out = []
        for at, path in enumerate(files(self._folder)):
            mine = numbers[np.searchsorted(numbers, firsts[at]) : np.searchsorted(numbers, firsts[at + 1])]
            if mine.size:
                taken = read(path)[column].take(pa.array(mine - firsts[at])).combine_chunks()
                out.append(pa.table([pa.array(mine), taken], schema=schema))
        return pa.concat_tables(out).combine_chunks() if out else schema.empty_table()

    def _firsts(self) -> Ints:
        return np.concatenate(([0], np.cumsum([read(p).num_rows for p in files(self._folder)]))).astype(np.int64)

    def _files(self, name: str) -> list[Path]:
        return sorted((self._folder / name).glob("*.arrow"))

    def words(self, numbers: Ints) -> Words:
        """Cut some texts, by their numbers, sorted, into words."""
        offsets, data = tracing.flat(self.texts(numbers)["text"], np.uint8)
        return cut(data, offsets)


def files(folder: Path) -> list[Path]:
    """Give the files of a folder, in the order they were written."""
    return sorted(folder.glob("*.arrow"))


def read(path: Path) -> pa.Table:
    """Give the table of a file, without reading what is not asked for."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def write(path: Path, table: pa.Table) -> None:
    """Write a table to a file that appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)
    unfinished.replace(path)


def some(items: Ints, count: int | None = None) -> Iterator[Ints]:
    """Give a few items at a time, `TEXTS_AT_ONCE` unless said otherwise."""
    step = count or TEXTS_AT_ONCE
    for begin in range(0, items.size, step):
        yield items[begin : begin + step]
