"""OpenTimestamps proofs: the path from bytes to a block of Bitcoin, walked without a network.

A proof says "hash this, append that, hash again …" until it comes to what a block holds, or to a calendar that
promises one. Whether the block holds it is for who has the blocks: no node is asked here, so that a proof alone shows
no time. Format: OpenTimestamps, detached proof, major version 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counterclaim.ledger.sized import bounded
from counterclaim.ledger.timestamp import BadStamp

#: A proof has some hundreds of bytes; a message on the path at most 4,096 (the format's own bound).
PROOF_BYTES_MAX = 64 * 1024
_MESSAGE_MAX, _DEPTH_MAX, _STEPS_MAX = 4096, 256, 10_000
_MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
_FORK, _ATTESTATION, _SHA256 = 0xFF, 0x00, 0x08
_BITCOIN, _PENDING = bytes.fromhex("0588960d73d71901"), bytes.fromhex("83dfe30d2ef90c8e")
_WITH_ARGUMENT: dict[int, Callable[[bytes, bytes], bytes]] = {0xF0: lambda m, a: m + a, 0xF1: lambda m, a: a + m}
_PLAIN: dict[int, Callable[[bytes], bytes]] = {
    0x02: lambda m: hashlib.sha1(m, usedforsecurity=False).digest(),
    _SHA256: lambda m: hashlib.sha256(m).digest(),
    0xF2: lambda m: m[::-1],
    0xF3: lambda m: m.hex().encode(),
}


@dataclass(frozen=True, slots=True, order=True)
class Attested:
    """One end of a proof.

    With `height` a block of Bitcoin, whose Merkle root must be `root` (hex, as block explorers print it); without one
    a promise of the calendar `promised`, or an attestation of an unknown kind.
    """

    height: int | None
    root: str = ""
    promised: str = ""


def attested(proof: bytes, data: bytes) -> tuple[Attested, ...]:
    """Give where a proof over bytes leads. Raises BadStamp for one that is broken, too long or over other bytes."""
    reader = _Reader(bounded(proof, PROOF_BYTES_MAX, "a proof", BadStamp))
    if reader.take(len(_MAGIC)) != _MAGIC or reader.number() != 1:
        raise BadStamp("no OpenTimestamps proof of version 1")
    if reader.byte() != _SHA256:
        raise BadStamp("a proof over another digest than SHA-256")
    if (message := reader.take(32)) != hashlib.sha256(data).digest():
        raise BadStamp("a proof over other bytes")
    found = tuple(sorted(_walk(reader, message), key=lambda a: (a.height is None, a.height or 0, a.promised)))
    if reader.left():
        raise BadStamp("bytes after the end of the proof")
    return found


def _walk(reader: _Reader, start: bytes) -> Iterator[Attested]:
    """Follow every branch; those that wait are kept in a list, so that no proof can be too deep for the program."""
    waiting, steps = [(start, 0)], 0
    while waiting:
        message, depth = waiting.pop()
        steps += 1
        tag = reader.byte()
        if tag == _FORK:
            waiting.append((message, depth))
            tag = reader.byte()
        if tag == _ATTESTATION:
            yield _end(reader, message)
        else:
            waiting.append((_step(reader, tag, message), depth + 1))
        if depth > _DEPTH_MAX or steps > _STEPS_MAX or len(waiting) > _DEPTH_MAX:
            raise BadStamp("a proof deeper than any honest one")


def _step(reader: _Reader, tag: int, message: bytes) -> bytes:
    if tag in _WITH_ARGUMENT:
        result = _WITH_ARGUMENT[tag](message, reader.sized(_MESSAGE_MAX))
    elif tag in _PLAIN:
        result = _PLAIN[tag](message)
    else:
        raise BadStamp(f"a step 0x{tag:02x}, which this program cannot do")
    if len(result) > _MESSAGE_MAX:
        raise BadStamp(f"a message of more than {_MESSAGE_MAX} bytes")
    return result


def _end(reader: _Reader, message: bytes) -> Attested:
    kind, inner = reader.take(8), _Reader(reader.sized(8192))
    if kind == _BITCOIN:
        return Attested(inner.number(), message[::-1].hex())
    if kind == _PENDING:
        return Attested(None, promised=inner.sized(1000).decode("ascii", "replace"))
    return Attested(None, promised=f"an unknown kind, {kind.hex()}")


class _Reader:
    """Bytes read from the front; what is not there is a BadStamp."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) < count:
            raise BadStamp("a proof that ends too early")
        self._at += count
        return found

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        value = 0
        for shift in range(0, 63, 7):
            part = self.byte()
            value |= (part & 0x7F) << shift
            if not part & 0x80:
                return value
        raise BadStamp("a number that is too large")

    def sized(self, most: int) -> bytes:
        if (count := self.number()) > most:
            raise BadStamp(f"{count:,} bytes where at most {most:,} can be")
        return self.take(count)

    def left(self) -> int:
        return len(self._data) - self._at
