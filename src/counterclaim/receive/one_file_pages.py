"""A page saved in one file: MHTML (RFC 2557) and Safari's web archive. The page is read, its parts are artifacts."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any
from xml.parsers.expat import ExpatError

from counterclaim.errors import Refused
from counterclaim.receive.headers import LENIENT
from counterclaim.receive.items import Item
from counterclaim.records.words import ArtifactRole

_SAVE = "Save the page again, as one file or with its folder of parts."
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def mhtml(item: Item) -> Iterator[Item]:
    """Give the page of an MHTML file and its parts as items; the page is the part named by `start`, else the first."""
    message: Any = message_from_bytes(item.data, policy=LENIENT)
    parts = [p for p in message.walk() if not p.is_multipart()]
    start = str(message.get_param("start", "") or "")
    named = [p for p in parts if start and str(p.get("Content-ID", "")) == start]
    page = next((p for p in (*named, *parts) if p.get_content_type() in _PAGES), None)
    if not isinstance(page, EmailMessage):
        raise Refused(item.label, "a saved page", "a file without an HTML part", _SAVE)
    address = str(message.get("Snapshot-Content-Location", "") or page.get("Content-Location", "")).strip()
    told = (("saved", str(message["Date"])),) if message["Date"] else ()
    yield _page(item, _bytes(page), address, (page.get_content_charset() or "", told))
    for number, part in enumerate((p for p in parts if p is not page), start=1):
        facts = (("address", str(part["Content-Location"]).strip()),) if part["Content-Location"] else ()
        yield _aside(item, number, _bytes(part), (part.get_content_type(), facts))


def webarchive(item: Item) -> Iterator[Item]:
    """Give the page of a Safari web archive and its parts as items."""
    try:
        whole = plistlib.loads(item.data)
        main = whole["WebMainResource"]
        parts = list(whole.get("WebSubresources", ()))
        page = bytes(main["WebResourceData"])
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError, AttributeError) as cause:
        raise Refused(item.label, "a web archive of Safari", "a broken or cut one", _SAVE) from cause
    charset = str(main.get("WebResourceTextEncodingName", ""))
    yield _page(item, page, str(main.get("WebResourceURL", "")), (charset, ()))
    for number, part in enumerate(parts, start=1):
        if isinstance(part, dict) and isinstance(data := part.get("WebResourceData"), bytes):
            kind, address = str(part.get("WebResourceMIMEType", "")), str(part.get("WebResourceURL", ""))
            yield _aside(item, number, data, (kind, (("address", address),)))


def _page(item: Item, data: bytes, address: str, told: tuple[str, tuple[tuple[str, str], ...]]) -> Item:
    charset, facts = told
    addressed = (("address", address),) if address else ()
    return item.part("page", data, "text/html", charset).told((*addressed, *facts))


def _aside(item: Item, number: int, data: bytes, told: tuple[str, tuple[tuple[str, str], ...]]) -> Item:
    kind, facts = told
    return item.aside(f"part {number}", data, ArtifactRole.PART, kind, facts)


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
