"""Checks what is made from a case and lies in it: what a known key signed must be as it was; of the rest it is said
that nothing is read from it. See `made`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

from counterclaim.ledger import Verifier
from counterclaim.store.checks import Check, Trust, compared
from counterclaim.store.folder import DERIVED, CaseFolder
from counterclaim.store.made import SIGNED, Made, digest_of, signatures

#: What is said of such a file that is whole.
AGAIN = "as it was made; it is made again when the desk is opened or the case settled"
#: Seconds after which a file that is being replaced together with its signature is looked at once more.
_MOMENT = 0.3


def made(case: CaseFolder, trust: Trust) -> Iterator[Check]:
    """Check the files under `reuse/` and `desk/`."""
    known = (*trust.keys, *case.journal.keys.known())
    for part in DERIVED:
        vouched: set[Path] = set()
        for path in signatures(case.path / part):
            wrong = _wrong(case, path, known)
            if wrong is None:
                continue
            vouched |= {path, path.with_name(path.name + SIGNED)}
            yield compared(_name(case, path), AGAIN, wrong or AGAIN)
            if not wrong and path.name == "SEAL":
                checks = dict(_sealed(case, path))
                vouched |= checks.keys()
                yield from checks.values()
        rest = [p for p in (case.path / part).rglob("*") if p.is_file() and p not in vouched]
        if rest:
            words = f"{len(rest)} files that no key known here signed: nothing is read from them, they are made anew"
            yield compared(f"{part}/", words, words)


def _wrong(case: CaseFolder, path: Path, known: tuple[Verifier, ...]) -> str | None:
    """Say what is wrong with a file that a known key signed, after a moment too; one that was removed may be."""
    found: str | None = ""
    for again in (False, True):
        try:
            found = Made.of(case.journal).wrong(path, known)
        except FileNotFoundError:
            return None
        if not found or again:
            break
        time.sleep(_MOMENT)
    return found


def _sealed(case: CaseFolder, seal: Path) -> Iterator[tuple[Path, Check]]:
    """Check the files that a signed seal names, unless somebody is settling."""
    files = json.loads(seal.read_bytes())["files"] if case.resting() else {}
    for name, expected in sorted(files.items()):
        path = seal.parent / name
        if not path.is_file():
            yield path, Check(subject=_name(case, path), state="missing", expected=AGAIN, came="no file")
        else:
            wrong = digest_of(path) != expected
            yield path, compared(_name(case, path), AGAIN, "other bytes" if wrong else AGAIN)


def _name(case: CaseFolder, path: Path) -> str:
    return path.relative_to(case.path).as_posix()
