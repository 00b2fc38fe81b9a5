"""Proofs and notes held against Go's own, both ways: `golang.org/x/mod/sumdb`, which checks every Go module on Earth.

It needs the Go compiler and that library where Debian puts it (`apt-get install golang-go golang-golang-x-mod-dev`);
without them these tests skip, and the published vectors in `tests/unit/ledger` alone hold ours to RFC 6962 and C2SP.
"""

from __future__ import annotations

import base64
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim.ledger import BadNote, Checkpoint, Keys, Log, Note, Signer, Verifier, merkle, sign
from tests.conformance.programs import Other, built

SOURCE = Path(__file__).parent / "golang" / "ledger.go"
LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
SIZES = (1, 2, 3, 5, 7, 8, 13, 255, 256, 257, 600)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Other]:
    if shutil.which("go") is None or not LIBRARY.is_dir():
        pytest.skip("Go or its library is not here: apt-get install golang-go golang-golang-x-mod-dev")
    made = Other(built(SOURCE, "/usr/share/gocode", tmp_path_factory.mktemp("golang")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """Give a log of 600 entries, which is more than a tile holds; a witness signed it at 257."""
    drawn, signer = random.Random(5), Signer("desk.example/log", Ed25519PrivateKey.generate())
    made = Log(tmp_path_factory.mktemp("log") / "ledger")
    for size in (1, 13, 257, 600):
        made.append(
            "desk.example/cases", [drawn.randbytes(drawn.randrange(60)) for _ in range(size - made.size)], [signer]
        )
        if size == 257:
            assert made.note is not None
            line = sign(made.note.text, "witness.example/w", Ed25519PrivateKey.generate(), at=1_900_000_000)
            made.keep(Note(made.note.text, (*made.note.signatures, line)))
    (made.folder / "key").write_text(str(signer.verifier))
    return made


def entries(log: Log, size: int) -> list[str]:
    return [base64.b64encode(e).decode() for e in log.entries(0, size)]


def hexes(path: list[bytes]) -> list[str]:
    return [step.hex() for step in path]


def test_both_give_one_root(other: Other, log: Log) -> None:
    for size in SIZES:
        assert other.ask("root", Entries=entries(log, size)) == (True, log.root(size).hex())


def test_the_other_accepts_our_proofs_and_no_changed_one(other: Other, log: Log) -> None:
    size, root, held = log.size, log.root(log.size).hex(), list(log.entries())
    for index in (0, 1, 255, 256, 511, 512, 598, 599):
        path, leaf = log.path(index), merkle.leaf_hash(held[index]).hex()
        told = {"Index": index, "Size": size, "Root": root, "Leaf": leaf}
        assert other.ask("record", Path=hexes(path), **told)[0]
        assert not other.ask("record", Path=hexes(path[::-1]), **told)[0]
        assert not other.ask("record", Path=hexes(path), **(told | {"Index": index ^ 1}))[0]
    for old in SIZES[:-1]:
        path, told = log.growth(old), {"Old": old, "Size": size, "Root": root, "OldRoot": log.root(old).hex()}
        assert other.ask("growth", Path=hexes(path), **told)[0]
        assert not other.ask("growth", Path=hexes(path), **(told | {"OldRoot": root}))[0]


def test_we_accept_proofs_of_the_other(other: Other, log: Log) -> None:
    held = list(log.entries())
    for size in SIZES:
        root = log.root(size)
        for index in {0, size // 2, size - 1}:
            good, path = other.ask("prove", Entries=entries(log, size), Index=index)
            assert good
            steps = [bytes.fromhex(step) for step in path or ()]
            assert merkle.included(index, size, merkle.leaf_hash(held[index]), steps, root)
            assert not merkle.included(index, size, merkle.leaf_hash(held[index] + b"x"), steps, root)
        for old in (n for n in SIZES if n < size):
            good, path = other.ask("prove growth", Entries=entries(log, size), Old=old)
            assert good
            assert merkle.consistent(old, size, log.root(old), [bytes.fromhex(step) for step in path or ()], root)


def test_the_other_opens_our_checkpoints(other: Other, log: Log) -> None:
    """The signed one, and one that a witness signed too; under another key, or with a bit flipped, it does not."""
    key, own = (log.folder / "key").read_text(), bytes(log.note or b"")
    for raw in (own, *(kept for _, kept in log.kept())):
        assert other.ask("open", Note=raw.decode(), Key=key) == (True, Note.parse(raw).text)
        assert not other.ask("open", Note=raw.decode().replace("desk.example/cases", "desk.example/casex"), Key=key)[0]
    stranger = Signer("desk.example/log", Ed25519PrivateKey.generate()).verifier
    assert not other.ask("open", Note=own.decode(), Key=str(stranger))[0]
    assert Checkpoint.parse(Note.parse(own).text).size == log.size


def test_we_open_notes_of_the_other(other: Other) -> None:
    text = "desk.example/cases\n1\nbjQLnP+zepicpUTmu3gKLHiNHT+zNzh2hRGjBhevoB0=\n"
    good, (key, signed) = other.ask("sign", Key="other.example/log", Text=text)
    assert good
    known, note = Verifier.parse(key), Note.parse(signed.encode())
    assert note.by([known]) == (known,)
    assert Checkpoint.parse(note.text).size == 1
    with pytest.raises(BadNote):
        Note.parse(signed.replace("\n1\n", "\n2\n").encode()).by([known])


def test_the_key_of_a_user_is_one_of_the_other(other: Other, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `keys show` prints is a verifier key of signed notes."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path))
    signer = Keys.own().signer()
    made = Note("a\n", (signer.sign("a\n"),))
    assert other.ask("open", Note=bytes(made).decode(), Key=str(signer.verifier)) == (True, "a\n")
