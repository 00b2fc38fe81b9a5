"""Cosignatures, proof files and tiles held against two libraries of others, both ways.

They are transparency-dev's `formats` (cosignature/v1, tlog-proof) and `torchwood` (cosignature/v1, a client of
tlog-tiles). `COUNTERCLAIM_GOPATH` names a folder that has their sources as a GOPATH has them, with a Go compiler of
1.23 or later first in the path; `docs/how-to/prove-a-case.md` says how to lay one.
"""

from __future__ import annotations

import base64
import os
import random
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim.ledger import COSIGNATURE, BadNote, Checkpoint, Log, Note, Signer, Verifier, merkle, proven, sign
from counterclaim.ledger.tiles import Tiles, folded
from tests.conformance.programs import Other, built

SOURCE = Path(__file__).parent / "golang" / "cosigned.go"
LIBRARIES = os.environ.get("COUNTERCLAIM_GOPATH", "")
SEED, SEEN = bytes(range(32)), 1_900_000_000
WITNESS, ORIGIN = "witness.example/w", "desk.example/cases"
EACH = pytest.mark.parametrize("by", ["formats", "torchwood"])


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Other]:
    if not LIBRARIES or shutil.which("go") is None:
        pytest.skip("COUNTERCLAIM_GOPATH names no folder of Go sources, or Go is not here: docs/how-to/prove-a-case.md")
    made = Other(built(SOURCE, LIBRARIES, tmp_path_factory.mktemp("golang")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """Give a log of 66,000 entries: two levels of full tiles, and partial ones at each; some are empty or long."""
    drawn, signer = random.Random(7), Signer("desk.example/log", Ed25519PrivateKey.generate())
    made = Log(tmp_path_factory.mktemp("log") / "ledger")
    for size in (1, 300, 66_000):
        # Neighbours of one length could be the same, and each then stands for the other rightly.
        grown = [drawn.randbytes((0, 40, 1, 70)[n % 4]) for n in range(size - made.size - 1)]
        made.append(ORIGIN, [*grown, drawn.randbytes(2**16 - 1)], [signer])
    (made.folder / "key").write_text(str(signer.verifier))
    return made


def key(log: Log) -> str:
    return (log.folder / "key").read_text()


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def cosigned(log: Log) -> tuple[Note, Verifier]:
    """Give the log's checkpoint with a cosignature of ours, and whose it is."""
    private = Ed25519PrivateKey.from_private_bytes(SEED)
    line = sign(str(log.checkpoint), WITNESS, private, at=SEEN)
    assert log.note is not None
    made = Note(log.note.text, (*log.note.signatures, line))
    return made, Verifier(WITNESS, private.public_key().public_bytes_raw(), COSIGNATURE)


@EACH
def test_others_accept_what_a_witness_of_ours_signed(other: Other, log: Log, by: str) -> None:
    """With the second at which it was seen; not a later second, another size, or under another key."""
    note, known = cosigned(log)
    told: dict[str, Any] = {"By": by, "Name": WITNESS, "Seed": coded(SEED), "Key": str(known)}
    raw = bytes(note).decode()
    assert other.ask("cosigned", Note=raw, **told) == (True, [note.text, SEEN])
    line = note.signatures[-1]
    later = type(line)(line.name, line.id, (SEEN + 1).to_bytes(8, "big") + line.bytes[8:])
    assert not other.ask("cosigned", Note=bytes(Note(note.text, (later,))).decode(), **told)[0]
    assert not other.ask("cosigned", Note=raw.replace(f"\n{log.size}\n", f"\n{log.size + 1}\n"), **told)[0]
    stranger = Verifier(WITNESS, Ed25519PrivateKey.generate().public_key().public_bytes_raw(), COSIGNATURE)
    strange = told | {"Key": str(stranger), "Seed": coded(bytes(32))}
    assert not other.ask("cosigned", Note=raw, **strange)[0]


@EACH
def test_we_accept_what_a_witness_of_others_signed(other: Other, log: Log, by: str) -> None:
    assert log.note is not None
    own = {"By": by, "Name": WITNESS, "Seed": coded(SEED), "Key": key(log), "Note": bytes(log.note).decode()}
    good, (public, signed) = other.ask("cosign", **own)
    assert good
    known, note = Verifier.parse(public), Note.parse(signed.encode())
    assert known == cosigned(log)[1]
    assert note.by([known]) == (known,)
    assert note.by([known, Verifier.parse(key(log))]) == (Verifier.parse(key(log)), known)
    assert Checkpoint.parse(note.text) == log.checkpoint
    with pytest.raises(BadNote):
        Note.parse(signed.replace(f"\n{log.size}\n", f"\n{log.size + 1}\n").encode()).by([known])


def test_others_read_our_proof_files(other: Other, log: Log) -> None:
    """Of any entry; not for its neighbour, not cut, and not with another index."""
    for index in (0, 1, 255, 256, 65_535, 65_536, log.size - 1):
        file, (entry,) = log.prove(index), log.entries(index, index + 1)
        told = {"Key": key(log), "Entry": coded(entry)}
        assert other.ask("proven", Proof=coded(file), **told)[0], index
        assert not other.ask("proven", Proof=coded(file), **(told | {"Entry": coded(entry + b"x")}))[0]
        moved = file.replace(b"\nindex %d\n" % index, b"\nindex %d\n" % (index ^ 1))
        assert not other.ask("proven", Proof=coded(moved), **told)[0]
        head, gap, signed = file.partition(b"\n\n")
        short = head.rpartition(b"\n")[0] + gap + signed
        assert not other.ask("proven", Proof=coded(short), **told)[0]


def test_we_read_proof_files_of_others(other: Other) -> None:
    """With something extra, which is theirs to understand, and without."""
    for size in (1, 2, 3, 255, 256, 257, 600):
        entries = [b"entry %d" % n for n in range(size)]
        for index in {0, size // 2, size - 1}:
            for extra in (b"", b"what an application adds"):
                given = {"Extra": coded(extra)} if extra else {}
                good, (public, file) = other.ask(
                    "prove", Entries=[coded(e) for e in entries], Index=index, Name=ORIGIN, **given
                )
                assert good
                raw, known = base64.b64decode(file), Verifier.parse(public)
                assert (b"\nextra " in raw) == bool(extra)
                checkpoint, note = proven(raw, entries[index])
                assert (checkpoint.size, note.by([known])) == (size, (known,))
                with pytest.raises(BadNote):
                    proven(raw, b"no entry")


def test_others_read_our_log_file_by_file(other: Other, log: Log, tmp_path: Path) -> None:
    """A client of tlog-tiles gets every entry from the folder as it lies, and fails when one byte of a tile differs."""
    good, held = other.ask("read", Folder=str(log.folder), Key=key(log))
    assert good
    assert [base64.b64decode(one) for one in held] == list(log.entries())
    for number, file in enumerate(("entries/001", "0/001", "1/000", "0/257.p/208", "1/001.p/1", "2/000.p/1")):
        copied = tmp_path / str(number)
        shutil.copytree(log.folder, copied)
        tile = copied / "tile" / file
        data = bytearray(tile.read_bytes())
        data[len(data) // 2] ^= 1
        tile.write_bytes(data)
        assert not other.ask("read", Folder=str(copied), Key=key(log))[0], file


def test_we_read_tiles_of_others(other: Other, tmp_path: Path) -> None:
    for size in (1, 255, 256, 257, 600, 66_000):
        entries, folder = [b"%d" % n for n in range(size)], tmp_path / str(size)
        assert other.ask("write", Folder=str(folder), Entries=[coded(e) for e in entries])[0]
        tiles = Tiles(folder, size)
        assert merkle.root(tiles.node, size) == merkle.root(partial(over, entries), size)
        ours = {f for f in tiles.files() if "entries" not in f.parts}
        assert ours == {f for f in (folder / "tile").rglob("*") if f.is_file()}


def over(entries: list[bytes], level: int, at: int) -> bytes:
    """Give a node from the entries alone, without a tile."""
    return folded([merkle.leaf_hash(e) for e in entries[at << level : (at + 1) << level]])
