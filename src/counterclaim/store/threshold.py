"""What is looked at before a case's record is opened: what would stop the program, or let SQLite change the record."""

from __future__ import annotations

import os
from pathlib import Path

from counterclaim.errors import Damaged, UsageError
from counterclaim.store.lock import HIDDEN_LOCK, LOCK, WriterLock, lock_of
from counterclaim.store.marker import MARKER
from counterclaim.store.shared import SHARED

RECORD = "case.sqlite"
_CHECKPOINT = "ledger/checkpoint"


def readable(path: Path) -> None:
    """Refuse a pipe in the place of what is read first: whoever opened it would wait for ever. Raises Damaged."""
    for name in (MARKER, SHARED, LOCK, HIDDEN_LOCK, RECORD, _CHECKPOINT):
        if (path / name).exists() and not (path / name).is_file():
            raise Damaged(f"{name} as a file", "a folder, a pipe or a device", "Restore it from a copy of the case.")


def called(path: Path) -> Path:
    """Give where a case is to be made. Raises UsageError where SQLite could not: under a name that is not UTF-8."""
    whole = os.fsencode(path.resolve())
    if whole.decode("utf-8", "replace").encode() != whole:
        came = whole.decode("utf-8", "backslashreplace")
        raise UsageError(
            "a new case in a folder whose name is UTF-8, and those of the folders it lies in", came,
            "Name another folder, or rename that one.",
        )  # fmt: skip
    return path


def there(path: Path) -> None:
    """Refuse a case whose ledger is here and whose record is not: SQLite would make an empty one. Raises Damaged."""
    if (path / _CHECKPOINT).exists() and not (path / RECORD).exists():
        raise Damaged(f"{RECORD}, whose rows the ledger holds", "no such file", "Restore it from a copy of the case.")


def undisturbed(path: Path) -> None:
    """Refuse a file from which SQLite would write the record anew, where no writer was stopped. Raises Damaged."""
    beside, lock = path / f"{RECORD}-journal", WriterLock(path / lock_of(path))
    if beside.exists() and lock.at_rest() and not lock.busy() and beside.exists():
        expected = f"no {beside.name}: the last writer was done, and SQLite would change the record by it"
        raise Damaged(expected, "one that was put there", "Keep it elsewhere, and take it out of the folder.")
