"""The texts of an index as they came, numbered in order of arrival; and how any of its files is written and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute

from counterclaim import tracing
from counterclaim.canonical import digest
from counterclaim.errors import Damaged
from counterclaim.reuse_index.state import Order
from counterclaim.trace.columns import Ints, Words, cut

#: Texts in one file, and worked through at once; and bytes of them, unless one text alone has more.
TEXTS_AT_ONCE, BYTES_AT_ONCE = 5_000, 64_000_000
_WORDS = dict.fromkeys(("id", "when", "publisher", "named", "sha256", "pictures"), pa.string())
_STORED = pa.schema(_WORDS | dict.fromkeys(("row", "text"), pa.large_binary()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A text to keep: its id, when it appeared (text that sorts by time), the key of its publisher (empty: not known)
    and its name as written, the digest of its words, its pictures (JSON), whatever else its owner wants kept beside
    it, and the text in UTF-8."""

    id: str
    when: str = ""
    publisher: str = ""
    named: str = ""
    sha256: str = ""
    pictures: str = ""
    row: bytes = b""
    text: bytes


class Texts:
    """A folder of texts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: list[int] = []

    def column(self, name: str) -> pa.ChunkedArray:
        """Give what is kept of all texts under a name (`id`, `when`, `publisher`, …), by number.

        Raises Damaged where another version kept them.
        """
        tables = [read(path) for path in files(self._folder)]
        if any(name not in table.column_names for table in tables):
            todo = "Remove that folder, and give all reports again."
            raise Damaged("texts that this version kept", f"{self._folder}: no `{name}` with them", todo)
        chunks = [table[name] for table in tables]
        return pa.chunked_array([c for chunk in chunks for c in chunk.chunks], _STORED.field(name).type)

    def order(self) -> Order:
        """Give the texts' order by when they appeared, then id, and their publishers as numbers."""
        times = pa.table({"when": self.column("when"), "id": self.column("id")})
        at = compute.sort_indices(times, sort_keys=[("when", "ascending"), ("id", "ascending")]).to_numpy()
        place = np.empty(at.size, np.int64)
        place[at] = np.arange(at.size)
        keys, which = self.publishers()
        return Order(place, np.array([*map(numbered, keys), 0], np.int64)[which])

    def publishers(self) -> tuple[list[str], Ints]:
        """Give the keys of publishers, and by number of text which one it has."""
        keys = self.column("publisher").combine_chunks().dictionary_encode()
        return keys.dictionary.to_pylist(), keys.indices.to_numpy().astype(np.int64)

    def count(self) -> int:
        """Give how many texts there are."""
        return int(self._firsts()[-1])

    def add(self, texts: Iterable[Stored]) -> int:
        """Append texts, some thousands at a time; those of a whole file outlast a kill. Gives how many."""
        held: list[Stored] = []
        count = size = 0
        for text in texts:
            held.append(text)
            count += 1
            size += len(text.text)
            if len(held) == TEXTS_AT_ONCE or size >= BYTES_AT_ONCE:
                self._append(held)
                held, size = [], 0
        if held:
            self._append(held)
        return count

    def _append(self, texts: Sequence[Stored]) -> None:
        columns = [[getattr(t, name) for t in texts] for name in _STORED.names]
        table = pa.table([pa.array(c, f.type) for c, f in zip(columns, _STORED, strict=True)], schema=_STORED)
        write(self._folder / f"{len(files(self._folder)):06}.arrow", table)

    def texts(self, numbers: Ints) -> pa.Table:
        """Give texts (`n`, `text`) by their numbers, sorted."""
        firsts = self._firsts()
        out = []
        for at, path in enumerate(files(self._folder)):
            mine = numbers[np.searchsorted(numbers, firsts[at]) : np.searchsorted(numbers, firsts[at + 1])]
            if mine.size:
                taken = read(path)["text"].take(pa.array(mine - firsts[at])).combine_chunks()
                out.append(pa.table([pa.array(mine), taken], schema=tracing.TEXTS))
        return pa.concat_tables(out).combine_chunks() if out else tracing.TEXTS.empty_table()

    def placed(self, place: Ints) -> Iterator[pa.Table]:
        """Give all texts, `tracing.TEXTS`, under their places in time."""
        first = 0
        for path in files(self._folder):
            text = read(path)["text"].combine_chunks()
            yield pa.table([pa.array(place[first : first + len(text)]), text], schema=tracing.TEXTS)
            first += len(text)

    def _firsts(self) -> Ints:
        """Give the number of the first text of each file, and how many there are; files are only ever appended."""
        for path in files(self._folder)[len(self._rows) :]:
            self._rows.append(read(path).num_rows)
        return np.cumsum([0, *self._rows])

    def words(self, numbers: Ints) -> Words:
        """Cut some texts, by their numbers, sorted, into words."""
        offsets, data = tracing.flat(self.texts(numbers)["text"], np.uint8)
        return cut(data, offsets)


def numbered(key: str) -> int:
    """Give the number of a publisher's key, 0 for none: a function of the key, so the same in every update."""
    return int(digest(key.encode())[:15], 16) + 1 if key else 0


def files(folder: Path) -> list[Path]:
    """Give the files of a folder, in the order they were written."""
    return sorted(folder.glob("*.arrow"))


def read(path: Path) -> pa.Table:
    """Give the table of a file, without reading what is not asked for. Raises Damaged where it cannot be read."""
    try:
        with pa.memory_map(str(path)) as source:
            return pa.ipc.open_file(source).read_all()
    except (pa.ArrowInvalid, OSError) as cause:
        todo = f"Remove {path.parent.parent}, and give all reports again."
        raise Damaged("a file of an index, whole", f"{path}: {str(cause).splitlines()[0]}", todo) from cause


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
