"""Archives of ProofMode: a picture or recording with what its camera's program noted, and signatures over both.

Each proof is named by the SHA-256 of the file it is about. All is kept as it came; the digests are checked, and the
signatures with the key that lies in the archive, which says that one device signed them and names nobody.
Source: proofmode.org, "Verifying ProofMode": HASH.proof.json or .csv, HASH.asc, HASH.proof.*.asc, pubkey.asc.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from counterclaim.canonical import digest
from counterclaim.errors import Refused
from counterclaim.receive.archive import members
from counterclaim.receive.decode import json_value
from counterclaim.receive.items import Item, refusing
from counterclaim.records.source import Refusal
from counterclaim.records.words import ArtifactRole

_PROOF = re.compile(r"(?:^|/)([0-9a-fA-F]{64})\.proof\.(?:json|csv)$")
_ABOUT = re.compile(r"^([0-9a-fA-F]{64})\.")
_KEY, _SIGNATURE = "pubkey.asc", ".asc"
_STATED = "File Hash SHA256"
_AGAIN = "Export the proof again; the bytes are kept as they came."
Fact = tuple[str, str]


def unpacked(item: Item) -> Iterator[Item | Refusal]:
    """Give the members of an archive; in one of ProofMode each with what its proof shows, or does not."""
    if not _is_proof(item.data):
        yield from members(item)
        return
    held: dict[str, Item] = {}
    for found in members(item):
        if isinstance(found, Refusal):
            yield found
        else:
            held[PurePosixPath(found.path.removeprefix(f"{item.label}!")).name] = found
    named = {digest(one.data): name for name, one in held.items()}
    keys = [one.data for name, one in held.items() if name == _KEY]
    for name, one in sorted(held.items()):
        told = [*_signed(one, held.get(f"{_signature_of(name, one)}{_SIGNATURE}"), keys)]
        about = _ABOUT.match(name)
        if about is None and name != _KEY and digest(one.data) in _hashes(held):
            yield one.told((("proofmode", "a proof names its digest"), *told))
            continue
        if about is not None:
            told[:0] = _about(name, one, about[1].lower(), named)
        yield one.told(tuple(told), ArtifactRole.PROOF) if about or name == _KEY else one.told(tuple(told))
    for wrong in sorted(_hashes(held) - set(named)):
        reason = "no file in the archive has the digest that this proof names: it was changed, or is not there"
        yield Refusal(name=f"{item.label}!{wrong}", reason=reason, todo=_AGAIN)


def warm_up() -> None:
    """Load the library that checks signatures, where it is installed: a confined process can load nothing later."""
    _checked(b"", b"", [b""])


def _is_proof(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(_PROOF.search(name) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _hashes(held: Mapping[str, Item]) -> set[str]:
    return {found[1].lower() for name in held if (found := _PROOF.search(name))}


def _signature_of(name: str, one: Item) -> str:
    """Give what a file's signature is named after: a proof's own name, of other files their digest."""
    return name if _ABOUT.match(name) else digest(one.data)


def _about(name: str, one: Item, expected: str, named: Mapping[str, str]) -> Iterator[Fact]:
    yield "proves", named.get(expected, "no file that is here")
    if name.endswith(".json"):
        try:
            stated = json_value(one.data.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            yield "proof", "broken JSON"
            return
        inside = str(stated.get(_STATED, "")) if isinstance(stated, dict) else ""
        same = "as its name says" if inside.lower() == expected else "another one inside than in its name"
        yield "digest in the proof", same if inside else "none stated inside"


def _signed(one: Item, signature: Item | None, keys: Sequence[bytes]) -> Iterator[Fact]:
    if signature is not None:
        words = _checked(one.data, signature.data, keys) if keys else "there and kept; no key here to check it with"
        yield "signature", words


def _checked(data: bytes, signature: bytes, keys: Sequence[bytes]) -> str:
    """Say what an OpenPGP signature is worth: by the library pysequoia where it is installed (extra `proofmode`)."""
    try:
        import pysequoia
    except ImportError:
        return "there and kept; not checked, for the extra `proofmode` is not installed"

    def known(_: Any) -> list[Any]:
        return [pysequoia.Cert.from_bytes(key) for key in keys]

    try:
        with refusing("a signature"):
            found = pysequoia.verify(bytes=data, store=known, signature=pysequoia.Sig.from_bytes(signature))
    except Refused as error:
        return f"does not hold ({' '.join(str(error.__cause__ or error).split())[:120]})"
    return f"holds; by the key {found.valid_sigs[0].certificate}, which names nobody"
