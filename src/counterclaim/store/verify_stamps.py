"""Checks the time stamps of a ledger: that each is over a checkpoint of it, holds, and by when that existed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cryptography import x509

from counterclaim.canonical import digest
from counterclaim.ledger import BadNote, BadStamp, BadTile, Checkpoint, Log, Note, Verifier
from counterclaim.ledger.note import NOTE_BYTES_MAX
from counterclaim.ledger.sized import beginning, bounded
from counterclaim.store.checks import Check, compared
from counterclaim.store.journal import key_in_force
from counterclaim.store.stamps import BYTES_MAX, CHAIN, NOTE, OTS, TOKEN, Stamps, named, shown

_ADDRESS = re.compile(r"[0-9a-f]{64}")
#: What is said of a stamp whose authority nobody here knows.
UNKNOWN = ", an authority not known here: name its root certificate with --authority-root"
_HOLDS = "a time stamp over a checkpoint of this ledger"


def stamps(
    kept: Stamps, log: Log, entries: Sequence[dict[str, Any]], roots: Sequence[x509.Certificate], *, strict: bool
) -> Iterator[Check]:
    """Check every stamp and every file beside them.

    An authority whose root is not among `roots` is said to be unknown here; with `strict` that is a failure.
    """
    known = set(named(entries))
    for path in kept.files():
        if path.suffix == f".{NOTE}" and path.name not in known:
            yield _note(log, path.stem, beginning(path, NOTE_BYTES_MAX))
        elif path.name not in known:
            subject = f"ledger/stamps/{path.name}"
            yield Check(subject=subject, state="unexpected", expected="a file that an entry names", came="another file")
    yield from once(_stamp(kept, log, e, roots, strict=strict) for e in entries if "stamp" in e)


def once(checks: Iterable[Check]) -> Iterator[Check]:
    """Give each stamp once, by the best that its chains show: one may be entered with several.

    A file that is damaged or missing is named whatever another shows.
    """
    best: dict[str, Check] = {}
    for check in checks:
        if check.state in {"damaged", "missing"}:
            yield check
        elif check.subject not in best or _rank(check) < _rank(best[check.subject]):
            best[check.subject] = check
    yield from best.values()


def _rank(check: Check) -> tuple[bool, bool]:
    return check.state != "intact", UNKNOWN in check.came


def _stamp(kept: Stamps, log: Log, entry: dict[str, Any], roots: Sequence[x509.Certificate], *, strict: bool) -> Check:
    subject = f"ledger/stamps/{entry.get('digest')}.{entry['stamp']}"
    try:
        note = _bytes(kept, entry.get("of"), NOTE)
        if (found := _note(log, entry["of"], note)).state != "intact":
            return found
        if entry["stamp"] not in {TOKEN, OTS}:
            raise BadStamp("a kind of stamp that this version does not know")
        proof = _bytes(kept, entry.get("digest"), entry["stamp"])
        chain = _bytes(kept, entry["chain"], CHAIN) if "chain" in entry else b""
        words, known = shown(entry["stamp"], proof, note, chain, roots)
    except FileNotFoundError as gone:
        return Check(subject=subject, state="missing", expected=_HOLDS, came=f"no file {gone.args[0]}")
    except BadStamp as bad:
        return Check(subject=subject, state="damaged", expected=_HOLDS, came=str(bad))
    told = f"{_over(note)} {words}"
    if entry["stamp"] == OTS:
        told += ". Whether the block holds it is not checked: that needs the blocks of Bitcoin"
    elif not known and strict:
        return another_root(subject, told)
    elif not known:
        told += UNKNOWN
    return Check(subject=subject, state="intact", expected=told, came=told)


def another_root(subject: str, told: str) -> Check:
    """Give the failure of a stamp that is whole, and whose authority is under none of the roots that were named."""
    came = f"{told}, which is under none of the roots that were named; the stamp itself is whole"
    return Check(subject=subject, state="unexpected", expected="an authority under a root that was named", came=came)


def signed_then(log: Log, note: Note, known: Sequence[Verifier]) -> tuple[str, str]:
    """Give what an older checkpoint should be and what it is: of this ledger, signed by the key in force then.

    Raises BadNote for a wrong signature, BadTile.
    """
    then = Checkpoint.parse(note.text)
    own = key_in_force(log, then.size) if then.size <= log.size else None
    signed = note.by([own, *known]) if own is not None else ()
    expected = signers_of(note, then.size, signed)
    holds = own is not None and log.grew_from(then) and own in signed
    return expected, expected if holds else "another root, or not signed by the key in force then"


def signers_of(note: Note, size: int, signed: Sequence[Verifier]) -> str:
    """Say whose signatures under an older checkpoint were checked, and which names under it nobody here can check."""
    checked = {(k.name, k.id) for k in signed}
    names = ", ".join(dict.fromkeys(k.name for k in signed)) or "the key in force then"
    told = f"the root over the first {size} entries, signed by {names}"
    if others := [s.name for s in note.signatures if (s.name, s.id) not in checked]:
        told += f"; under it are names whose keys are not known here, which shows nothing: {', '.join(others)}"
    return told


def _note(log: Log, address: str, data: bytes) -> Check:
    subject = f"ledger/stamps/{address}.{NOTE}"
    if len(data) <= NOTE_BYTES_MAX and digest(data) != address:
        return compared(subject, address, digest(data))
    try:
        return compared(subject, *signed_then(log, Note.parse(data), ()))
    except (BadNote, BadTile) as bad:
        return Check(subject=subject, state="damaged", expected="a checkpoint of this ledger", came=str(bad))


def _bytes(kept: Stamps, address: object, kind: str) -> bytes:
    """Give the bytes of a file that an entry names. Raises FileNotFoundError, BadStamp for other bytes."""
    if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        raise BadStamp("an entry that names no file")
    path = kept.path(address, kind)
    if not path.is_file():
        raise FileNotFoundError(path.name)
    data = beginning(path, BYTES_MAX[kind])
    if kind == NOTE:
        return data
    if digest(bounded(data, BYTES_MAX[kind], f"{path.name}, as a stamp of its kind,", BadStamp)) != address:
        raise BadStamp(f"{path.name} with other bytes")
    return data


def _over(note: bytes) -> str:
    return f"the first {Checkpoint.parse(Note.parse(note).text).size} entries"
