"""A log on disk: entries that are only ever added, and a signed checkpoint over them.

The order of an append is fixed: tiles first, each synced, then the checkpoint in one rename. A writer that is stopped
leaves the log as the last checkpoint says, with files beyond it that count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from counterclaim import durable
from counterclaim.ledger import merkle
from counterclaim.ledger.checkpoint import Checkpoint, proof
from counterclaim.ledger.keys import Signer
from counterclaim.ledger.note import NOTE_BYTES_MAX, BadNote, Note
from counterclaim.ledger.sized import beginning
from counterclaim.ledger.tiles import ENTRY_BYTES_MAX, BadTile, Tiles

CHECKPOINT = "checkpoint"
_KEPT = "kept"
#: Files that are missing are named one by one up to here; a checkpoint can speak of any number.
_MISSING_LISTED = 10_000


class Log:
    """The log in a folder. Making one reads its checkpoint; raises BadNote where that is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.note: Note | None = None
        self.checkpoint: Checkpoint | None = None
        file = folder / CHECKPOINT
        if file.is_file():
            self.note = Note.parse(beginning(file, NOTE_BYTES_MAX))
            self.checkpoint = Checkpoint.parse(self.note.text)
        self._tiles = Tiles(folder, self.size)

    @property
    def size(self) -> int:
        """Give how many entries are signed for."""
        return self.checkpoint.size if self.checkpoint else 0

    def entries(self, low: int = 0, high: int | None = None) -> Iterator[bytes]:
        """Give entries in order, all unless bounds are given. Raises BadTile."""
        return self._tiles.entries(low, self.size if high is None else high)

    def root(self, size: int) -> bytes:
        """Give the root over the first `size` entries. Raises BadTile."""
        return merkle.root(self._tiles.node, size)

    def append(self, origin: str, entries: Sequence[bytes], signers: Sequence[Signer]) -> Checkpoint:
        """Add entries and sign the longer log; when this returns, both outlive a power cut.

        `origin` names the log. Raises ValueError for an entry that is too long or a log that does not fit its
        checkpoint: nothing is signed then.
        """
        if (long := max(map(len, entries), default=0)) > ENTRY_BYTES_MAX:
            raise ValueError(f"entries of {ENTRY_BYTES_MAX} bytes at most, not {long}")
        if self.checkpoint and self.root(self.size) != self.checkpoint.root:
            raise BadTile("tiles that do not make the root of their checkpoint")
        longer = self._tiles.add(entries)
        made = Checkpoint(origin, longer.size, merkle.root(longer.node, longer.size))
        note = Note(str(made), tuple(s.sign(str(made)) for s in signers))
        durable.write(self.folder / CHECKPOINT, bytes(note))
        longer.sweep()
        self._tiles, self.note, self.checkpoint = longer, note, made
        return made

    def sweep(self) -> None:
        """Remove what a stopped append left: files that the log has outgrown or has not reached."""
        self._tiles.sweep()

    def prove(self, index: int) -> bytes:
        """Give one file that shows that the entry at `index` stands in the log. Raises BadTile, BadNote, ValueError."""
        if self.note is None:
            raise BadNote("a log without a checkpoint")
        return proof(index, self.path(index), self.note)

    def path(self, index: int) -> list[bytes]:
        """Give the proof that the entry at `index` stands in the log. Raises BadTile, ValueError."""
        return merkle.inclusion(self._tiles.node, index, self.size)

    def growth(self, size: int) -> list[bytes]:
        """Give the proof that the log began with its first `size` entries. Raises BadTile, ValueError."""
        return merkle.consistency(self._tiles.node, size, self.size)

    def keep(self, note: Note | None = None) -> None:
        """Keep a signed checkpoint of this log for good: one that others signed too, or at which the key changed."""
        chosen = note or self.note
        if chosen is not None:
            durable.write(self.folder / _KEPT / str(Checkpoint.parse(chosen.text).size), bytes(chosen))

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Give (name, bytes) of the checkpoints that were kept, each a note; of one too long, a beginning."""
        for file in sorted((self.folder / _KEPT).glob("*"), key=lambda p: (len(p.name), p.name)):
            if not file.name.startswith(durable.UNFINISHED):
                yield file.name, beginning(file, NOTE_BYTES_MAX)

    def grew_from(self, older: Checkpoint) -> bool:
        """Say whether an older checkpoint of this log holds of its first entries still. Raises BadTile."""
        return older.size <= self.size and self.root(older.size) == older.root

    def wrong(self, entries: Sequence[bytes] | None = None, beside: str = "") -> Iterator[tuple[str, str, str, str]]:
        """Give (item, state, what was expected, what came) of whatever does not make the checkpoint's root.

        Every hash is computed anew from the entries, which are read here unless they are given. `beside` names a folder
        in the log's own that somebody else checks. Of the signatures nothing is said here.
        """
        if self.checkpoint is None:
            yield CHECKPOINT, "missing", "a signed checkpoint", "no file"
            return
        there = sorted(p for p in self.folder.rglob("*") if not p.is_dir())
        if (count := self._tiles.file_count()) > len(there) + _MISSING_LISTED:
            yield "tile", "missing", f"{count:,} files for the {self.size:,} entries of {CHECKPOINT}", f"{len(there):,}"
            return
        known = set(self._tiles.files())
        for path in there:
            mine = path in known or path == self.folder / CHECKPOINT or path.parent == self.folder / _KEPT
            mine = mine or (bool(beside) and path.parent == self.folder / beside)
            if not mine and not path.name.startswith(durable.UNFINISHED):
                yield str(path.relative_to(self.folder)), "unexpected", "files of the log", "another file"
        for path in sorted(p for p in known if not p.is_file()):
            yield str(path.relative_to(self.folder)), "missing", "a file of the log", "no file"
        try:
            fresh = _Anew([merkle.leaf_hash(e) for e in (self.entries() if entries is None else entries)])
        except BadTile as bad:
            yield "entries", "damaged", "entries of the log", str(bad)
            return
        count = len(fresh.leaves)
        expected, came = self.checkpoint.root.hex(), merkle.root(fresh.node, count).hex()
        if count != self.size or expected != came:
            yield "entries", "damaged", f"{self.size} entries with the root {expected}", f"{count} with {came}"
            return
        yield from self._hashes_wrong(fresh)

    def _hashes_wrong(self, fresh: _Anew) -> Iterator[tuple[str, str, str, str]]:
        for level in range(8):
            for index in range(self._tiles.held(level)):
                name = f"hash {index} of level {level}"
                try:
                    if self._tiles.node(8 * level, index) != fresh.node(8 * level, index):
                        yield name, "damaged", "the hash of its entries", "another hash"
                except BadTile as bad:
                    yield name, "damaged", "a tile of hashes", str(bad)
                    break


class _Anew:
    """The nodes over leaves, computed and kept level by level."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves
        self._levels = [leaves]

    def node(self, level: int, index: int) -> bytes:
        while len(self._levels) <= level:
            row = self._levels[-1]
            self._levels.append([merkle.node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)])
        return self._levels[level][index]
