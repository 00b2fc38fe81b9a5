"""Checks a case's ledger: its hashes, its rows against the record, who signed, and what was signed here before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import CounterclaimError, Damaged
from counterclaim.ledger import COSIGNATURE, BadNote, BadTile, Checkpoint, Log, Note, Verifier
from counterclaim.ledger.note import NOTE_BYTES_MAX
from counterclaim.store.checks import Check, Trust, compared
from counterclaim.store.folder import CaseFolder
from counterclaim.store.journal import entry_of, key_in_force, read
from counterclaim.store.marker import FORMAT
from counterclaim.store.stamps import FOLDER
from counterclaim.store.verify_keys import forebears, handed_over, who
from counterclaim.store.verify_stamps import signed_then, stamps

_LEDGER = "ledger"


def ledger(case: CaseFolder, trust: Trust) -> Iterator[Check]:
    """Check the ledger of a case; `trust` says whose keys and authorities count."""
    try:
        log = case.journal.log()
        keys = case.journal.keys
        known, seen = trust.keys or keys.known(), keys.seen_at(case.journal.folder.resolve())
        roots = trust.roots or keys.authorities()
    except CounterclaimError as error:
        yield Check(subject=_LEDGER, state="damaged", expected=error.expected, came=error.came)
        return
    if log.checkpoint is None:
        yield _absent(case, seen)
        return
    entries = _read(log)
    wrong = [Check(subject=f"{_LEDGER}/{i}", state=s, expected=e, came=c) for i, s, e, c in log.wrong(entries, FOLDER)]
    yield from wrong
    if wrong or entries is None:
        return
    try:
        told = [read(e) for e in entries]
        yield from _rows(case, log, [e for e in told if "row" in e])
        yield _signed(log, known, told, strict=bool(trust.keys))
        yield from _others(log, told)
        yield from _kept(log, known, told)
        named = [(n, Verifier.parse(e["key"])) for n, e in enumerate(told) if "key" in e]
        yield from handed_over(named, [raw for _, raw in log.kept()])
        yield from stamps(case.journal.stamps, log, told, roots, strict=bool(trust.roots))
        if seen is not None:
            yield _remembered(log, seen)
    except (BadNote, BadTile) as bad:
        yield Check(subject=_LEDGER, state="damaged", expected="a ledger of a case", came=str(bad))


def vouched(case: CaseFolder) -> None:
    """Refuse a record that is not, row by row, the one that its ledger holds; one without a ledger is taken as it is.

    What is signed as made from other rows would be believed once the right ones lie there again. Raises Damaged.
    """
    log = case.journal.log()
    if log.checkpoint is None:
        return
    entries = _read(log) or []
    found = [(item, came) for item, _, _, came in log.wrong(entries, FOLDER) if item == "entries"]
    if not found:
        rows = [e for e in map(read, entries) if "row" in e]
        found = [(name, came) for name, _, came in case.unsealed()]
        found += [(c.subject, c.came) for c in _rows(case, log, rows) if c.state != "intact"]
    for name, came in found:
        todo = "Run `counterclaim verify`, then restore the case from a copy."
        raise Damaged(f"{name} as the ledger has it, before what is made from it is signed", came, todo)


def _read(log: Log) -> list[bytes] | None:
    """Give the entries; None where they cannot be read, which the log itself says in words."""
    try:
        return list(log.entries())
    except BadTile:
        return None


def _absent(case: CaseFolder, seen: Checkpoint | None) -> Check:
    """Judge a case without a ledger: one of an older version has none, nor has one that is being made."""
    expected = came = "no ledger yet: it begins with the next change of the case"
    if seen is not None:
        expected, came = f"the {seen.size} entries that were signed here", "no ledger"
    elif case.format() >= FORMAT and case.resting() and case.journal.held():
        expected, came = "a ledger from the first moment on", "no ledger"
    return compared(_LEDGER, expected, came, "missing")


def _rows(case: CaseFolder, log: Log, entered: Sequence[dict[str, Any]]) -> Iterator[Check]:
    """Compare every row of the record with its entry; rows that a writer adds this moment are not entered yet."""
    rows = case.journal.seals()
    for entry, row in zip(entered, rows, strict=False):
        if canonical_bytes(entry) != canonical_bytes(entry_of(row)):
            name = f"{row['kind']} {row['subject']}"
            yield Check(
                subject=name, state="damaged", expected=f"entry {entry['row']} of the ledger", came="another row"
            )
    if len(entered) > len(rows) or (len(entered) < len(rows) and case.resting()):
        expected, came = f"{len(entered)} rows, as in the ledger", f"{len(rows)} rows"
        yield Check(subject="rows of the record", state="damaged", expected=expected, came=came)
    else:
        told = f"{log.size} entries with the root {log.root(log.size).hex()}"
        yield compared(_LEDGER, told, told)


def _signed(log: Log, known: Sequence[Verifier], told: Sequence[dict[str, Any]], *, strict: bool) -> Check:
    """Check who signed the checkpoint: the key the ledger names, and whether anybody here knows it."""
    subject, own, note = "signature of the ledger", key_in_force(log), log.note
    if note is None or own is None or own not in note.by([own]):
        expected = f"that of {own.name}, which the ledger names" if own else "that of a key which the ledger names"
        return Check(subject=subject, state="damaged", expected=expected, came="none of it")
    keys = [(n, Verifier.parse(e["key"])) for n, e in enumerate(told) if "key" in e]
    kept = [raw for _, raw in log.kept() if _of(log, raw)]
    return who(subject, own, known, forebears(keys, kept, own), strict=strict)


def _of(log: Log, raw: bytes) -> bool:
    """Say whether a kept checkpoint is one of this log; what is wrong with one that is not is said elsewhere."""
    try:
        return log.grew_from(Checkpoint.parse(Note.parse(raw).text))
    except BadNote:
        return False


def _others(log: Log, entries: Sequence[dict[str, Any]]) -> Iterator[Check]:
    """Check that nothing stands under the checkpoint but the signatures of its keepers: others' are kept beside it."""
    named = [Verifier.parse(e["key"]) for e in entries if "key" in e]
    count = len({*log.note.by(named)}) if log.note is not None else 0
    if log.note is not None and count and len(log.note.signatures) != count:  # with none, that itself is named
        came = f"{len(log.note.signatures)} signatures"
        expected = f"the {count} of keys that the ledger names"
        yield Check(subject="signatures under the checkpoint", state="unexpected", expected=expected, came=came)


def _kept(log: Log, known: Sequence[Verifier], entries: Sequence[dict[str, Any]]) -> Iterator[Check]:
    """Check the checkpoints that were kept because others signed them too, against the entries that name them."""
    witnesses = [Verifier(k.name, k.key, COSIGNATURE) for k in known]
    entered = {str(e["kept"]): str(e["digest"]) for e in entries if "kept" in e}
    held = dict(log.kept())
    for name in sorted(entered.keys() | held):
        subject = f"{_LEDGER}/kept/{name}"
        if name not in held:
            expected = f"the checkpoint over the first {name} entries, which others signed too"
            yield Check(subject=subject, state="missing", expected=expected, came="no file")
        elif len(held[name]) <= NOTE_BYTES_MAX and name in entered and digest(held[name]) != entered[name]:
            yield compared(subject, entered[name], digest(held[name]))
        else:
            yield _kept_one(log, name, held[name], [*known, *witnesses], entered=name in entered)


def _kept_one(log: Log, name: str, raw: bytes, known: Sequence[Verifier], *, entered: bool) -> Check:
    subject = f"{_LEDGER}/kept/{name}"
    try:
        note = Note.parse(raw)
        expected, came = signed_then(log, note, known)
        if str(size := Checkpoint.parse(note.text).size) != name:
            came = f"a checkpoint over {size} entries"
    except (BadNote, BadTile) as bad:
        return Check(subject=subject, state="damaged", expected="a checkpoint", came=str(bad))
    if expected == came and not entered:
        expected = came = f"{came}; no entry names it yet: that no other was taken away cannot be shown"
    return compared(subject, expected, came)


def _remembered(log: Log, seen: Checkpoint) -> Check:
    """Check that what was signed here, at this place, is still what the ledger begins with."""
    expected = f"the {seen.size} entries that were signed here with the root {seen.root.hex()}"
    came = expected if log.grew_from(seen) else f"{log.size} entries that do not begin with them"
    return compared("what was signed here before", expected, came)
