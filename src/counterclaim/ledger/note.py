"""Signed notes: a text and lines that sign it, each with the name of a key. Source: C2SP signed-note, version 1.

Also the cosignatures of witnesses. Source: C2SP tlog-cosignature, version 1.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from counterclaim.ledger.sized import bounded

ED25519, COSIGNATURE = 1, 4
#: A checkpoint that its keeper signed has some 200 bytes, and each witness adds some 170.
NOTE_BYTES_MAX = 64 * 1024
#: A public key has some 80 letters after its name.
KEY_CHARS_MAX = 1_000
_NAME = re.compile(r"[^\s+\u0000-\u001f\u007f]+")
_SIGNED_BY = "\u2014 "
_ID, _SIGNATURE, _TIME, _KEY = 4, 64, 8, 32


class BadNote(ValueError):
    """Bytes that are no signed note, or a key's text that is none; its words say what came."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name: `ED25519` for who keeps a log, `COSIGNATURE` for a witness."""

    name: str
    key: bytes
    kind: int = ED25519

    @property
    def id(self) -> bytes:
        """Give the four bytes by which a signature line names its key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:_ID]

    def __str__(self) -> str:
        """Give the key as C2SP writes it: name, id and key."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.key).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Give the key that a text names. Raises BadNote."""
        if len(text) > KEY_CHARS_MAX:
            raise BadNote(f"more than the {KEY_CHARS_MAX:,} letters that a key can have")
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise BadNote("half a character in what should be a key")
        name, _, rest = text.strip().partition("+")
        id_, _, key = rest.partition("+")
        raw = decoded(key)
        made = cls(name, raw[1:], raw[0]) if len(raw) == 1 + _KEY else None
        if made is None or not _NAME.fullmatch(name) or made.id.hex() != id_ or made.kind not in {ED25519, COSIGNATURE}:
            raise BadNote(f"`{text.strip()[:120]}`, which is no key as name+id+key")
        return made

    def signed(self, text: str, signature: bytes) -> bool:
        """Say whether this key made a signature of a text."""
        message, own = text.encode(), signature
        if self.kind == COSIGNATURE:
            own = signature[_TIME:]
            message = _timed(text, int.from_bytes(signature[:_TIME], "big"))
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(own, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name and id, and what it signed with."""

    name: str
    id: bytes
    bytes: bytes

    def __str__(self) -> str:
        """Give the line."""
        return f"{_SIGNED_BY}{self.name} {base64.b64encode(self.id + self.bytes).decode()}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends with a line's end, and who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        """Give the note as it is stored and sent."""
        return (self.text + "\n" + "".join(f"{s}\n" for s in self.signatures)).encode()

    @classmethod
    def parse(cls, data: bytes, most: int = NOTE_BYTES_MAX) -> Self:
        """Give the note that bytes hold, `most` of them. Raises BadNote."""
        try:
            whole = bounded(data, most, "a signed note", BadNote).decode()
        except UnicodeDecodeError as cause:
            raise BadNote("bytes that are no UTF-8") from cause
        text, gap, lines = whole.rpartition("\n\n")
        if not gap or not lines.endswith("\n") or any(ord(c) < 32 and c != "\n" for c in whole):
            raise BadNote("bytes without a text, an empty line and signature lines")
        return cls(text + "\n", tuple(_signature(line) for line in lines.removesuffix("\n").split("\n")))

    def by(self, known: Iterable[Verifier]) -> tuple[Verifier, ...]:
        """Give the keys among these that signed the note. Raises BadNote when one of them signed it wrongly."""
        keys = {(k.name, k.id): k for k in known}
        found = []
        for one in self.signatures:
            if (key := keys.get((one.name, one.id))) is not None:
                if not key.signed(self.text, one.bytes):
                    raise BadNote(f"a signature of {key.name} that does not fit")
                found.append(key)
        return tuple(found)


def sign(text: str, name: str, key: Ed25519PrivateKey, *, at: int | None = None) -> Signature:
    """Sign a text as the keeper of a log or, with the second `at`, as a witness who saw it then."""
    kind = ED25519 if at is None else COSIGNATURE
    message = text.encode() if at is None else _timed(text, at)
    stamp = b"" if at is None else at.to_bytes(_TIME, "big")
    return Signature(name, Verifier(name, key.public_key().public_bytes_raw(), kind).id, stamp + key.sign(message))


def _timed(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _signature(line: str) -> Signature:
    name, _, coded = line.removeprefix(_SIGNED_BY).partition(" ")
    raw = decoded(coded)
    if not line.startswith(_SIGNED_BY) or not _NAME.fullmatch(name) or len(raw) < _ID + _SIGNATURE:
        raise BadNote("a signature line that names no key, or signs nothing")
    return Signature(name, raw[:_ID], raw[_ID:])


def decoded(coded: str) -> bytes:
    """Give what base64 stands for; nothing where it is none, or not in the one form that stands for these bytes."""
    try:
        found = base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return found if base64.b64encode(found).decode() == coded else b""
