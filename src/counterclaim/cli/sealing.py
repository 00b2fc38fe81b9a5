"""Who signs a case's ledger, and what stands in it: `keys` and `ledger`."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import click

from counterclaim.canonical import canonical_bytes
from counterclaim.cli import show
from counterclaim.cli.common import OutPath, case_argument, json_option, opened
from counterclaim.cli.exits import NO, honest
from counterclaim.errors import CounterclaimError, NotInCase, UsageError
from counterclaim.ledger import BadNote, Keys, Note, Verifier, proven, sealed
from counterclaim.ledger.bag import LINE_BYTES_MAX
from counterclaim.ledger.checkpoint import PROOF_BYTES_MAX
from counterclaim.ledger.note import Signature
from counterclaim.ledger.sized import beginning, bounded
from counterclaim.ledger.tiles import ENTRY_BYTES_MAX
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder, verify

key_option = click.option("--key", "named", multiple=True, help="A public key that may have signed, as name+id+key.")


def parsed(named: tuple[str, ...]) -> tuple[Verifier, ...]:
    """Give the public keys that were named. Raises UsageError."""
    try:
        return tuple(Verifier.parse(one) for one in named)
    except BadNote as bad:
        raise UsageError("a public key as name+id+key", str(bad), "`counterclaim keys show` prints one.") from bad


@click.group()
def keys() -> None:
    """Your signing key, and the public keys that you trust. They lie outside of every case."""


@keys.command("show")
@json_option
@honest
def keys_show(as_json: bool) -> None:
    """Print your public key, made at first use, and the keys that you trust."""
    own = Keys.own()
    signer, revoked = own.signer().verifier, own.revoked()
    others = [k for k in own.known() if k != signer]
    if as_json:
        told = ({"key": str(k), "signs": k == signer, "revoked": k in revoked} for k in (signer, *others))
        show.lines({"schema": SCHEMA_VERSION, "row": "key"} | one for one in told)
        return
    show.say(f"Keys are in {own.folder}. Yours, to give to others:")
    show.written([str(signer)])
    if others:
        rows = [(str(k), "revoked: what it signed may be somebody else's" if k in revoked else "") for k in others]
        show.table("\nTrusted", ("key", ""), rows)


@keys.command("trust")
@click.argument("key")
@click.option("--whose", required=True, help="Whose key it is and how you know, for your own record.")
@honest
def keys_trust(key: str, whose: str) -> None:
    """Trust the public KEY of somebody else, whom you asked for it in another way than by the case itself."""
    (verifier,) = parsed((key,))
    Keys.own().trust(verifier, " ".join(whose.split()))
    show.say(f"{verifier.name} is trusted.")


@keys.command("rotate")
@honest
def keys_rotate() -> None:
    """Make a new signing key. The old one signs each case once more, beside the new one, to hand it over."""
    made = Keys.own().rotate()
    show.say(f"New key, to give to others:\n{made.verifier}")


@keys.command("revoke")
@click.argument("name")
@honest
def keys_revoke(name: str) -> None:
    """Destroy the retired key NAME, which may have been stolen: it signs nothing more, hand-overs included."""
    Keys.own().revoke(name)
    show.say(f"{name} is destroyed; what it signed can still be checked.")


@click.group()
def ledger() -> None:
    """The signed log of all that was added to a case."""


@ledger.command("show")
@case_argument
@json_option
@honest
def ledger_show(case: Path, as_json: bool) -> None:
    """Print the checkpoint of a case: its name, how many entries it has, their root, and who signed.

    Of the names under it those are checked whose keys are here; all else `verify` checks.
    """
    with opened(case) as folder:
        log = folder.journal.log()
        kept = [name for name, _ in log.kept()]
        known = folder.journal.keys.known()
    if log.checkpoint is None or log.note is None:
        raise NotInCase("a ledger", "none: an older version made this case", "It begins with the next change.")
    if as_json:
        told = {"origin": log.checkpoint.origin, "size": log.checkpoint.size, "root": log.checkpoint.root.hex()}
        checked = [s.name for s in log.note.signatures if _holds(log.note, s, known)]
        signed = {"signed_by": [s.name for s in log.note.signatures], "checked": checked, "kept": kept}
        show.lines([{"schema": SCHEMA_VERSION, "row": "checkpoint"} | told | signed])
        return
    rows = [("ledger", log.checkpoint.origin), ("entries", str(log.size)), ("root", log.checkpoint.root.hex())]
    said = {True: "checked", False: "WRONG: it is not over this", None: "not checked, its key is not known here"}
    signed_by = [f"{s.name} ({said[_holds(log.note, s, known)]})" for s in log.note.signatures]
    rows.append(("signed by", ", ".join(signed_by)))
    show.table("", ("what", "is"), rows)
    if kept:
        show.say(f"Kept for good: the checkpoints over {', '.join(kept)} entries.")
    show.say("The entries, and what is kept, are not checked here: `counterclaim verify` does that.")


def _holds(note: Note, one: Signature, known: Sequence[Verifier]) -> bool | None:
    """Say whether a signature under a note holds; None where nobody here knows its key."""
    mine = [k for k in known if (k.name, k.id) == (one.name, one.id)]
    return any(k.signed(note.text, one.bytes) for k in mine) if mine else None


@ledger.command("cosign")
@case_argument
@honest
def ledger_cosign(case: Path) -> None:
    """Sign a case as a witness: that you saw this ledger, whole, at this moment. It says nothing of what is true."""
    with opened(case) as folder, folder.writing():
        _whole(folder)
        seen = folder.journal.witness(int(time.time()))
    file = case / "ledger" / "kept" / str(seen.size)
    show.say(f"Signed as a witness of {seen.size} entries. The signature is in {file}.")
    show.say("From a copy of a case, that file goes back into the same folder of the case.")


def _whole(folder: CaseFolder) -> None:
    wrong = [c for c in verify(folder) if c.state != "intact"]
    if wrong:
        raise CounterclaimError("a case that verifies", f"{len(wrong)} failures", "Run `counterclaim verify`.")


@ledger.command("prove")
@case_argument
@click.argument("subject")
@click.option("--out", type=OutPath(), required=True, help="Folder to write to.")
@honest
def ledger_prove(case: Path, subject: str, out: Path) -> None:
    """Write the entries about SUBJECT (the id of a report, a run; the digest of an original) with proofs and rows.

    With your public key alone, and without the case, they show that it was in the ledger.
    """
    with opened(case) as folder:
        log, rows = folder.journal.log(), folder.sealed(lambda _, about: about == subject)
        numbers = {json.loads(e).get("row"): n for n, e in enumerate(log.entries())}
        found = [(row, numbers[row.number]) for row in rows if row.number in numbers]
        if not found:
            raise NotInCase("the id of a report or run, or the digest of an original", subject, "See `reports`.")
        out.mkdir(parents=True, exist_ok=True)
        for row, number in found:
            (entry,) = log.entries(number, number + 1)
            (out / f"{number}.entry.json").write_bytes(entry)
            (out / f"{number}.proof").write_bytes(log.prove(number))
            if row.salt:
                told = {"row": row.number, "parts": list(map(list, sealed.shown(row.salt, row.parts)))}
                (out / f"{number}.row.json").write_bytes(canonical_bytes(told))
    show.say(f"{len(found)} entries with their proofs and rows are in {out}.")


@ledger.command("check")
@click.argument("entry", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("proof", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--row", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The row it stands for.")
@key_option
@honest
def ledger_check(entry: Path, proof: Path, row: Path | None, named: tuple[str, ...]) -> int:
    """Check the PROOF of an ENTRY with the keys you trust, or those named; exit 1 when it does not hold."""
    known = parsed(named) or Keys.own().known()
    try:
        held = beginning(entry, ENTRY_BYTES_MAX)
        checkpoint, note = proven(beginning(proof, PROOF_BYTES_MAX), held)
        signed = note.by(known)
        if row is not None:
            _stands_for(held, bounded(beginning(row, LINE_BYTES_MAX), LINE_BYTES_MAX, "a row", BadNote))
    except BadNote as bad:
        show.say(f"Not proven: {bad}.")
        return NO
    if not signed:
        names = ", ".join(s.name for s in note.signatures)
        show.say(f"Not proven: it is signed by {names}, a key that is not known here.")
        return NO
    show.say(f"Proven: among the {checkpoint.size} entries that {signed[0].name} signed.")
    return 0


def _stands_for(entry: bytes, row: bytes) -> None:
    """Check that an entry commits to a row. Raises BadNote when it does not."""
    try:
        told, plain = json.loads(entry), json.loads(row)
        fits = told["row"] == plain["row"] and told["sealed"] == sealed.of_shown(plain["parts"])
    except (ValueError, KeyError, TypeError) as cause:
        raise BadNote("a row that is none, or whose entry an older version made") from cause
    if not fits:
        raise BadNote("the entry of another row")
