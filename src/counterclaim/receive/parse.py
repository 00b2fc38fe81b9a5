"""Steps 2 to 6: from one capture's bytes to reports and refusals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from counterclaim.canonical import digest
from counterclaim.errors import Refused
from counterclaim.receive import archive, formats, tables
from counterclaim.receive.build import Draft, report
from counterclaim.receive.find import Incoming
from counterclaim.receive.supplied import Supplied
from counterclaim.records.source import Capture, Refusal, Report
from counterclaim.settings import VERSION, Settings

#: Berkeley Protocol collection items (HR/PUB/20/2, items a–h) that a file from disk does not bring along.
_NOT_SUPPLIED = ("target web address", "page source", "full-page capture", "collector", "reason for collection")
_SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".json": "application/jsonl",
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".rss": "application/feed",
    ".atom": "application/feed",
    ".xml": "application/feed",
    ".zip": "application/zip",
}


def media_type(name: str, data: bytes) -> str:
    """Give the kind of an item: by its first bytes where they are unmistakable, else by its suffix."""
    head = data[:512].lstrip()
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "application/zip"
    known = _SUFFIXES.get(PurePosixPath(name).suffix.lower())
    low = head.lower()
    if known in (None, "text/plain", "application/feed"):
        if low.startswith((b"<!doctype html", b"<html")):
            return "text/html"
        if b"<rss" in low or b"<feed" in low:
            return "application/feed"
    return known or "unknown"


def capture(incoming: Incoming, data: bytes, taken_at: str) -> Capture:
    """Give the record of bytes received (step 2)."""
    return Capture(
        sha256=digest(data),
        byte_count=len(data),
        name=incoming.name,
        media_type=media_type(incoming.name, data),
        method="file",
        taken_at=taken_at,
        tool=f"counterclaim {VERSION}",
        missing=_NOT_SUPPLIED,
    )


def reports(taken: Capture, data: bytes, supplied: Supplied, settings: Settings) -> tuple[Report | Refusal, ...]:
    """Give the reports inside a capture, in the order they stand, and a refusal for each item that is none."""
    return tuple(_reports(taken.name, data, taken, supplied, settings))


def _reports(
    name: str, data: bytes, taken: Capture, supplied: Supplied, settings: Settings
) -> Iterator[Report | Refusal]:
    inside = name != taken.name
    try:
        if media_type(name, data) == "application/zip":
            if inside:
                raise Refused(name, "no archive inside an archive", "one", "Unpack the outer archive first.")
            for member in archive.members(name, data, settings):
                if isinstance(member, Refusal):
                    yield member
                else:
                    yield from _reports(f"{name}!{member[0]}", member[1], taken, supplied, settings)
            return
        for draft in _drafts(name, data, supplied):
            if isinstance(draft, Refusal):
                yield draft
                continue
            if inside:
                draft.locator = f"member {name.partition('!')[2]} {draft.locator}".strip()
            try:
                yield report(draft, taken.sha256, supplied, settings.report_chars_max)
            except Refused as error:
                yield _refusal(error, taken.sha256, f"{name} {draft.locator}".strip() if not inside else name)
    except Refused as error:
        yield _refusal(error, taken.sha256, error.item)


def _refusal(error: Refused, sha256: str, name: str) -> Refusal:
    return Refusal(name=name, reason=f"{error.came}; expected {error.expected}", todo=error.todo, sha256=sha256)


def _drafts(name: str, data: bytes, supplied: Supplied) -> Iterator[Draft | Refusal]:
    kind = media_type(name, data)
    if not data:
        raise Refused(name, "a text", "an empty file", "Check that the file was saved whole.")
    match kind:
        case "text/plain" | "text/markdown":
            yield from formats.plain(name, data)
        case "text/html":
            yield from formats.page(name, data)
        case "application/pdf":
            yield from formats.pdf(name, data)
        case "message/rfc822":
            yield from formats.mail(name, data)
        case "application/mbox":
            yield from formats.mails(name, data)
        case "application/jsonl":
            yield from tables.json_rows(name, data, supplied.columns)
        case "text/csv":
            yield from tables.csv_rows(name, data, supplied.columns)
        case "application/feed":
            yield from tables.feed(name, data)
        case _:
            known = ", ".join(sorted(_SUFFIXES))
            raise Refused(name, f"one of {known}", "another kind of file", "Save it in one of these formats.")
