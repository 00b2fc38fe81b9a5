"""A time-stamping authority of this machine, for tests: certificates made here, tokens signed by OpenSSL's `ts`."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


class Authority:
    """A root, an authority below another, and a signer of time stamps; all names are invented."""

    def __init__(self, folder: Path, name: str = "Stamp Office of Orvane") -> None:
        if shutil.which("openssl") is None:
            pytest.skip("the openssl program is not there: no local time-stamping authority can be made")
        self.folder = folder
        folder.mkdir(parents=True)
        self.root_key, self.middle_key, self.key = _key(), _key(), _key()
        self.root = _certificate(f"{name} root", self.root_key, None)
        self.middle = _certificate(f"{name} middle", self.middle_key, (self.root, self.root_key))
        self.signer = self.signing()
        (folder / "ts.cnf").write_text(_CONFIG)
        (folder / "serial").write_text("01\n")
        (folder / "key.pem").write_bytes(
            self.key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        self.root_file = self._write("root.pem", self.root)
        self.chain_file = self._write("chain.pem", self.middle, self.root)

    def signing(self, **more: Any) -> x509.Certificate:
        """Give a certificate of the signer: same name, number and key each time, other contents as asked."""
        return _certificate("Signer", self.key, (self.middle, self.middle_key), number=7, stamps=True, **more)

    def answer(self, query: bytes, *more: x509.Certificate) -> bytes:
        """Answer a query; with `more`, these certificates are carried too."""
        (self.folder / "query.tsq").write_bytes(query)
        self._write("signer.pem", self.signer)
        words = ["openssl", "ts", "-reply", "-config", "ts.cnf", "-queryfile", "query.tsq", "-out", "answer.tsr"]
        words += ["-signer", "signer.pem", "-inkey", "key.pem"]
        if more:
            self._write("more.pem", *more)
            words += ["-chain", "more.pem"]
        subprocess.run(words, cwd=self.folder, check=True, capture_output=True, timeout=60)
        return (self.folder / "answer.tsr").read_bytes()

    def _write(self, name: str, *certificates: x509.Certificate) -> Path:
        raw = b"".join(c.public_bytes(serialization.Encoding.PEM) for c in certificates)
        (self.folder / name).write_bytes(raw)
        return self.folder / name


def swapped(token: bytes, old: x509.Certificate, new: x509.Certificate) -> bytes:
    """Give a token that carries another certificate of equal length."""
    before, after = (c.public_bytes(serialization.Encoding.DER) for c in (old, new))
    assert len(before) == len(after)
    assert before in token
    return token.replace(before, after)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    by: tuple[x509.Certificate, rsa.RSAPrivateKey] | None,
    *,
    number: int | None = None,
    stamps: bool = False,
    usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING,
    ended: bool = False,
    critical: bool = True,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    begin, end = (now - timedelta(days=900), now - timedelta(days=30)) if ended else (now - timedelta(days=1000), None)
    made = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
    made = made.issuer_name(by[0].subject if by else subject).serial_number(number or x509.random_serial_number())
    made = made.not_valid_before(begin).not_valid_after(end or now + timedelta(days=400))
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([usage]), critical=critical)
    else:
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return made.sign(by[1] if by else key, hashes.SHA256())
