"""Web archives made in a test: invented pages at invented addresses, packed as the tools of the field pack them."""

from __future__ import annotations

import base64
import io
import json
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.unit.receive.taking import STORY, zipped

HOME = "https://harbour-post.example/2031/05/07/quay.html"
PAGE = f"<html><body><article><h1>Quay shut</h1>{f'<p>{STORY}</p>' * 3}</article></body></html>".encode()
OTHER = PAGE.replace(b"Monday", b"Tuesday")


def a_warc(*answers: tuple[str, str, bytes], gzip: bool = True, status: str = "200 OK") -> bytes:
    """Give a WARC with an answer for each (address, content type, body), as its own writer makes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
    for address, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def a_wacz(
    warc: bytes, pages: list[str], *, sign: str = "", changed: dict[str, bytes] | None = None, sealed: bool = True
) -> bytes:
    """Give a WACZ; `sign` is `der` or `browser` for an anonymous signature, `changed` replaces members once packed."""
    lines = [{"format": "json-pages-1.0"}, *({"url": url, "ts": "2031-05-07T10:00:00Z"} for url in pages)]
    members: dict[str, Any] = {
        "archive/data.warc.gz": warc,
        "pages/pages.jsonl": "\n".join(json.dumps(line) for line in lines).encode(),
        "indexes/index.cdx": b"example)/ 2031 {}",
    }
    resources = [
        {
            "name": path.rpartition("/")[2],
            "path": path,
            "hash": f"sha256:{sha256(data).hexdigest()}",
            "bytes": len(data),
        }
        for path, data in members.items()
    ]
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    members["datapackage.json"] = package
    digest: dict[str, Any] = {"path": "datapackage.json", "hash": f"sha256:{sha256(package).hexdigest()}"}
    if sign:
        digest["signedData"] = signature(digest["hash"], sign)
    if sealed:
        members["datapackage-digest.json"] = json.dumps(digest).encode()
    return zipped(members | (changed or {}))


def signature(stated: str, form: str) -> dict[str, str]:
    """Give an anonymous signature over a digest, in DER or as a browser writes it."""
    key = ec.generate_private_key(ec.SECP384R1())
    signed = key.sign(stated.encode(), ec.ECDSA(SHA256()))
    if form == "browser":
        signed = b"".join(n.to_bytes(48, "big") for n in decode_dss_signature(signed))
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return {
        "hash": stated, "created": "2031-05-07T10:01:00Z", "software": "a test", "version": "0.1.0",
        "signature": base64.b64encode(signed).decode(), "publicKey": base64.b64encode(public).decode(),
    }  # fmt: skip
