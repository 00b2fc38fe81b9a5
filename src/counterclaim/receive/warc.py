"""WARC and ARC files (ISO 28500), through warcio: pages are read, what else a server sent is kept as artifacts.

A record whose bytes do not have the digest it states is refused by number; those after it go on.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Collection, Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from counterclaim.errors import Refused
from counterclaim.receive.items import Item
from counterclaim.receive.kinds import is_media
from counterclaim.receive.names import shown
from counterclaim.records.source import Refusal
from counterclaim.records.words import ArtifactRole
from counterclaim.settings import PART_OF

_CHUNK = 1 << 16
_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
#: Records that hold what a server sent; the others describe them, and a request lies beside its response.
_SENT, _ASKED = frozenset({"response", "resource", "conversion"}), "request"
_AGAIN = "Capture it again; the bytes are kept as they came."


def warc(item: Item, pages: Collection[str] = ()) -> Iterator[Item | Refusal]:
    """Give each record of a web archive as an item, or why it is refused.

    Takes the addresses of its pages where an index names them: then other HTML is a part of those.
    """
    number, end, bare = 0, 0, 0
    try:
        # The library says what it finds on standard error; what is said here is said in refusals.
        with contextlib.redirect_stderr(io.StringIO()):
            walk = ArchiveIterator(io.BytesIO(item.data), arc2warc=True, check_digests=True)
            for number, record in enumerate(_records(walk), start=1):
                found = list(_record(item, number, record, pages))
                bare += not found and record.rec_type != _ASKED and not _leads(record)
                yield from found
                end = walk.get_record_offset() + walk.get_record_length()
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as cause:
        if not number:
            raise Refused(item.label, "a web archive", "a broken one, or another kind of file", _AGAIN) from cause
        reason = f"broken after record {number}; what lies behind it cannot be read"
        yield Refusal(name=item.label, reason=reason, todo=_AGAIN)
        return
    if not number:
        raise Refused(item.label, "a web archive with records", "one without any", _AGAIN)
    if item.data[end:].strip():
        reason = f"cut after record {number}; the {len(item.data) - end:,} bytes behind it are no whole record"
        yield Refusal(name=item.label, reason=reason, todo=_AGAIN)
    if 0 < bare < number:
        reason = f"{bare:,} without content of their own: a page that was as before, or an empty answer"
        yield Refusal(name=f"{item.label} records", reason=reason, todo="Nothing to do; the bytes are kept.")


def _records(walk: Any) -> Iterator[Any]:
    """Give the records; what the library fails on is an archive that is broken there. Raises ValueError."""
    records = iter(walk)
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except (AttributeError, TypeError, LookupError) as cause:
            raise ValueError("a record without what it must have") from cause
        yield record


def _record(item: Item, number: int, record: Any, pages: Collection[str]) -> Iterator[Item | Refusal]:
    place = f"record {number}"
    data = _content(item, place, record)
    if why := _unwhole(record):
        yield Refusal(name=f"{item.label} {place}", reason=why, todo=_AGAIN)
        return
    if not data:
        return
    address = shown(str(record.rec_headers.get_header("WARC-Target-URI") or "")).strip("<>")
    facts = _facts(record, address)
    if record.rec_type in _SENT:
        is_page = (not pages or address in pages) and not record.rec_headers.get_header(PART_OF)
        yield _sent(item, place, data, (record, facts, is_page))
    elif record.rec_type != _ASKED:
        # What describes other records, and what a writer of its own calls by another name.
        kind, called = str(record.content_type or ""), shown(str(record.rec_type or "of no kind"))
        yield item.aside(place, data, ArtifactRole.PROOF, kind, (("record", called), *facts))


def _sent(item: Item, place: str, data: bytes, told: tuple[Any, tuple[tuple[str, str], ...], bool]) -> Item:
    """Give what a server sent: an answer that is a page, a text or a PDF is read, anything else is kept aside."""
    record, facts, is_page = told
    headers = record.http_headers
    declared = str(headers.get_header("Content-Type") if headers else record.content_type or "") or ""
    kind, _, rest = declared.partition(";")
    kind, charset = kind.strip().lower(), rest.lower().partition("charset=")[2].strip(" \"'")
    answered = headers is None or headers.get_statuscode().startswith("2")
    if kind in _READ and answered and is_page and not address_of(facts).startswith("urn:"):
        return item.part(place, data, "text/html" if "html" in kind else kind, charset).told(facts)
    role = ArtifactRole.PART if answered or is_media(kind) else ArtifactRole.PROOF
    return item.aside(place, data, role, kind, facts)


def address_of(facts: tuple[tuple[str, str], ...]) -> str:
    """Give the address among facts; empty without one."""
    return dict(facts).get("address", "")


def _facts(record: Any, address: str) -> tuple[tuple[str, str], ...]:
    """Give what a record says of how it came: address, time, status, server, where it leads, and its digest."""
    headers = record.http_headers
    told = {
        "address": address,
        "captured": record.rec_headers.get_header("WARC-Date"),
        "status": headers.get_statuscode() if headers else "",
        "leads to": headers.get_header("Location") if headers else "",
        "server address": record.rec_headers.get_header("WARC-IP-Address"),
        "part of": record.rec_headers.get_header(PART_OF),
        "refers to": record.rec_headers.get_header("WARC-Refers-To-Target-URI"),
        "digest": "" if record.rec_type not in _SENT else "as the record states" if _stated(record) else "none stated",
    }
    return tuple((name, shown(str(words))[:2_000]) for name, words in told.items() if words)


def _leads(record: Any) -> bool:
    return bool(record.http_headers and record.http_headers.get_header("Location"))


def _content(item: Item, place: str, record: Any) -> bytes:
    """Give a record's content without its transfer encodings, counted as it grows."""
    out, most = bytearray(), item.settings.capture_bytes_max
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK):
        out += chunk
        if len(out) > most:
            came = "more (perhaps a bomb)"
            raise Refused(f"{item.label} {place}", f"at most {most:,} bytes", came, "Take that page on its own.")
    item.allowance.spend(item.label, len(out))
    # What no decoder asked for is read too, so that the digest is over the whole block.
    while record.raw_stream.read(_CHUNK):
        pass
    return bytes(out)


def _stated(record: Any) -> bool:
    names = ("WARC-Block-Digest", "WARC-Payload-Digest")
    return any(record.rec_headers.get_header(name) for name in names)


def _unwhole(record: Any) -> str:
    """Say why a record is not whole; empty when it is."""
    # Every record says its length (ISO 28500, 5.4): where it does not, its own header was cut.
    if not record.rec_headers.get_header("Content-Length") or getattr(record.raw_stream, "limit", 0) > 0:
        return "a record that is cut short"
    checker = record.digest_checker
    if record.rec_type in _SENT and _stated(record) and checker is not None and checker.passed is False:
        return "a record whose bytes do not have the digest that it states: they were changed or damaged"
    return ""
