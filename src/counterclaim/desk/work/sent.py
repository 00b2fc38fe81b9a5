"""What was sent to be taken, until it is: a folder of files and, beside it, who sent it and what they said of it.

Whoever sent it was told that it is being taken. Where the desk was ended before, the next one takes it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim import durable
from counterclaim.receive import Supplied
from counterclaim.records.codec import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending: where its files lie, who sent them, and what goes for those that do not say it themselves."""

    folder: Path
    who: str
    supplied: Supplied

    def keep(self) -> None:
        """Note it durably, so that it is taken whatever ends this process."""
        told = {"who": self.who, "supplied": to_plain(self.supplied), "process": os.getpid()}
        durable.write(_note(self.folder), json.dumps(told, ensure_ascii=False, sort_keys=True).encode())

    def drop(self) -> None:
        """Let go of it, once it was taken or its sender was told why not."""
        shutil.rmtree(self.folder, ignore_errors=True)
        _note(self.folder).unlink(missing_ok=True)


def place_for(incoming: Path) -> Path:
    """Give where the files of another sending may be set down."""
    return incoming / secrets.token_hex(8)


def left(incoming: Path) -> Iterator[Sent]:
    """Give what was sent whole to a desk that is gone, and was not taken."""
    for note in sorted(incoming.glob("*.json")):
        try:
            told = json.loads(note.read_bytes())
            process, supplied = int(told["process"]), from_plain(Supplied, told["supplied"])
            found = Sent(note.with_suffix(""), str(told["who"]), supplied)
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if not found.folder.is_dir():  # its sender was told that it was not taken
            found.drop()
            continue
        # A process of this number that is not this one may be another desk of the same case, which takes it itself.
        if process == os.getpid() or not durable.runs(process):
            yield found


def _note(folder: Path) -> Path:
    return folder.with_suffix(".json")
