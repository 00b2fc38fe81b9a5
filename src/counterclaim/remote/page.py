"""One address fetched when its user asks for that, as a web archive (WARC): what was sent and what came, byte for byte.

Bounded in time, bytes and redirections. No credentials, no cookies, no proxy; the page's own parts are not fetched. An
address on this machine or in a private network is refused unless its user says that it is meant, and the connection
goes to the very address that was checked. An answer that tells of an error is kept as well.
"""

from __future__ import annotations

import io
import ipaddress
import re
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.settings import VERSION

SECONDS_CONNECT, SECONDS_ALL = 15.0, 120.0
BYTES_MAX = 48 * 1024 * 1024
REDIRECTIONS_MAX = 10
_CHUNK = 64 * 1024
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_AGENT = f"counterclaim/{VERSION} (keeps one page for its user)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one capture may take, over all its redirections: seconds, bytes; `private` allows networks of one's own."""

    seconds: float = SECONDS_ALL
    byte_count: int = BYTES_MAX
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A capture: a web archive, the address it ended at, the status there, and how many redirections led to it."""

    warc: bytes
    url: str
    status: int
    redirections: int


def checked(url: str) -> str:
    """Give an address as it is asked for, without its fragment. Raises UsageError for none, or one with a password."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        called = (host or "").encode("idna").decode() if ":" not in (host or "") else f"[{host}]"
    except ValueError:  # a name that no machine can have (empty or too long a part), or half a bracket
        host, parts, port, called = None, urlsplit(""), None, ""
    if parts.scheme not in {"http", "https"} or not host or port == 0 or any(c <= " " for c in url.strip()):
        raise UsageError("--capture http(s)://HOST[:PORT]/PATH", url[:200])
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "an address without user and password", f"one of {host}", "Pages behind a login: save by hand."
        )
    path, query = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme, f"{called}:{port}" if port else called, path, query, ""))


def fetched(url: str, bounds: Bounds | None = None) -> Fetched:
    """Fetch an address and what it leads to.

    Raises UsageError for what is no address or lies in a private network, CounterclaimError without a whole answer.
    """
    within = bounds or Bounds()
    until, left, out = time.monotonic() + within.seconds, within.byte_count, io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    about = {"software": _AGENT, "format": "WARC File Format 1.0", "robots": "not asked: one page, for its user"}
    writer.write_record(writer.create_warcinfo_record(None, about))
    here = checked(url)
    for count in range(REDIRECTIONS_MAX + 1):
        one = _asked(here, within.private, until, left)
        left -= len(one.heard)
        _written(writer, here, one)
        if one.status not in _LEADS_ON or not one.leads_to:
            return Fetched(warc=out.getvalue(), url=here, status=one.status, redirections=count)
        try:
            here = checked(urljoin(here, one.leads_to))
        except ValueError as cause:
            todo = "Capture another address of the page."
            raise CounterclaimError(f"an address that {here} leads on to", one.leads_to[:200], todo) from cause
    raise CounterclaimError(f"at most {REDIRECTIONS_MAX} redirections from {url}", "more", "Capture where it leads.")


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What was sent and heard, from which machine, and what the answer says of itself."""

    sent: bytes
    heard: bytes
    machine: str
    status: int
    leads_to: str


def _asked(url: str, private: bool, until: float, left: int) -> _Exchange:
    """Ask one address once. Raises UsageError, CounterclaimError."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        machine = _resolved(host, port, private)
        connection = _Connection(parts.netloc, machine, port, until)
        with connection.open(host if parts.scheme == "https" else "", left) as heard:
            answer = _exchanged(connection, parts.path + (f"?{parts.query}" if parts.query else ""))
            return _Exchange(
                connection.sent, bytes(heard.bytes), machine, answer.status, answer.headers["Location"] or ""
            )
    except (OSError, HTTPException, ValueError, UnicodeError) as cause:
        told = f"{type(cause).__name__}: {cause}"[:200]
        raise CounterclaimError(f"a whole answer from {host}", told, "Try again, or save the page by hand.") from cause


def _resolved(host: str, port: int, private: bool) -> str:
    """Give the machine's address. Raises UsageError for one that is not of the public network, OSError for none."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        plain = ipaddress.ip_address(address.partition("%")[0])
        own = getattr(plain, "ipv4_mapped", None) or plain
        if not private and (not own.is_global or own.is_multicast):
            todo = "--capture-private allows it; a page can lead there without your knowing."
            raise UsageError(f"{host} in the public network", f"{own}, an address of a private one", todo)
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


def _exchanged(connection: _Connection, path: str) -> HTTPResponse:
    """Ask for a path and read the whole answer."""
    try:
        connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        headers = (("Host", connection.called), ("User-Agent", _AGENT), ("Accept", "*/*"))
        for name, words in (*headers, ("Accept-Encoding", "identity"), ("Connection", "close")):
            connection.putheader(name, words)
        connection.endheaders()
        answer = HTTPResponse(connection.heard, method="GET")  # type: ignore[arg-type]
        answer.begin()
        while answer.read(_CHUNK):
            pass
        if answer.length:
            raise HTTPException(f"an answer that ends {answer.length:,} bytes early")
        return answer
    finally:
        connection.close()


class _AsItCame(StatusAndHeaders):  # type: ignore[misc]
    """The head of a message in the very bytes that went over the wire; the library would write it anew."""

    def __init__(self, raw: bytes) -> None:
        first, _, _ = raw.decode("latin-1").partition("\r\n")
        super().__init__(first, [])
        self._raw = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - the library's own
        """Give the bytes."""
        self.headers_buff = self._raw


def _written(writer: Any, url: str, one: _Exchange) -> None:
    """Write an answer and what was asked, as two records that name each other."""
    made = []
    for kind, raw in (("response", one.heard), ("request", one.sent)):
        found = _HEAD_ENDS.search(raw)
        at = found.end() if found else len(raw)
        body, told = raw[at:], {"WARC-IP-Address": one.machine}
        headers = _AsItCame(raw[:at])
        made.append(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=told, http_headers=headers
            )
        )
    writer.write_request_response_pair(made[1], made[0])
