"""The ledger of a case: an entry for each row of the record, in order, under checkpoints that its keeper signs.

An entry is canonical JSON and tells nothing of what a row says, so that this can be erased, and its place kept:

    {"row": number, "sealed": commitment to its parts}     of rows that older versions added: kind, subject and digest
    {"key": name+id+key, "state": "begins"}                from here on this key signs
    {"fork": name of another ledger, "size": …, "root": …} what this keeper signed and this ledger does not go on from
    {"bundle": digest of a file}                           what was given to others; of an export one under a salt
    {"stamp": kind, "of": …, "digest": …}                  a time stamp over an earlier checkpoint: see `stamps`
    {"kept": size, "digest": of a file in `kept/`}         an earlier checkpoint that others signed too

A kept checkpoint cannot be named by the entries it is over: the keeper enters it with the next change, before all else.

Rows are durable in the record first; the ledger follows when the writer leaves the case, or when the next one finds
that the last was stopped. A row that appears in between, at rest, was put there by something else.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from sqlalchemy import func, select

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import Damaged
from counterclaim.ledger import BadNote, BadTile, Checkpoint, Keys, Log, Note, Verifier, sign
from counterclaim.store import schema
from counterclaim.store.record import Record
from counterclaim.store.stamps import NOTE, Stamps, judged

#: Entries looked back through at once for the last row or key.
_BACK = 256
_RESTORE = "Run `counterclaim verify`, then restore the case from a copy."


class Journal:
    """The ledger in a folder, over the rows of a record."""

    def __init__(self, folder: Path, record: Record, keys: Keys | None = None) -> None:
        self.folder = folder
        self._record = record
        self.keys = keys or Keys.own()
        self.stamps = Stamps(folder)
        #: Who signed last before this process, and who signs since: nothing while that is the same key.
        self.handed: tuple[Verifier, Verifier] | None = None

    def log(self) -> Log:
        """Give the log as it is on disk. Raises Damaged when its checkpoint is none."""
        with self._sound() as log:
            return log

    def at_rest(self) -> None:
        """Check that the ledger has every row of the record and no more. Raises Damaged."""
        with self._sound() as log:
            self._unheld(log)
            logged, held = self._last_row(log), self.held()
            if logged != held:
                raise Damaged(f"a record of the {logged} rows in the ledger", f"{held} rows", _RESTORE)

    def catch_up(self) -> None:
        """Enter the rows that the ledger does not have yet, and sign; nothing is done where there are none.

        Raises Damaged when the ledger does not fit its checkpoint, is gone, or has rows that the record has not.
        """
        with self._sound() as log:
            self._unheld(log)
            logged, held = self._last_row(log), self.held()
            if logged > held:
                raise Damaged(f"a record of the {logged} rows in the ledger", f"{held} rows", _RESTORE)
            log.sweep()
            if log.checkpoint is None or logged < held or (self._keeps(log) and unentered(log)):
                self._enter(log, logged)

    def _enter(self, log: Log, logged: int, more: Sequence[dict[str, Any]] = ()) -> None:
        signer = self.keys.signer()
        origin, entries = self._origin(log)
        before = key_in_force(log)
        signers = [signer]
        if before != signer.verifier:
            entries.append({"key": str(signer.verifier), "state": "begins"})
            signers += [s for s in self.keys.retired() if s.verifier == before]
        entries += [*unentered(log), *map(entry_of, self.seals(logged)), *more]
        made = log.append(origin, [canonical_bytes(e) for e in entries], signers)
        if before is not None and before != signer.verifier:
            self.handed = (self.handed[0] if self.handed else before), signer.verifier
        if len(signers) > 1:
            log.keep()
            made = log.append(origin, [canonical_bytes(e) for e in unentered(log)], [signer])
        self.keys.see(made, self.folder.resolve())

    def _keeps(self, log: Log) -> bool:
        """Say whether this user keeps the ledger: a witness, who only signs what was there, adds nothing to it."""
        return key_in_force(log) == self.keys.signer().verifier

    def hands_over(self) -> tuple[Verifier, Verifier] | None:
        """Give who signed last and who signs the next change, if that is another key. Raises Damaged."""
        with self._sound() as log:
            before, after = key_in_force(log), self.keys.signer().verifier
            return (before, after) if before is not None and before != after else None

    def kept_here(self) -> bool:
        """Say whether what a stopped writer left is this user's to sign: the ledger is, or the case was begun here."""
        with self._sound() as log:
            if log.checkpoint is None:
                return self.keys.begun(self.folder.resolve())
            return self._own(log)

    def _own(self, log: Log) -> bool:
        """Say whether the ledger was last signed by a key of this user, today's or an earlier one."""
        return key_in_force(log) in [s.verifier for s in (self.keys.signer(), *self.keys.retired())]

    @contextmanager
    def _sound(self) -> Iterator[Log]:
        """Give the log; what is wrong with it is raised as Damaged."""
        try:
            yield Log(self.folder)
        except (BadTile, BadNote, ValueError) as bad:
            raise Damaged("a ledger that fits its checkpoint", str(bad), _RESTORE) from bad

    def _unheld(self, log: Log) -> None:
        """Refuse to begin a ledger where one was signed before."""
        if log.checkpoint is None and (seen := self.keys.seen_at(self.folder.resolve())) is not None:
            raise Damaged(f"a ledger of the {seen.size} entries that were signed here", "none", _RESTORE)

    def witness(self, at: int) -> Checkpoint:
        """Sign the ledger's checkpoint as a witness who saw it whole at a second, and keep it with its signatures.

        The case must be held for writing. Raises Damaged.
        """
        with self._sound() as log:
            if log.note is None or log.checkpoint is None:
                raise BadNote("a ledger without a checkpoint")
            signer = self.keys.signer()
            kept = next((n for _, raw in log.kept() if (n := Note.parse(raw)).text == log.note.text), log.note)
            line = sign(kept.text, signer.name, signer.key, at=at)
            log.keep(Note(kept.text, (*(s for s in kept.signatures if s.id != line.id), line)))
            return log.checkpoint

    def hand_out(self) -> bytes:
        """Keep the signed checkpoint, so that it can be stamped, and give it. The case must be held for writing."""
        self.catch_up()
        with self._sound() as log:
            if log.note is None:
                raise BadNote("a ledger without a checkpoint")
            self.stamps.keep(bytes(log.note), NOTE)
            return bytes(log.note)

    def stamp(
        self, answer: bytes, chain: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
    ) -> dict[str, str]:
        """Keep a time stamp over a checkpoint that was handed out, enter it, and give its entry.

        The case must be held for writing. Raises UsageError for one that does not hold, Damaged.
        """
        entry = judged(self.stamps, answer, chain, roots)
        with self._sound() as log:
            if entry not in map(read, log.entries()):
                self._enter(log, self._last_row(log), [entry])
        return entry

    def note_bundle(self, digest: str) -> None:
        """Enter the digest of a file that is given to others. The case must be held for writing. Raises Damaged."""
        with self._sound() as log:
            self._enter(log, self._last_row(log), [{"bundle": digest}])

    def note_given(self, digests: Sequence[str]) -> bool:
        """Enter files that were given to others, if this user keeps the ledger; say whether they stand in it now.

        The case must be held for writing. Raises Damaged.
        """
        with self._sound() as log:
            if not self._own(log):
                return False
            there = {read(e).get("bundle") for e in log.entries()}
            if new := [{"bundle": one} for one in dict.fromkeys(digests) if one not in there]:
                self._enter(log, self._last_row(log), new)
            return True

    def given_out(self) -> frozenset[str]:
        """Give what the ledger has of the files that were given to others. Raises Damaged."""
        with self._sound() as log:
            return frozenset(str(e["bundle"]) for e in map(read, log.entries()) if "bundle" in e)

    def drop_stamps(self) -> None:
        """Remove what a stopped writer kept of a time stamp and did not enter. Raises Damaged."""
        if self.stamps.folder.is_dir():
            with self._sound() as log:
                self.stamps.drop([read(e) for e in log.entries()])

    def _origin(self, log: Log) -> tuple[str, list[dict[str, Any]]]:
        """Give the ledger's name, a new one where this keeper has signed something else under the old."""
        fresh = f"counterclaim/{secrets.token_hex(16)}"
        if log.checkpoint is None:
            return fresh, []
        seen = self.keys.seen(log.checkpoint.origin)
        if seen is None or log.grew_from(seen[0]):
            return log.checkpoint.origin, []
        return fresh, [{"fork": seen[0].origin, "size": seen[0].size, "root": seen[0].root.hex()}]

    def held(self) -> int:
        """Give how many rows the record has sealed."""
        with self._record.reading() as connection:
            return int(connection.execute(select(func.max(schema.SEALS.c.number))).scalar() or 0)

    def seals(self, after: int = 0) -> list[Any]:
        """Give the seals of the record's rows after a number, in order."""
        order = select(schema.SEALS).where(schema.SEALS.c.number > after).order_by(schema.SEALS.c.number)
        with self._record.reading() as connection:
            return list(connection.execute(order).mappings())

    @staticmethod
    def _last_row(log: Log) -> int:
        return next((int(e["row"]) for e in _backwards(log) if "row" in e), 0)


def entry_of(row: Any) -> dict[str, Any]:
    """Give the entry of a seal."""
    if row["sealed"]:
        return {"row": row["number"], "sealed": row["sealed"]}
    return {"row": row["number"], "kind": row["kind"], "subject": row["subject"], "digest": row["digest"]}


def unentered(log: Log) -> list[dict[str, Any]]:
    """Give an entry for each kept checkpoint of the log that has none yet. Raises BadTile."""
    out: list[dict[str, Any]] = []
    for name, raw in log.kept():
        # Others sign what is there already, so that the entry stands soon after the checkpoint's own place.
        if name.isdecimal() and not any(
            read(e).get("kept") == int(name) for e in log.entries(min(int(name), log.size))
        ):
            out.append({"kept": int(name), "digest": digest(raw)})
    return out


def key_in_force(log: Log, size: int | None = None) -> Verifier | None:
    """Give the key that the ledger itself names last among its first `size` entries. Raises BadNote, BadTile."""
    return next((Verifier.parse(e["key"]) for e in _backwards(log, size) if "key" in e), None)


def read(entry: bytes) -> dict[str, Any]:
    """Give an entry's fields. Raises BadTile when it is none."""
    try:
        plain = json.loads(entry)
    except (ValueError, RecursionError) as cause:
        raise BadTile("an entry that is no JSON") from cause
    if not isinstance(plain, dict):
        raise BadTile("an entry without fields")
    return plain


def _backwards(log: Log, size: int | None = None) -> Iterator[dict[str, Any]]:
    for high in range(log.size if size is None else size, 0, -_BACK):
        for entry in reversed(list(log.entries(max(0, high - _BACK), high))):
            yield read(entry)
