"""The index of a web archive, as replaying it needs: for each answer its address, time and place in the file (CDXJ).

Source: specs.webrecorder.net/cdxj/0.1.0; keys as the library `surt` writes them for plain web addresses.
"""

from __future__ import annotations

import io
import ipaddress
import json
import re
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from counterclaim.errors import Refused
from counterclaim.receive.items import refusing

_ANSWERS = frozenset({"response", "resource"})
_FIGURES = re.compile(r"\D")
_WWW = re.compile(r"^www\d*\.")
_CHUNK = 1 << 16


def index(data: bytes, filename: str) -> list[str]:
    """Give the lines of the index of a web archive of that name, sorted; what lies behind a break is left out."""
    out = []
    with suppress(Refused), refusing(filename):
        walk = ArchiveIterator(io.BytesIO(data), arc2warc=True)
        for record in walk:
            told = _told(record)
            while record.raw_stream.read(_CHUNK):
                pass
            if told is not None:
                key, row = told
                place = {"offset": str(walk.get_record_offset()), "length": str(walk.get_record_length())}
                out.append(f"{key} {json.dumps(row | place | {'filename': filename})}")
    return sorted(out)


def _told(record: Any) -> tuple[str, dict[str, str]] | None:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _ANSWERS or not url.startswith(("http://", "https://")):
        return None
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else record.content_type) or "unk"
    row = {
        "url": url,
        "mime": kind.partition(";")[0].strip() or "unk",
        "status": headers.get_statuscode() if headers else "200",
        "digest": record.rec_headers.get_header("WARC-Payload-Digest") or "",
    }
    moment = _FIGURES.sub("", record.rec_headers.get_header("WARC-Date") or "")[:14]
    return f"{key(url)} {moment}", row


def key(url: str) -> str:
    """Give the key of an address: its host backwards, then path and query in small letters, the query in order."""
    parts = urlsplit(url)
    host = _WWW.sub("", (parts.hostname or "").lower())
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    path = parts.path.lower()
    path = path.rstrip("/") or "/"
    return f"{_backwards(host)}{port}){path}" + (f"?{query}" if query else "")


def _backwards(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ",".join(reversed(host.split(".")))
