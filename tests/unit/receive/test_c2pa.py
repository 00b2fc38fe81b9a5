"""A picture that says where it comes from (C2PA), signed here, and checked by that project's library where that is."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from counterclaim import confined
from counterclaim.receive import HERE, Incoming, Parser, Supplied, capture
from counterclaim.records.source import Artifact
from counterclaim.settings import Settings
from tests.unit.receive.test_artifacts import drawn

c2pa = pytest.importorskip("c2pa", reason="the extra `c2pa` is not installed: manifests are kept and not checked")
BEGIN = datetime(2025, 1, 1)  # noqa: DTZ001 - certificates say UTC without a zone


def _named(name: str) -> x509.Name:
    words = ((NameOID.ORGANIZATION_NAME, "Orvane Cameras"), (NameOID.COMMON_NAME, name))
    return x509.Name([x509.NameAttribute(oid, word) for oid, word in words])


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, root: ec.EllipticCurvePrivateKey, *, is_root: bool
) -> x509.Certificate:
    usage = x509.KeyUsage(not is_root, False, False, False, False, is_root, is_root, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named("Root"))
        .public_key(key.public_key())
        .serial_number(1 if is_root else 2)
        .not_valid_before(BEGIN)
        .not_valid_after(BEGIN + timedelta(days=9_000))
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()), critical=False)
    )
    if not is_root:
        mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])  # what the specification asks for
        made = made.add_extension(mail, critical=False)
    return made.sign(root, hashes.SHA256())


@cache
def signed() -> bytes:
    """Give a picture with a manifest, by an invented maker of cameras."""
    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    chain = (_certificate("Camera", own, root, is_root=False), _certificate("Root", root, root, is_root=True))
    told = c2pa.C2paSignerInfo(
        alg=b"es256",
        sign_cert=b"".join(c.public_bytes(serialization.Encoding.PEM) for c in chain),
        private_key=own.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        ta_url=None,
    )
    taken = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    actions = {"actions": [{"action": "c2pa.created", "digitalSourceType": taken}]}
    manifest = {"title": "Quay", "assertions": [{"label": "c2pa.actions", "data": actions}]}
    out = io.BytesIO()
    c2pa.Builder(json.dumps(manifest)).sign(c2pa.Signer.from_info(told), "image/jpeg", io.BytesIO(drawn()), out)
    return out.getvalue()


@pytest.mark.parametrize("parser", [HERE, confined.parser(120)], ids=["here", "confined"])
def test_a_manifest_is_checked_and_nothing_is_stripped(parser: Parser) -> None:
    """In the process that can load nothing, too: what holds, what was changed, and what breaks the library."""
    cut = signed()[: signed().index(b"jumdc2pa") + 40]
    # Past the manifest lie the points of the picture.
    changed = signed()[:-200] + bytes([signed()[-200] ^ 1]) + signed()[-199:]
    for data, state in ((signed(), "valid"), (changed, "invalid"), (cut, "cannot be checked")):
        taken = capture(Incoming("a.jpg", Path("a.jpg"), len(data)), data, "2031-05-07T10:00:00Z")
        (found,) = parser.reports(taken, data, Supplied(), Settings())
        assert isinstance(found, Artifact)
        assert found.byte_count == len(data)
        assert f" {state}" in dict(found.facts)["c2pa"]
