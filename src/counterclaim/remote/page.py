"""One address fetched when its user asks for that, as a web archive (WARC): what was sent and what came, byte for byte.

Bounded in time, bytes and redirections. No credentials, no cookies, no proxy. What the page is shown with (pictures,
styles, scripts) is fetched when its user asks for that too, and a part that cannot be had costs nothing but itself. An
address on this machine or in a private network is refused unless its user says that it is meant, and the connection
goes to the very address that was checked. An answer that tells of an error is kept as well.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.remote.exchange import AGENT, Exchange, asked
from counterclaim.settings import PART_OF

SECONDS_ALL = 120.0
BYTES_MAX = 48 * 1024 * 1024
REDIRECTIONS_MAX, REDIRECTIONS_OF_PART = 10, 4
PARTS_MAX = 200
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
#: Heads that a server may send before its answer, such as `100 Continue` and `103 Early Hints`.
_BEFORE = re.compile(rb"(?:HTTP/1\.\d 1\d\d[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one capture may take, over all its redirections and parts: seconds, bytes, and how many parts.

    `private` allows networks of one's own.
    """

    seconds: float = SECONDS_ALL
    byte_count: int = BYTES_MAX
    private: bool = False
    parts: int = 0


#: What finds the parts of a page or style sheet: takes bytes, their address and media type, gives addresses.
Finder = Callable[[bytes, str, str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A capture: a web archive, the address it ended at, the status there, and how many redirections led to it.

    `parts` are the addresses of parts that were fetched, `missed` those that were not, each with why.
    """

    warc: bytes
    url: str
    status: int
    redirections: int
    parts: tuple[str, ...] = ()
    missed: tuple[tuple[str, str], ...] = ()


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


def fetched(url: str, bounds: Bounds | None = None, find: Finder | None = None) -> Fetched:
    """Fetch an address and what it leads to; with `find`, as many of its parts as the bounds allow.

    Raises UsageError for what is no address or lies in a private network, CounterclaimError without a whole answer.
    """
    within = bounds or Bounds()
    run = _Capture(within, time.monotonic() + within.seconds, within.byte_count)
    page, here, count = run.followed(checked(url), REDIRECTIONS_MAX)
    parts, missed = _parts(run, page, here, find) if find and within.parts and page.status // 100 == 2 else ((), ())
    return Fetched(
        warc=run.out.getvalue(), url=here, status=page.status, redirections=count, parts=parts, missed=missed
    )


def _parts(
    run: _Capture, page: Exchange, here: str, find: Finder
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Fetch what a page is shown with, and what its style sheets name, into the same archive."""
    wanted = dict.fromkeys(find(page.body, here, page.kind))
    got: list[str] = []
    missed: list[tuple[str, str]] = []
    seen = {here}
    while left := [address for address in wanted if address not in seen]:
        address = left[0]
        seen.add(address)
        if len(seen) - 1 > run.bounds.parts:
            missed.append((address, f"more than {run.bounds.parts} parts"))
            continue
        try:
            part, at, _ = run.followed(checked(address), REDIRECTIONS_OF_PART, part_of=here)
        except CounterclaimError as why:
            missed.append((address, f"{why.came}; expected {why.expected}"))
            continue
        got.append(address)
        if part.status // 100 == 2 and part.kind.startswith("text/css"):
            wanted |= dict.fromkeys(find(part.body, at, part.kind))
    run.noted(here, got, missed)
    return tuple(got), tuple(missed)


@dataclass(slots=True)
class _Capture:
    """One capture as it goes on: its bounds, what is left of them, and the archive it writes."""

    bounds: Bounds
    until: float
    left: int
    out: io.BytesIO = field(default_factory=io.BytesIO)
    writer: Any = None

    def __post_init__(self) -> None:
        self.writer = WARCWriter(self.out, gzip=True)
        about = {"software": AGENT, "format": "WARC File Format 1.0", "robots": "not asked: one page, for its user"}
        self.writer.write_record(self.writer.create_warcinfo_record(None, about))

    def followed(self, here: str, most: int, part_of: str = "") -> tuple[Exchange, str, int]:
        """Ask an address and what it leads to; give the last answer, its address, and how many led to it."""
        first = here
        for count in range(most + 1):
            one = asked(here, self.bounds.private, self.until, self.left)
            self.left -= len(one.heard)
            _written(self.writer, here, one, part_of)
            if one.status not in _LEADS_ON or not one.leads_to:
                return one, here, count
            try:
                here = checked(urljoin(here, one.leads_to))
            except ValueError as cause:
                todo = "Capture another address of the page."
                raise CounterclaimError(
                    f"an address that `{here}` leads on to", f"`{one.leads_to[:200]}`", todo
                ) from cause
        raise CounterclaimError(f"at most {most} redirections from `{first}`", "more", "Capture where it leads.")

    def noted(self, page: str, got: Sequence[str], missed: Sequence[tuple[str, str]]) -> None:
        """Write which parts of a page were asked for, as one record."""
        lines = [f"part: {one}" for one in got] + [f"part-missing: {one} ({why})" for one, why in missed]
        told = ("\r\n".join(lines) + "\r\n").encode()
        kind = "application/warc-fields"
        self.writer.write_record(
            self.writer.create_warc_record(
                page, "metadata", payload=io.BytesIO(told), length=len(told), warc_content_type=kind
            )
        )


class _AsItCame(StatusAndHeaders):  # type: ignore[misc]
    """The head of a message in the very bytes that went over the wire; the library would write it anew."""

    def __init__(self, raw: bytes) -> None:
        first, _, _ = raw.decode("latin-1").partition("\r\n")
        super().__init__(first, [])
        self._raw = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - the library's own
        """Give the bytes."""
        self.headers_buff = self._raw


def _written(writer: Any, url: str, one: Exchange, part_of: str) -> None:
    """Write an answer and what was asked, as two records that name each other; heads before the answer as a third."""
    before = _BEFORE.match(one.heard)
    start = before.end() if before else 0
    made = []
    for kind, raw in (("response", one.heard[start:]), ("request", one.sent)):
        found = _HEAD_ENDS.search(raw)
        at = found.end() if found else len(raw)
        body, told = raw[at:], {"WARC-IP-Address": one.machine} | ({PART_OF: part_of} if part_of else {})
        headers = _AsItCame(raw[:at])
        made.append(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=told, http_headers=headers
            )
        )
    writer.write_request_response_pair(made[1], made[0])
    if before:
        heads, kind = before[0], "message/http"
        writer.write_record(
            writer.create_warc_record(
                url, "metadata", payload=io.BytesIO(heads), length=len(heads), warc_content_type=kind
            )
        )
