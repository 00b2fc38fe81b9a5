"""The files of a log: its entries and the hashes over them, 256 to a file. Source: C2SP tlog-tiles.

`tile/entries/N` holds entries, each after its length in two bytes; `tile/L/N` holds the nodes of level 8·L. The last
file of each kind is partial, `N.p/W`, until it has 256; a full file never changes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from counterclaim import durable
from counterclaim.ledger import merkle
from counterclaim.ledger.sized import beginning, bounded

WIDTH = 256
_HEIGHT = 8
_HASH = 32
_LENGTH = 2
ENTRY_BYTES_MAX = 2**16 - 1


class BadTile(ValueError):
    """A file of the log that is not there or holds something else; its words name it."""


class Tiles:
    """The tiles of one log, of which `size` entries count; files beyond them are no part of it."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self._hashes = lru_cache(maxsize=64)(self._read_hashes)

    def path(self, level: str, number: int, width: int) -> Path:
        """Give where a tile of a width lies."""
        parts = [f"{number % 1000:03d}"]
        while number := number // 1000:
            parts.insert(0, f"x{number % 1000:03d}")
        if width < WIDTH:
            parts[-1] += ".p"
            parts.append(str(width))
        return self.folder.joinpath("tile", level, *parts)

    def held(self, level: int) -> int:
        """Give how many hashes a level of tiles has."""
        return self.size >> (_HEIGHT * level)

    def files(self) -> Iterator[Path]:
        """Give the files that the log is made of."""
        levels = [("entries", self.size)]
        levels += [(str(n), self.held(n)) for n in range(8) if self.held(n)]
        for level, count in levels:
            for number in range(-(-count // WIDTH)):
                yield self.path(level, number, min(WIDTH, count - number * WIDTH))

    def file_count(self) -> int:
        """Give how many files that are, without naming them."""
        return sum(-(-count // WIDTH) for count in (self.size, *(self.held(n) for n in range(8))))

    def node(self, level: int, index: int) -> bytes:
        """Give the node over the 2^level entries from index · 2^level on, all of them held. Raises BadTile."""
        tile, inside = divmod(level, _HEIGHT)
        first = index << inside
        number, at = divmod(first, WIDTH)
        return folded(self._hashes(tile, number)[at : at + (1 << inside)])

    def entries(self, low: int, high: int) -> Iterator[bytes]:
        """Give the entries from `low` to `high`. Raises BadTile."""
        for number in range(low // WIDTH, -(-high // WIDTH)):
            first = number * WIDTH
            width = min(WIDTH, self.size - first)
            path = self.path("entries", number, width)
            data = _bytes(path, width * (_LENGTH + ENTRY_BYTES_MAX))
            yield from _cut(data, path, width)[max(low - first, 0) : high - first]

    def add(self, entries: Sequence[bytes]) -> Tiles:
        """Write the files that hold these entries too, durably, and give the longer log. Nothing is taken away."""
        size, before = self.size + len(entries), self.size - self.size % WIDTH
        longer = Tiles(self.folder, size)
        last = [*self.entries(before, self.size), *entries]
        self._write(longer, "entries", before, [len(e).to_bytes(_LENGTH, "big") + e for e in last])
        fresh, level = [merkle.leaf_hash(e) for e in entries], 0
        while fresh:
            held = self.held(level)
            before = held - held % WIDTH
            kept = self._hashes(level, before // WIDTH)[: held % WIDTH] if held % WIDTH else []
            row = [*kept, *fresh]
            self._write(longer, str(level), before, row)
            fresh = [folded(row[at : at + WIDTH]) for at in range(0, len(row) - WIDTH + 1, WIDTH)]
            level += 1
        return longer

    def _write(self, longer: Tiles, level: str, first: int, parts: Sequence[bytes]) -> None:
        for at in range(0, len(parts), WIDTH):
            own = parts[at : at + WIDTH]
            durable.write(longer.path(level, (first + at) // WIDTH, len(own)), b"".join(own))

    def sweep(self) -> None:
        """Remove the files that the log has outgrown, or that a stopped writer left."""
        known = set(self.files())
        for folder in sorted((self.folder / "tile").rglob("*.p")):
            durable.remove(sorted(set(folder.iterdir()) - known))
            if not any(folder.iterdir()):
                shutil.rmtree(folder)
                durable.sync_folder(folder.parent)

    def _read_hashes(self, level: int, number: int) -> list[bytes]:
        width = min(WIDTH, self.held(level) - number * WIDTH)
        path = self.path(str(level), number, width)
        data = _bytes(path, width * _HASH)
        if len(data) != width * _HASH:
            raise BadTile(f"{path.relative_to(self.folder)}, which holds no {width} hashes")
        return [data[at : at + _HASH] for at in range(0, len(data), _HASH)]


def folded(hashes: Sequence[bytes]) -> bytes:
    """Give the node over a power of two of nodes."""
    row = list(hashes)
    while len(row) > 1:
        row = [merkle.node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def _bytes(path: Path, most: int) -> bytes:
    try:
        return bounded(beginning(path, most), most, f"{path.name}, as a file of the log,", BadTile)
    except OSError as cause:
        raise BadTile(f"{path.name}, which cannot be read ({cause.strerror})") from cause


def _cut(data: bytes, path: Path, width: int) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        begin = at + _LENGTH
        at = begin + int.from_bytes(data[at:begin], "big")
        if at > len(data):
            raise BadTile(f"{path.name}, which ends inside an entry")
        found.append(data[begin:at])
        if len(found) > width:
            break
    if len(found) != width:
        raise BadTile(f"{path.name}, which holds {'more' if len(found) > width else 'fewer'} entries than {width}")
    return found
