"""Files that are made from what a case holds and read in its stead: each is signed by who made it, or it is not read.

They can be made again at any time, so that no entry of the ledger tells of them. Against one that was planted or
damaged, from which a figure would be read, there is `NAME.signed` beside each: a signed note of the name, the digest,
and the case's ledger as it was then. What this user's own keys did not sign, as it lies there, is made anew; so is what
they signed in a copy that was altered, whose ledger is not what the one that lies here began with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Self

from counterclaim import durable
from counterclaim.errors import Damaged
from counterclaim.ledger import BadNote, BadTile, Checkpoint, Keys, Log, Note, Verifier
from counterclaim.ledger.note import NOTE_BYTES_MAX
from counterclaim.ledger.sized import beginning
from counterclaim.store.journal import Journal

SIGNED = ".signed"
_WHAT = "counterclaim: made from a case"
#: Digests of files that are remembered while a file system says that they are as they were.
_REMEMBERED = 256


class Made:
    """What was made from the case with a journal; a text stands for one whose ledger never changes."""

    def __init__(self, ledger: str | Journal, keys: Keys | None = None) -> None:
        self._ledger = ledger
        self._keys = keys or Keys.own()

    @classmethod
    def of(cls, journal: Journal) -> Self:
        """Give what was made from a case, by its ledger, which gets another name where a copy goes on by itself."""
        return cls(journal, journal.keys)

    def _log(self) -> Log | None:
        """Give the ledger as it lies here; None where there is none, or one that is damaged."""
        with suppress(Damaged):
            if not isinstance(self._ledger, str) and (log := self._ledger.log()).checkpoint is not None:
                return log
        return None

    def _now(self) -> str:
        if isinstance(self._ledger, str):
            return self._ledger
        log = self._log()
        return "none" if log is None else str(log.checkpoint).removesuffix("\n")

    def _here(self, then: str) -> bool:
        """Tell whether the ledger that lies here began as it was once."""
        try:
            if then == self._now() or (log := self._log()) is None or log.checkpoint is None:
                return then == self._now()
            older = Checkpoint.parse(f"{then}\n")
            return older.origin == log.checkpoint.origin and log.grew_from(older)
        except (BadNote, BadTile):
            return False

    def put(self, unfinished: Path, target: Path) -> None:
        """Sign a file that is whole, and put it where it is read. Raises CounterclaimError where no key can be made."""
        text = _text(target, digest_of(unfinished), self._now())
        note = Note(text, (self._keys.signer().sign(text),))
        durable.write(signature(target), bytes(note))
        unfinished.replace(target)

    def own(self, path: Path) -> bool:
        """Tell whether a file lies there as this user signed it."""
        if not path.is_file() or not signature(path).is_file():
            return False
        keys = (self._keys.signer(), *self._keys.retired())
        return self.wrong(path, [k.verifier for k in keys]) == ""

    def wrong(self, path: Path, known: Iterable[Verifier]) -> str | None:
        """Say what is wrong with a file that one of some keys signed, nothing where it is as signed.

        Gives None where none of them signed it for this case. Raises FileNotFoundError where it is not there.
        """
        try:
            note = Note.parse(beginning(signature(path), NOTE_BYTES_MAX))
            if not note.by(known):
                return None
        except FileNotFoundError:
            return None
        except BadNote as bad:
            return f"beside it {bad}"
        what, *told = note.text.removesuffix("\n").split("\n", 3)
        if what != _WHAT or not told or not self._here(told[-1]):
            return None
        came = digest_of(path)
        return "" if note.text == _text(path, came, told[-1]) else f"other bytes, with the digest {came}"


def _text(path: Path, digest: str, ledger: str) -> str:
    return f"{_WHAT}\n{path.name}\n{digest}\n{ledger}\n"


def signature(path: Path) -> Path:
    """Give where the signature of a file lies."""
    return path.with_name(f"{path.name}{SIGNED}")


def removed(path: Path) -> None:
    """Remove a file with its signature."""
    for one in (signature(path), path):
        one.unlink(missing_ok=True)


def signatures(folder: Path) -> Iterator[Path]:
    """Give the files in a folder that have a signature, in order."""
    for note in sorted(folder.rglob(f"*{SIGNED}")):
        yield note.with_name(note.name.removesuffix(SIGNED))


def digest_of(path: Path) -> str:
    """Give the digest of a file, which is not read again while a file system says that nobody wrote into it."""
    told = path.stat()
    return _digest(path.absolute(), (told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns))


@lru_cache(_REMEMBERED)
def _digest(path: Path, _: tuple[int, ...]) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
