"""One address asked once: what was sent and what came, byte for byte, within bounds, and from which machine.

The machine's address is looked up once, must be of the public network unless its user means another, and is the one
that is connected to.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.settings import VERSION

SECONDS_CONNECT = 15.0
AGENT = f"counterclaim/{VERSION} (keeps one page for its user)"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was sent and heard, from which machine, what the answer says of itself, and its body as it is meant."""

    sent: bytes
    heard: bytes
    machine: str
    status: int
    leads_to: str
    kind: str
    body: bytes


def asked(url: str, private: bool, until: float, left: int) -> Exchange:
    """Ask one address once. Raises UsageError, CounterclaimError."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        machine = _resolved(host, port, private)
        connection = _Connection(parts.netloc, machine, port, until)
        with connection.open(host if parts.scheme == "https" else "", left) as heard:
            answer, body = _exchanged(connection, parts.path + (f"?{parts.query}" if parts.query else ""))
            leads_to, kind = (answer.headers[name] or "" for name in ("Location", "Content-Type"))
            return Exchange(connection.sent, bytes(heard.bytes), machine, answer.status, leads_to, kind, body)
    except (OSError, HTTPException, ValueError, UnicodeError) as cause:
        told = f"{type(cause).__name__}: {cause}"[:200]
        raise CounterclaimError(
            f"a whole answer from `{host}`", told, "Try again, or save the page by hand."
        ) from cause


def _resolved(host: str, port: int, private: bool) -> str:
    """Give the machine's address. Raises UsageError for one that is not of the public network, OSError for none."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        plain = ipaddress.ip_address(address.partition("%")[0])
        own = getattr(plain, "ipv4_mapped", None) or plain
        if not private and (not own.is_global or own.is_multicast):
            todo = "--capture-private allows it; a page can lead there without your knowing."
            raise UsageError(f"`{host}` in the public network", f"`{own}`, an address of a private one", todo)
    return found[0]


class _Heard(io.RawIOBase):
    """Reads a socket and keeps what it reads, up to a bound and a moment; stands in for the socket of an answer."""

    def __init__(self, source: socket.socket, until: float, most: int) -> None:
        self.bytes = bytearray()
        self._source, self._until, self._most = source, until, most

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there into a buffer. Raises OSError beyond the bound or the moment."""
        if (wait := self._until - time.monotonic()) <= 0:
            raise TimeoutError("an answer that is too slow")
        self._source.settimeout(wait)
        count = self._source.recv_into(buffer)
        self.bytes += memoryview(buffer)[:count]
        if len(self.bytes) > self._most:
            raise OSError(f"an answer of more than {self._most:,} bytes")
        return count

    def makefile(self, *_: object) -> io.BufferedReader:
        """Give a file over it, as a socket does."""
        return io.BufferedReader(self, _CHUNK)


class _Connection(HTTPConnection):
    """A connection to one machine under the name of a host; keeps what it sends."""

    def __init__(self, called: str, machine: str, port: int, until: float) -> None:
        super().__init__(machine, port)
        self.called, self.sent, self._until = called, b"", until

    def open(self, secure: str, most: int) -> _Heard:
        """Connect, over TLS to the host `secure` if that is named, and give what will hear the answer."""
        seconds = max(0.1, min(SECONDS_CONNECT, self._until - time.monotonic()))
        plain = socket.create_connection((self.host, self.port), timeout=seconds)
        try:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=secure) if secure else plain
        except OSError:
            plain.close()
            raise
        self.heard = _Heard(self.sock, self._until, most)
        return self.heard

    def send(self, data: Any) -> None:
        """Send, and keep it."""
        self.sent += bytes(data)
        super().send(data)


class _Answer(HTTPResponse):
    """An answer, read past every head that a server sends before it: the library passes over `100 Continue` alone."""

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if status // 100 != 1 or status in {100, 101}:
                return version, status, reason
            while self.fp.readline(_CHUNK).strip():
                pass


def _exchanged(connection: _Connection, path: str) -> tuple[HTTPResponse, bytes]:
    """Ask for a path and read the whole answer."""
    try:
        connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        headers = (("Host", connection.called), ("User-Agent", AGENT), ("Accept", "*/*"))
        for name, words in (*headers, ("Accept-Encoding", "identity"), ("Connection", "close")):
            connection.putheader(name, words)
        connection.endheaders()
        answer = _Answer(connection.heard, method="GET")  # type: ignore[arg-type]
        answer.begin()
        body = bytearray()
        while part := answer.read(_CHUNK):
            body += part
        if answer.length:
            raise HTTPException(f"an answer that ends {answer.length:,} bytes early")
        return answer, bytes(body)
    finally:
        connection.close()
