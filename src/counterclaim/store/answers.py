"""Answers of a model kept in the case: one file for each prompt, model and text, so that reading again asks nobody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from counterclaim import durable
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import Damaged
from counterclaim.ledger.sized import beginning, bounded

#: A model answers a few thousand words; what it was asked is a part of a report.
_BYTES_MAX = 16 * 1024**2


class Answers:
    """The folder `answers/` of a case; a file is named by the digest of what was asked and holds it with the answer."""

    def __init__(self, folder: Path, permit: Callable[[], None]) -> None:
        self.folder = folder
        self._permit = permit
        #: The names of answers that were given since whoever reads with them cleared this.
        self.given: set[str] = set()

    def get(self, model: str, messages: tuple[tuple[str, str], ...]) -> str | None:
        """Give the kept answer, or None. Raises Damaged when the file is not as it was written."""
        path = self._path(model, messages)
        if not path.is_file():
            return None
        self.given.add(path.stem)
        return _read(path)

    def keep(self, model: str, messages: tuple[tuple[str, str], ...], answer: str) -> None:
        """Keep an answer durably. A lone surrogate, which no file can hold, becomes a question mark."""
        self._permit()
        answer = answer.encode("utf-8", "replace").decode()
        asked = {"model": model, "messages": [list(m) for m in messages]}
        whole = {"asked": asked, "answer": answer, "sha256": digest(answer.encode())}
        durable.write(self._path(model, messages), canonical_bytes(whole))

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Give (file name, what is wrong) for each kept answer that is not as it was written, and each other file."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_dir() or path.name.startswith(durable.UNFINISHED):
                continue
            if path.suffix != ".json" or path.parent != self.folder:
                yield path.relative_to(self.folder).as_posix(), "no kept answer"
                continue
            try:
                _read(path)
            except Damaged as error:
                yield path.name, error.came

    def file(self, name: str) -> Path:
        """Give the place of a kept answer by its name, the digest of what was asked."""
        return self.folder / f"{name}.json"

    def _path(self, model: str, messages: tuple[tuple[str, str], ...]) -> Path:
        asked = {"model": model, "messages": [list(m) for m in messages]}
        return self.file(digest(canonical_bytes(asked)))


def _read(path: Path) -> str:
    """Read one answer. Raises Damaged when question or answer do not match their digests."""
    try:
        whole = json.loads(bounded(beginning(path, _BYTES_MAX), _BYTES_MAX, "a kept answer", ValueError))
        asked, answer, recorded = digest(canonical_bytes(whole["asked"])), str(whole["answer"]), whole["sha256"]
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as cause:
        raise Damaged("a kept answer", f"{type(cause).__name__} in {path.name}", "Restore it from a copy.") from cause
    if asked != path.stem or digest(answer.encode("utf-8", "replace")) != recorded:
        raise Damaged("a kept answer as written", f"another one in {path.name}", "Restore it from a copy.")
    return answer
