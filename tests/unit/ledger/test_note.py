"""Signed notes against the published example, checkpoints, cosignatures and proofs as files."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim.ledger import merkle
from counterclaim.ledger.checkpoint import Checkpoint, proof, proven
from counterclaim.ledger.keys import Signer
from counterclaim.ledger.note import COSIGNATURE, BadNote, Note, Verifier, sign

#: The example of the documentation of Go's `golang.org/x/mod/sumdb/note`.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()


def signer(number: int = 1) -> Signer:
    return Signer(f"desk-{number}", Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32))


def test_the_published_example() -> None:
    key = Verifier.parse(KEY)
    assert str(key) == KEY
    note = Note.parse(EXAMPLE)
    assert bytes(note) == EXAMPLE
    assert note.by([key]) == (key,)


@pytest.mark.parametrize("at", range(0, len(EXAMPLE), 7))
def test_a_flipped_bit_is_noticed(at: int) -> None:
    changed = bytearray(EXAMPLE)
    changed[at] ^= 2
    try:
        signed = Note.parse(bytes(changed)).by([Verifier.parse(KEY)])
    except BadNote:
        return
    assert signed == ()


@pytest.mark.parametrize(
    "bad",
    [
        *(b"", b"text\n", b"text\n\n", b"text\n\nno line\n", b"\xff\n\n"),
        *(b"text\n\n\xe2\x80\x94 name !!!\n", b"a\rb\n\n\xe2\x80\x94 n AAAA\n"),
    ],
)
def test_what_is_no_note(bad: bytes) -> None:
    with pytest.raises(BadNote):
        Note.parse(bad)


@pytest.mark.parametrize(
    "bad",
    ["", "name", "name+00000000+AQ==", KEY.replace("a", "\udcff", 1), KEY.replace("c74f20a3", "c74f20a4"), KEY[:-4]],
)
def test_what_is_no_key(bad: str) -> None:
    with pytest.raises(BadNote):
        Verifier.parse(bad)


def test_a_witness_signs_with_the_time_it_saw() -> None:
    own, text = signer(), str(Checkpoint("log", 3, bytes(32)))
    witness = Verifier(own.name, own.verifier.key, COSIGNATURE)
    line = sign(text, own.name, own.key, at=1_700_000_000)
    assert Note(text, (line,)).by([witness, own.verifier]) == (witness,)
    later = type(line)(line.name, line.id, (1_700_000_001).to_bytes(8, "big") + line.bytes[8:])
    with pytest.raises(BadNote):
        Note(text, (later,)).by([witness])


def test_a_proof_is_one_file() -> None:
    entries = [b"a", b"b", b"c"]
    tree = {(0, n): merkle.leaf_hash(e) for n, e in enumerate(entries)}
    tree[1, 0] = merkle.node_hash(tree[0, 0], tree[0, 1])
    made = Checkpoint("log", 3, merkle.root(lambda *at: tree[at], 3))
    note = Note(str(made), (signer().sign(str(made)),))
    file = proof(1, merkle.inclusion(lambda *at: tree[at], 1, 3), note)
    checkpoint, signed = proven(file, b"b")
    assert (checkpoint, signed.by([signer().verifier])) == (made, (signer().verifier,))
    assert proven(file.replace(b"index", b"extra YW55\nindex"), b"b")[0] == made
    other = (
        b"index 0",
        b"1",
        b"index " + b"9" * 5_000,
        b"extra YW55",
        b"extra !\nindex 1",
        b"index 1\nextra YW55",
        b"extra YQ==\nextra YQ==\nindex 1",
    )
    for bad in (*(file.replace(b"index 1", one) for one in other), file.replace(b"v1", b"v2"), b"", file[:40]):
        with pytest.raises(BadNote):
            proven(bad, b"b")
    with pytest.raises(BadNote):
        proven(file, b"c")


@pytest.mark.parametrize(
    "bad", [f"log\n{'9' * 5_000}\n{'A' * 43}=\n", "log\n1\n\n", "log\n01\n" + "A" * 44 + "\n", "\n1\nAA\n", "log\n1"]
)
def test_what_is_no_checkpoint(bad: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(bad)
