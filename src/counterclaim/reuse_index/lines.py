"""Lines that are given in order once all are known, and kept in a folder meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute

from counterclaim.reuse_index.files import files, read, some, write

#: What a line is ordered by: three words, as their bytes are.
Key = tuple[str, str, str]
_KEYS = ("first", "second", "third")
_SCHEMA = pa.schema([*((key, pa.string()) for key in _KEYS), ("line", pa.large_string())])
#: Lines in one file, and given at once.
LINES_AT_ONCE = 20_000


class Lines:
    """Lines in a folder; their keys alone are held when they are put in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: list[tuple[Key, str]] = []

    def add(self, lines: Iterable[tuple[Key, str]]) -> None:
        """Keep some lines."""
        self._held += lines
        if len(self._held) >= LINES_AT_ONCE:
            self._write()

    def ordered(self) -> Iterator[str]:
        """Give all lines, by their keys."""
        self._write()
        whole = pa.concat_tables([_SCHEMA.empty_table(), *(read(path) for path in files(self._folder))])
        order = compute.sort_indices(whole.select(_KEYS), sort_keys=[(key, "ascending") for key in _KEYS]).to_numpy()
        for few in some(order.astype(np.int64), LINES_AT_ONCE):
            yield from whole["line"].take(pa.array(few)).to_pylist()

    def _write(self) -> None:
        columns = [[key[n] for key, _ in self._held] for n in range(len(_KEYS))]
        table = pa.table([*columns, [line for _, line in self._held]], schema=_SCHEMA)
        write(self._folder / f"{len(files(self._folder)):06}.arrow", table)
        self._held = []
