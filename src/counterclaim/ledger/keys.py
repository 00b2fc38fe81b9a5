"""The keys of this machine's user, outside of every case, and what they have signed.

signing.pem     the key that signs now (Ed25519, PKCS 8), made at first use, readable by its owner alone
retired/…pem    keys that were rotated out; each signs once more, beside its successor, in every case it signed
known.keys      public keys that are trusted, one a line as name+id+key; lines with `#` before are for people
authorities/…   root certificates of time-stamping authorities that are trusted, each in PEM
seen/…          of every log, the last checkpoint that was signed here, and where the case lay
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim import durable
from counterclaim.errors import CounterclaimError
from counterclaim.ledger.checkpoint import Checkpoint
from counterclaim.ledger.note import BadNote, Signature, Verifier, sign
from counterclaim.ledger.sized import beginning
from counterclaim.ledger.timestamp import CHAIN_BYTES_MAX, BadStamp, certificates, pem

#: The environment variable that says where the keys are.
PLACE = "COUNTERCLAIM_KEYS"
_SIGNING, _RETIRED, _KNOWN, _AUTHORITIES = "signing.pem", "retired", "known.keys", "authorities"
_SEEN, _BEGUN = "seen", "begun"
#: What stands before a key of one's own among those that are known.
_MADE_HERE = "made on this machine"


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its public name."""

    name: str
    key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """Give the public half."""
        return Verifier(self.name, self.key.public_key().public_bytes_raw())

    def sign(self, text: str) -> Signature:
        """Sign a checkpoint's text."""
        return sign(text, self.name, self.key)


class Keys:
    """The keys in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def own(cls) -> Keys:
        """Give this user's keys: where `COUNTERCLAIM_KEYS` says, else in the user's data folder."""
        home = os.environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
        said = os.environ.get(PLACE, "").strip() or f"{home}/counterclaim/keys"
        return cls(Path(said).expanduser())

    def signer(self) -> Signer:
        """Give the key that signs now; make it at first use. Raises CounterclaimError when neither can be."""
        file = self.folder / _SIGNING
        if not file.exists():
            self._make()
        return _read(file)

    def retired(self) -> tuple[Signer, ...]:
        """Give the keys that were rotated out and not revoked."""
        return tuple(_read(file) for file in sorted((self.folder / _RETIRED).glob("*.pem")))

    def known(self) -> tuple[Verifier, ...]:
        """Give every public key that is trusted here. Raises CounterclaimError for a line that is no key."""
        file = self.folder / _KNOWN
        if not file.is_file():
            return ()
        found = []
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                try:
                    found.append(Verifier.parse(line))
                except BadNote as bad:
                    raise CounterclaimError(
                        f"a public key in line {number} of {file}", str(bad), "Write one as name+id+key, or remove it."
                    ) from bad
        return tuple(found)

    def revoked(self) -> tuple[Verifier, ...]:
        """Give the keys that were made here and that nobody signs with any more: known, and their files destroyed."""
        file = self.folder / _KNOWN
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        made = {line for before, line in pairwise(lines) if before == f"# {_MADE_HERE}"}
        held = {s.verifier for s in (self.signer(), *self.retired())}
        return tuple(v for v in self.known() if str(v) in made and v not in held)

    def trust(self, verifier: Verifier, words: str) -> None:
        """Trust a public key from now on; `words` say whose it is."""
        if verifier not in self.known():
            file = self.folder / _KNOWN
            before = file.read_text(encoding="utf-8") if file.is_file() else ""
            durable.write(file, f"{before}# {words}\n{verifier}\n".encode())

    def authorities(self) -> tuple[x509.Certificate, ...]:
        """Give the root certificates of the time-stamping authorities that are trusted here.

        Raises CounterclaimError for a file that holds none.
        """
        found: list[x509.Certificate] = []
        for file in sorted((self.folder / _AUTHORITIES).glob("*.pem")):
            try:
                found += certificates(beginning(file, CHAIN_BYTES_MAX))
            except BadStamp as bad:
                raise CounterclaimError(f"certificates in {file}", str(bad), "Restore it, or remove it.") from bad
        return tuple(found)

    def trust_authority(self, root: x509.Certificate, words: str) -> None:
        """Trust an authority whose chain ends in a root certificate; `words` say whose it is."""
        stem = sha256(pem([root])).hexdigest()[:32]
        durable.write(self.folder / _AUTHORITIES / f"{stem}.pem", f"# {words}\n".encode() + pem([root]))

    def rotate(self) -> Signer:
        """Make a new signing key; the old one is kept to sign each case once more, beside the new one."""
        old = self.signer()
        durable.make_folder(self.folder / _RETIRED)
        (self.folder / _SIGNING).rename(self.folder / _RETIRED / f"{old.name}.pem")
        durable.sync_folder(self.folder)
        return self.signer()

    def revoke(self, name: str) -> None:
        """Destroy a retired key that may have been stolen; it stays known, and signs nothing more."""
        file = self.folder / _RETIRED / f"{name}.pem"
        if file not in (self.folder / _RETIRED).glob("*.pem"):
            held = ", ".join(s.name for s in self.retired()) or "none"
            raise CounterclaimError("the name of a retired key", f"`{name}`; retired are: {held}", "Rotate first.")
        file.unlink()

    def seen(self, origin: str) -> tuple[Checkpoint, Path] | None:
        """Give the last checkpoint signed here for a log, and where its case lay."""
        file = self._seen(origin)
        if not file.is_file():
            return None
        where, text = _told(file)
        return Checkpoint.parse(text), where

    def seen_at(self, where: Path) -> Checkpoint | None:
        """Give the last checkpoint signed here for a log that lay at a place; None when there is none."""
        return next((Checkpoint.parse(text) for _, text in self._at(where)), None)

    def begin(self, where: Path) -> None:
        """Remember that a new log is begun at a place, and forget what lay there."""
        for file, _ in self._at(where):
            file.unlink()
        durable.write(self._begun(where), os.fsencode(where))

    def begun(self, where: Path) -> bool:
        """Say whether a log was begun at a place and nothing signed for it yet."""
        return self._begun(where).is_file()

    def _begun(self, where: Path) -> Path:
        return self.folder / _BEGUN / sha256(os.fsencode(where)).hexdigest()[:32]

    def _at(self, where: Path) -> list[tuple[Path, str]]:
        files = [p for p in sorted((self.folder / _SEEN).glob("*")) if not p.name.startswith(durable.UNFINISHED)]
        told = [(file, *_told(file)) for file in files]
        return [(file, text) for file, at, text in told if at == where]

    def see(self, checkpoint: Checkpoint, where: Path) -> None:
        """Remember what was signed, instead of what else lay at its place."""
        for file, _ in self._at(where):
            if file != self._seen(checkpoint.origin):
                file.unlink()
        durable.write(self._seen(checkpoint.origin), os.fsencode(where) + f"\n{checkpoint}".encode())
        self._begun(where).unlink(missing_ok=True)

    def _seen(self, origin: str) -> Path:
        return self.folder / _SEEN / sha256(origin.encode()).hexdigest()[:32]

    def _make(self) -> None:
        durable.make_folder(self.folder)
        with durable.clear(str(self.folder)):
            self.folder.chmod(0o700)
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        made = _signer(key)
        self.trust(made.verifier, _MADE_HERE)
        durable.write(self.folder / _SIGNING, pem, mode=0o600)


def _told(file: Path) -> tuple[Path, str]:
    """Give where a case lay, in a folder whose name may be of several lines, and what was signed there."""
    where, *lines = os.fsdecode(file.read_bytes()).rsplit("\n", 4)
    return Path(where), "\n".join(lines)


def _signer(key: Ed25519PrivateKey) -> Signer:
    public = key.public_key().public_bytes_raw()
    return Signer(f"desk-{sha256(public).hexdigest()[:12]}", key)


def _read(file: Path) -> Signer:
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as cause:
        raise CounterclaimError(
            f"a private key in {file}", type(cause).__name__, "Restore it, or move it away: a new one is made."
        ) from cause
    if not isinstance(key, Ed25519PrivateKey):
        raise CounterclaimError(f"an Ed25519 key in {file}", "a key of another kind", "Restore it, or move it away.")
    return _signer(key)
