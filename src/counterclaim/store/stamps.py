"""Time stamps of the ledger, kept beside it: what was stamped, the proofs of third parties, and their chains.

Each file is named by the SHA-256 of its bytes. A `.note` is a signed checkpoint as it was handed out to be stamped; a
`.tsr` is an authority's answer (RFC 3161) over one, a `.ots` an OpenTimestamps proof, a `.pem` the certificates that
an answer's chain needs. The ledger has an entry for every proof, after its files are durable:

    {"stamp": "tsr" or "ots", "of": digest of the note, "digest": of the proof, "chain": digest of the certificates}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cryptography import x509

from counterclaim import durable
from counterclaim.canonical import digest
from counterclaim.errors import Damaged, UsageError
from counterclaim.ledger import BadStamp, opentimestamps, timestamp
from counterclaim.ledger.note import NOTE_BYTES_MAX
from counterclaim.ledger.sized import beginning

FOLDER = "stamps"
NOTE, TOKEN, OTS, CHAIN = "note", "tsr", "ots", "pem"
#: Bytes that a file of each kind can have.
BYTES_MAX = {
    NOTE: NOTE_BYTES_MAX,
    TOKEN: timestamp.TOKEN_BYTES_MAX,
    OTS: opentimestamps.PROOF_BYTES_MAX,
    CHAIN: timestamp.CHAIN_BYTES_MAX,
}
_MAGIC = b"\x00OpenTimestamps"


class Stamps:
    """The folder of stamps in a ledger's folder."""

    def __init__(self, ledger: Path) -> None:
        self.folder = ledger / FOLDER

    def path(self, address: str, kind: str) -> Path:
        """Give the place of a file."""
        return self.folder / f"{address}.{kind}"

    def keep(self, data: bytes, kind: str) -> str:
        """Keep bytes durably and give their address."""
        address = digest(data)
        if not self.path(address, kind).is_file():
            durable.write(self.path(address, kind), data)
        return address

    def files(self) -> Iterator[Path]:
        """Give all that lies there, in order."""
        if self.folder.is_dir():
            yield from sorted(p for p in self.folder.iterdir() if not p.name.startswith(durable.UNFINISHED))

    def notes(self) -> list[tuple[str, bytes]]:
        """Give (address, bytes) of every checkpoint that was handed out to be stamped."""
        return [(p.stem, beginning(p, NOTE_BYTES_MAX)) for p in self.files() if p.suffix == f".{NOTE}"]

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Give (name, bytes) of all that lies there. Raises Damaged for what is longer than any file of its kind."""
        for path in self.files():
            most = BYTES_MAX.get(path.suffix.removeprefix("."), 0)
            if len(data := beginning(path, most)) > most:
                expected = f"a file of at most {most:,} bytes" if most else f"a .{', .'.join(BYTES_MAX)}"
                came = f"more in {FOLDER}/{path.name}" if most else f"{FOLDER}/{path.name}"
                raise Damaged(expected, came, "Run `counterclaim verify`, then restore it from a copy of the case.")
            yield path.name, data

    def drop(self, entries: Sequence[dict[str, Any]]) -> None:
        """Remove the files of a proof that a stopped writer kept and did not enter; it was not acknowledged."""
        known = set(named(entries))
        durable.remove(p for p in self.files() if p.suffix != f".{NOTE}" and p.name not in known)


def named(entries: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Give the name of every file that entries of stamps name."""
    for entry in entries:
        if "stamp" in entry:
            yield f"{entry['of']}.{NOTE}"
            yield f"{entry['digest']}.{entry['stamp']}"
            if "chain" in entry:
                yield f"{entry['chain']}.{CHAIN}"


def judged(
    stamps: Stamps, answer: bytes, chain: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> dict[str, str]:
    """Keep an answer that holds, with its chain, and give its entry.

    `chain` are certificates that came with it, `roots` those that the user trusts. Raises UsageError for an answer that
    is over no checkpoint that was handed out, or does not hold.
    """
    if timestamp.is_query(answer):
        todo = "Send it to an authority, and name the file that it answers with."
        raise UsageError("the answer of an authority (.tsr)", "a query (.tsq), which asks for one", todo)
    kind = OTS if answer.startswith(_MAGIC) else TOKEN
    why = "no checkpoint of this case was handed out: begin with --request"
    for address, note in stamps.notes():
        try:
            if kind == OTS:
                opentimestamps.attested(answer, note)
                return {"stamp": kind, "of": address, "digest": stamps.keep(answer, kind)}
            held = [*chain, *timestamp.carried(answer)]
            whole = timestamp.stamped(answer, note, held, [c for c in (*roots, *held) if timestamp.is_root(c)])
        except BadStamp as bad:
            why = str(bad)
            continue
        kept = timestamp.pem(list(dict.fromkeys([*chain, whole.root])))
        entry = {"stamp": kind, "of": address, "digest": stamps.keep(answer, kind)}
        return entry | {"chain": stamps.keep(kept, CHAIN)}
    raise UsageError(
        "a time stamp over a checkpoint of this case, with the whole chain up to a root", why,
        "Name the authority's certificates with --chain FILE, or ask it again.",
    )  # fmt: skip


def shown(kind: str, proof: bytes, note: bytes, chain: bytes, roots: Sequence[x509.Certificate]) -> tuple[str, bool]:
    """Say what a kept proof shows of a checkpoint, and whether that rests on one of `roots`.

    Raises BadStamp when it shows nothing.
    """
    if kind == OTS:
        return _ends(opentimestamps.attested(proof, note)), False
    held = [*(timestamp.certificates(chain) if chain else ()), *timestamp.carried(proof)]
    try:
        found, known = timestamp.stamped(proof, note, held, roots), True
    except BadStamp:
        # Not under a root that is trusted here: it may hold under the one it brings, which proves less.
        found, known = timestamp.stamped(proof, note, held, [c for c in held if timestamp.is_root(c)]), False
    words = f"existed by {found.by:%Y-%m-%d %H:%M:%S} UTC, says {found.authority} under {timestamp.name(found.root)}"
    return words, known


def _ends(found: Sequence[opentimestamps.Attested]) -> str:
    blocks = [
        f"existed by the time of Bitcoin block {a.height}, if its Merkle root is {a.root}"
        for a in found
        if a.height is not None
    ]
    waiting = [f"pending, promised by {a.promised}" for a in found if a.height is None]
    return "; ".join([*blocks, *waiting]) or "nothing"
