"""One query to one time-stamping authority (RFC 3161 §3.4), when its user asks for that: bounded, never redirected.

What is sent is a digest. The answer comes from a machine that is not trusted; whoever calls this checks it.
"""

from __future__ import annotations

import ssl
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from counterclaim.errors import CounterclaimError, UsageError

SECONDS, SECONDS_ALL, BYTES_MAX = 10.0, 60.0, 256 * 1024
_CHUNK = 16 * 1024
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


def answered(url: str, query: bytes, seconds: float = SECONDS_ALL) -> bytes:
    """Give an authority's answer to a query.

    Plain `http` is taken: a token proves itself, and only a digest is sent. Raises UsageError for what is no address,
    CounterclaimError when there is no whole answer in time.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise UsageError("--authority http(s)://HOST[:PORT]/PATH, without user and key", url[:200])
    kind: Any = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    more = {"context": ssl.create_default_context()} if parts.scheme == "https" else {}
    until = time.monotonic() + seconds
    came = bytearray()
    try:
        connection = kind(parts.hostname, parts.port, timeout=min(SECONDS, seconds), **more)
        try:
            connection.request(
                "POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), query, _HEADERS
            )
            response = connection.getresponse()
            while response.status == 200 and (part := response.read1(_CHUNK)):
                came += part
                if len(came) > BYTES_MAX or time.monotonic() > until:
                    raise OSError("an answer that is too long, or too slow")
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as cause:
        told = f"{type(cause).__name__}: {cause}"
        raise CounterclaimError(
            f"an answer from {parts.hostname}", told, "Try again, or carry it: --request."
        ) from cause
    if response.status != 200:
        told = f"status {response.status}" + (
            ", a redirection, which is never followed" if response.status < 400 else ""
        )
        raise CounterclaimError(f"an answer from {parts.hostname}", told, "Is this the authority's address?")
    return bytes(came)
