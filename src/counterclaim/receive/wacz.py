"""WACZ files (webrecorder/specs 1.1.1): their resources checked against their digests, their signature, their pages.

A valid signature says who packed the file and that it is unchanged since; it does not say that a server sent this.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from counterclaim.errors import Refused
from counterclaim.receive.archive import members
from counterclaim.receive.decode import json_value
from counterclaim.receive.items import Item
from counterclaim.receive.warc import warc
from counterclaim.records.source import Refusal
from counterclaim.records.words import ArtifactRole

_PACKAGE, _DIGEST = "datapackage.json", "datapackage-digest.json"
_AGAIN = "Download or export it again; the bytes are kept as they came."
Facts = tuple[tuple[str, str], ...]


def wacz(item: Item) -> Iterator[Item | Refusal]:
    """Give the pages and artifacts of a WACZ; a resource that is missing, changed or unlisted is refused by name."""
    held: dict[str, Item] = {}
    for found in members(item):
        if isinstance(found, Refusal):
            yield found
        else:
            held[found.path.removeprefix(f"{item.label}!")] = found
    package = _json(item, held, _PACKAGE)
    facts: Facts = ()
    if _DIGEST in held:
        facts = _sealed(item, held)
        yield _aside(held.pop(_DIGEST), facts)
    listed = {str(r.get("path", "")): r for r in package.get("resources", ()) if isinstance(r, dict)}
    yield _aside(held.pop(_PACKAGE), (("digest file", "there" if facts else "none, so nothing seals the list"),))
    for path, told in listed.items():
        if why := _wrong(told, held.get(path)):
            held.pop(path, None)
            yield Refusal(name=f"{item.label}!{path}", reason=why, todo=_AGAIN)
    for path in sorted(set(held) - set(listed)):
        held.pop(path)
        reason = f"a file that {_PACKAGE} does not list: it was added later"
        yield Refusal(name=f"{item.label}!{path}", reason=reason, todo=_AGAIN)
    pages = {address for path, one in held.items() if path.startswith("pages/") for address in _pages(one)}
    for path, one in sorted(held.items()):
        if path.startswith("archive/"):
            yield from warc(one, pages)
        else:
            yield _aside(one, (("digest", "as listed"),))


def _aside(member: Item, facts: Facts) -> Item:
    return member.told(facts, ArtifactRole.PROOF)


def _json(item: Item, held: Mapping[str, Item], name: str) -> dict[str, Any]:
    if name not in held:
        raise Refused(item.label, f"a WACZ with its {name}", "an archive without it", _AGAIN)
    try:
        found = json_value(held[name].text()[0])
    except (ValueError, RecursionError) as cause:
        raise Refused(f"{item.label}!{name}", "JSON", "broken JSON", _AGAIN) from cause
    if not isinstance(found, dict):
        raise Refused(f"{item.label}!{name}", "a JSON object", f"a {type(found).__name__}", _AGAIN)
    return found


def _wrong(told: Mapping[str, Any], member: Item | None) -> str:
    """Say what is wrong with a listed resource; empty when it is there with its digest and size."""
    if member is None:
        return f"listed in {_PACKAGE} and not there"
    algorithm, _, expected = str(told.get("hash", "")).partition(":")
    if algorithm != "sha256":
        return f"a digest of the kind `{algorithm[:20] or 'none'}`, where `sha256` is known"
    if sha256(member.data).hexdigest() != expected.lower():
        return f"changed or damaged: it does not have the digest in {_PACKAGE}"
    return "" if told.get("bytes", len(member.data)) == len(member.data) else "of another size than listed"


def _sealed(item: Item, held: Mapping[str, Item]) -> Facts:
    """Check the digest over the list of resources and the signature over it. Raises Refused for a wrong one."""
    told = _json(item, held, _DIGEST)
    stated = str(told.get("hash", ""))
    if _PACKAGE not in held or stated.lower() != f"sha256:{sha256(held[_PACKAGE].data).hexdigest()}":
        came = "another one: the list of resources was changed"
        raise Refused(item.label, f"a {_PACKAGE} with the digest in {_DIGEST}", came, _AGAIN)
    facts: Facts = (("digest of the list", "as stated"),)
    signed = told.get("signedData")
    if not isinstance(signed, dict):
        return (*facts, ("signature", "none"))
    if str(signed.get("hash", "")) != stated:
        raise Refused(item.label, "a signature over this list", "one over another", _AGAIN)
    try:
        key, whose = _signer(signed)
        _check(key, str(signed["signature"]), stated)
    except (InvalidSignature, UnsupportedAlgorithm, KeyError, ValueError, TypeError, binascii.Error) as cause:
        came = f"one that does not hold ({type(cause).__name__})"
        raise Refused(item.label, "a valid signature or none", came, _AGAIN) from cause
    facts += (("signature", f"holds; by {whose}"), ("signed as created", str(signed.get("created", "not said"))))
    if signed.get("timeSignature"):
        facts += (("time stamp", "there and kept; not checked here"),)
    return facts


def _signer(signed: Mapping[str, Any]) -> tuple[ec.EllipticCurvePublicKey, str]:
    """Give the key that signed and whose it says to be. Source: wacz-auth 0.1.0, anonymous and domain signatures."""
    if signed.get("domainCert"):
        certificate = x509.load_pem_x509_certificate(str(signed["domainCert"]).encode())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        domain = str(signed.get("domain", ""))
        if domain not in names.get_values_for_type(x509.DNSName):
            raise ValueError("a certificate for another domain")
        key: Any = certificate.public_key()
        whose = f"a certificate for {domain}, whose authority is not checked offline"
    else:
        der = base64.b64decode(str(signed["publicKey"]), validate=True)
        key = load_der_public_key(der)
        whose = f"the key {sha256(der).hexdigest()[:16]}, which names nobody"
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise UnsupportedAlgorithm("a key of another kind than ECDSA")
    return key, whose


def _check(key: ec.EllipticCurvePublicKey, signature: str, stated: str) -> None:
    """Check a signature over the stated digest, in DER or as two numbers of one length (as browsers write it)."""
    raw = base64.b64decode(signature, validate=True)
    size = (key.curve.key_size + 7) // 8
    forms = [raw]
    if len(raw) == 2 * size:
        forms.insert(0, encode_dss_signature(int.from_bytes(raw[:size], "big"), int.from_bytes(raw[size:], "big")))
    for form in forms[:-1]:
        try:
            return key.verify(form, stated.encode(), ec.ECDSA(SHA256()))
        except InvalidSignature:
            continue
    return key.verify(forms[-1], stated.encode(), ec.ECDSA(SHA256()))


def _pages(item: Item) -> Iterator[str]:
    """Give the addresses that an index of pages names; a line that is none is passed over."""
    for line in item.data.decode("utf-8", "replace").splitlines():
        try:
            row = json_value(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("url"), str):
            yield row["url"]
