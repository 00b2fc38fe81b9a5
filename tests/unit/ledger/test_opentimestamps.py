"""OpenTimestamps proofs, written here byte by byte; the reference library, where it is there, reads them alike."""

from __future__ import annotations

import hashlib
import random

import pytest

from counterclaim.ledger import BadStamp
from counterclaim.ledger.opentimestamps import Attested, attested

DATA = b"a checkpoint of Orvane\n"
MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
BITCOIN, PENDING = bytes.fromhex("0588960d73d71901"), bytes.fromhex("83dfe30d2ef90c8e")
CALENDAR = "https://calendar.example"


def number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def sized(data: bytes) -> bytes:
    return number(len(data)) + data


def proof(steps: bytes, data: bytes = DATA) -> bytes:
    return MAGIC + b"\x01\x08" + hashlib.sha256(data).digest() + steps


def block(height: int) -> bytes:
    return b"\x00" + BITCOIN + sized(number(height))


def promise(url: str = CALENDAR) -> bytes:
    return b"\x00" + PENDING + sized(sized(url.encode()))


def test_a_path_leads_to_a_block() -> None:
    """Append, hash, prepend, hash twice: the root is what a block must hold, printed as explorers print it."""
    steps = b"\xf0" + sized(b"salt") + b"\x08" + b"\xf1" + sized(b"left") + b"\x08\x08" + block(800_000)
    inner = hashlib.sha256(hashlib.sha256(DATA).digest() + b"salt").digest()
    root = hashlib.sha256(hashlib.sha256(b"left" + inner).digest()).digest()
    assert attested(proof(steps), DATA) == (Attested(800_000, root[::-1].hex()),)


def test_branches_end_each_for_itself() -> None:
    steps = (
        b"\xff\x08"
        + b"\xff"
        + promise()
        + block(7)
        + b"\xff"
        + promise("https://b.example")
        + b"\xf2\xf3\x02"
        + block(9)
    )
    found = attested(proof(steps), DATA)
    assert [a.height for a in found] == [7, 9, None, None]
    assert {a.promised for a in found} == {"", CALENDAR, "https://b.example"}


def test_an_end_of_another_kind_is_said_to_be_that() -> None:
    (found,) = attested(proof(b"\x00" + b"litecoin" + sized(b"\x01")), DATA)
    assert (found.height, "unknown kind" in found.promised) == (None, True)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b"", "too early"),
        (b"<html>", "too early"),
        (b"x" * 200, "no OpenTimestamps"),
        (proof(block(1), b"other"), "other bytes"),
        (proof(b"\x08" * 400 + block(1)), "deeper"),
        (proof(b"\xff\x08" * 300 + block(1)), "deeper"),
        (proof(b"\x67" + block(1)), "0x67"),
        (proof(b"\xff\xff" + block(1)), "0xff"),
        (proof(b"\xf0" + sized(b"a" * 4096) + block(1)), "4096"),
        (proof(b"\xf0" + number(1 << 40) + block(1)), "at most"),
        (proof(b"\xf0" + b"\x80" * 12), "too large"),
        (proof(block(1)[:-1]), "too early"),
        (proof(block(1) + b"x"), "after the end"),
        (proof(block(1)) + b"x" * 70_000, "more than"),
        (MAGIC + b"\x02\x08" + bytes(40), "version 1"),
        (MAGIC + b"\x01\x02" + bytes(40), "another digest"),
    ],
)
def test_what_is_no_proof_is_refused(bad: bytes, why: str) -> None:
    with pytest.raises(BadStamp, match=why):
        attested(bad, DATA)


def test_the_reference_library_reads_alike() -> None:
    """On many drawn proofs both find the same ends."""
    pytest.importorskip("opentimestamps", reason="the reference library is LGPL and no dependency; it is not here")
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
    from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
    from opentimestamps.core.timestamp import DetachedTimestampFile

    drawn = random.Random(13)

    def tree(depth: int) -> bytes:
        branches = []
        # Of two equal steps from one message the library keeps the second alone; so the kinds of a node differ.
        for kind in drawn.sample("hapbwx" if depth else "bw", drawn.randint(1, 2)):
            step = {"h": b"\x08", "a": b"\xf0" + sized(drawn.randbytes(drawn.randint(1, 40)))}
            step |= {"p": b"\xf1" + sized(drawn.randbytes(drawn.randint(1, 40))), "x": b"\x02"}
            ends = {"b": block(drawn.randrange(1 << 20)), "w": promise(f"https://c{drawn.randrange(9)}.example")}
            branches.append(ends[kind] if kind in ends else step[kind] + tree(depth - 1))
        return b"".join(b"\xff" + b for b in branches[:-1]) + branches[-1]

    def theirs(raw: bytes) -> set[tuple[int | None, str, str]] | None:
        try:
            read = DetachedTimestampFile.deserialize(BytesDeserializationContext(raw))
        except (DeserializationError, ValueError):
            return None
        ends: set[tuple[int | None, str, str]] = set()
        for message, end in read.timestamp.all_attestations():
            if isinstance(end, BitcoinBlockHeaderAttestation):
                ends.add((end.height, message[::-1].hex(), ""))
            else:
                ends.add((None, "", end.uri if isinstance(end, PendingAttestation) else "unknown"))
        return ends

    def ours(raw: bytes) -> set[tuple[int | None, str, str]] | None:
        try:
            found = attested(raw, DATA)
        except BadStamp:
            return None
        unknown = "an unknown kind"
        return {(a.height, a.root, "unknown" if a.promised.startswith(unknown) else a.promised) for a in found}

    for _ in range(300):
        raw = proof(tree(4))
        assert ours(raw) == theirs(raw) is not None
