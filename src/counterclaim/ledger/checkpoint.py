"""Checkpoints: the size and root of a log, signed; and proofs as files.

Source: C2SP tlog-checkpoint and tlog-proof.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from counterclaim.ledger import merkle
from counterclaim.ledger.note import NOTE_BYTES_MAX, BadNote, Note, decoded
from counterclaim.ledger.sized import bounded
from counterclaim.ledger.tiles import ENTRY_BYTES_MAX

_HASH = 32
#: Counts have 64 bits, as the format says: more figures than these are no number that a log has.
_COUNT = re.compile(r"0|[1-9][0-9]{0,19}")
_PROOF, _EXTRA, _INDEX = "c2sp.org/tlog-proof@v1", "extra ", "index "
_LINES = 3
#: A path has at most 64 steps of 45 letters; the rest is for the extra line of other programs.
PROOF_BYTES_MAX = NOTE_BYTES_MAX + 64 * 1024


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries a log has and the root over them; `origin` is the log's name."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """Give the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Give the checkpoint a note's text holds; lines after the root are extensions. Raises BadNote."""
        lines = text.split("\n")
        if len(lines) <= _LINES or not lines[0] or not _COUNT.fullmatch(lines[1]):
            raise BadNote("a note that is no checkpoint: origin, size, root")
        return cls(lines[0], int(lines[1]), _hash(lines[2]))


def proof(index: int, path: Sequence[bytes], signed: Note) -> bytes:
    """Give one file that shows, with the log's key alone, that an entry stands in a log at `index`."""
    coded = "".join(base64.b64encode(step).decode() + "\n" for step in path)
    return f"{_PROOF}\n{_INDEX}{index}\n{coded}\n".encode() + bytes(signed)


def proven(data: bytes, entry: bytes) -> tuple[Checkpoint, Note]:
    """Give the checkpoint under which a proof shows an entry; who signed it is for the caller to check.

    Raises BadNote when the bytes are no proof or prove something else.
    """
    bounded(entry, ENTRY_BYTES_MAX, "an entry", BadNote)
    head, gap, signed = bounded(data, PROOF_BYTES_MAX, "a proof of inclusion", BadNote).partition(b"\n\n")
    title, *lines = head.decode(errors="replace").split("\n")
    if lines and lines[0].startswith(_EXTRA) and decoded(lines[0].removeprefix(_EXTRA)):
        del lines[0]  # For a program that knows what it means; it shows nothing of the entry.
    number = lines[0].removeprefix(_INDEX) if lines else ""
    if not gap or title != _PROOF or not lines or lines[0] != _INDEX + number or not _COUNT.fullmatch(number):
        raise BadNote("bytes that are no proof of inclusion")
    note = Note.parse(signed)
    checkpoint = Checkpoint.parse(note.text)
    path = [_hash(line) for line in lines[1:]]
    if not merkle.included(int(number), checkpoint.size, merkle.leaf_hash(entry), path, checkpoint.root):
        raise BadNote("a proof of another entry")
    return checkpoint, note


def _hash(coded: str) -> bytes:
    found = decoded(coded)
    if len(found) != _HASH:
        raise BadNote("something else than a SHA-256 in base64")
    return found
