"""Steps 2 to 6: from one capture's bytes to reports and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from counterclaim.canonical import digest, identifier
from counterclaim.errors import Refused, UsageError
from counterclaim.receive import (
    feeds,
    formats,
    mail,
    media,
    neighbours,
    office,
    one_file_pages,
    proofmode,
    tables,
    wacz,
    warc,
)
from counterclaim.receive.artifacts import artifact
from counterclaim.receive.berkeley import missing
from counterclaim.receive.build import Draft, report
from counterclaim.receive.chats import telegram, whatsapp
from counterclaim.receive.columns import columns_in, is_column_map
from counterclaim.receive.dates import reading
from counterclaim.receive.find import Incoming
from counterclaim.receive.items import Allowance, Begun, Item, refusal, refusing, unwatched
from counterclaim.receive.kinds import (
    ARCHIVED_PAGE,
    DOCUMENT,
    FEED,
    TELEGRAM,
    TELEGRAM_PAGE,
    WHATSAPP,
    WORKBOOK,
    is_media,
    media_type,
    unread,
)
from counterclaim.receive.page_parts import page_parts
from counterclaim.receive.pictures import hash_of, picture_hash
from counterclaim.records.source import Artifact, Capture, Found, Refusal, Report, Supplied
from counterclaim.records.words import ArtifactRole
from counterclaim.settings import VERSION, Settings

_READERS: Mapping[str, Callable[[Item], Iterator[Draft | Item | Refusal]]] = MappingProxyType(
    {
        "text/plain": formats.plain,
        "text/markdown": formats.plain,
        "text/html": formats.page,
        "application/pdf": formats.pdf,
        "message/rfc822": mail.mail,
        "application/mbox": mail.box,
        "application/jsonl": tables.json_rows,
        "text/csv": tables.csv_rows,
        FEED: feeds.feed,
        "multipart/related": one_file_pages.mhtml,
        "application/x-webarchive": one_file_pages.webarchive,
        "application/warc": warc.warc,
        DOCUMENT: office.document,
        WORKBOOK: office.sheets,
        TELEGRAM: telegram.telegram_json,
        TELEGRAM_PAGE: telegram.telegram_html,
        WHATSAPP: whatsapp.whatsapp,
        ARCHIVED_PAGE: neighbours.archived_page,
        "application/wacz": wacz.wacz,
        "application/zip": proofmode.unpacked,
    }
)

#: Characters of a refusal's reason at most.
REASON_MAX = 400


def capture(
    incoming: Incoming,
    data: bytes,
    taken_at: str,
    supplied: Supplied | None = None,
    picture: Callable[[str, bytes], str] = picture_hash,
) -> Capture:
    """Give the record of bytes received (step 2); `picture` gives the perceptual hash of a file by its name."""
    said = supplied or Supplied()
    taken = Capture(
        sha256=digest(data),
        byte_count=len(data),
        name=incoming.name,
        media_type=media_type(incoming.name, data) or "unknown",
        method="network" if incoming.url else "file",
        taken_at=taken_at,
        tool=f"counterclaim {VERSION}",
        picture=picture(incoming.name, data),
        collector=said.collector,
        reason=said.reason,
        clock=said.clock,
        part_of=incoming.part_of,
        url=incoming.url,
    )
    return replace(taken, missing=missing(taken, media=incoming.media))


def reports(
    taken: Capture, data: bytes, supplied: Supplied, settings: Settings, begun: Begun = unwatched
) -> tuple[Found, ...]:
    """Give the reports and artifacts inside a capture, in the order they stand, and a refusal for each other item.

    `begun` is told of each item, and of each page of a PDF, before it is read.
    """
    allowance = Allowance(settings.archive_members_max, settings.archive_bytes_max, begun)
    item = Item(path=taken.name, data=data, settings=settings, allowance=allowance, columns=supplied.columns)
    if taken.part_of:
        item = item.told((("part of", taken.part_of),), ArtifactRole.PART)
    return tuple(
        replace(found, sha256=taken.sha256, reason=_short(found.reason)) if isinstance(found, Refusal) else found
        for found in _reports(item, taken.sha256, supplied)
    )


def _short(reason: str) -> str:
    """Give a reason that a person reads: a parser may quote whole hostile content in its complaint."""
    return reason if len(reason) <= REASON_MAX else f"{reason[: REASON_MAX - 1]}…"


@dataclass(frozen=True, slots=True)
class Parser:
    """What looks into bytes: `picture` gives the perceptual hash of a file, `reports` what is in a capture.

    `parts` gives the addresses of what a page, or a style sheet, is shown with.
    """

    picture: Callable[[str, bytes], str]
    reports: Callable[[Capture, bytes, Supplied, Settings], tuple[Found, ...]]
    parts: Callable[[bytes, str, str], Sequence[str]] = page_parts


#: Parses in this process, without bounds on time and memory: for tests and for bytes that one wrote oneself.
HERE = Parser(picture_hash, reports)


def warm_up() -> None:
    """Load what parsing loads when first needed, by reading one small page and one date."""
    page = b"<html><body><article><p>The harbour was shut on Monday, the mayor said.</p></article></body></html>"
    reports(capture(Incoming("a.html", Path("a.html"), len(page)), page, ""), page, Supplied(), Settings())
    reading("7 May 2031")
    hash_of(b"")
    media.warm_up()
    proofmode.warm_up()


def _reports(item: Item, sha256: str, supplied: Supplied) -> Iterator[Found]:
    silent = True
    try:
        with refusing(item.label):
            item.allowance.begun(item.label, None)
            for found in _read(item):
                silent = False
                if isinstance(found, Refusal):
                    yield found
                elif isinstance(found, Item):
                    yield from _reports(found, sha256, supplied)
                elif isinstance(found, Draft):
                    yield _one(item, found, sha256, supplied)
                else:
                    yield replace(found, capture=sha256, id=identifier("a", sha256, found.locator, found.sha256))
        if silent:
            came = "one that is whole and has nothing in it"
            raise Refused(
                item.label, "a file with something to read or to keep", came, "Check that it was saved whole."
            )
    except Refused as error:
        yield refusal(error)


def _read(item: Item) -> Iterator[Draft | Item | Artifact | Refusal]:
    """Give what the reader for an item's kind finds in it. Raises Refused when there is no such reader."""
    if not item.archives and is_column_map(item.path) and not item.within:
        raise _column_map(item)
    if ours := neighbours.written_here(item.path, item.data):
        todo = "Nothing to do: what an export as STIX or JSON-LD holds comes back from there, each claim once."
        raise Refused(item.label, "a report", ours, todo)
    if not item.data:
        raise Refused(item.label, "a text", "an empty file", "Check that the file was saved whole.")
    kind = item.kind or media_type(item.path, item.data)
    if item.role or is_media(kind):
        return iter((artifact(item, kind),))
    reader = _READERS.get(kind)
    if reader is None:
        raise unread(item.label, item.data)
    return reader(item)


def _column_map(item: Item) -> Refused:
    """Give the refusal of a column map: it is no report; one that is broken says how."""
    try:
        columns_in(item.text()[0])
    except UsageError as cause:
        return Refused(item.label, cause.expected, cause.came, cause.todo)
    todo = "Nothing to do: it counts for the tables of its folder."
    return Refused(item.label, "a report", "a map of columns", todo)


def _one(item: Item, draft: Draft, sha256: str, supplied: Supplied) -> Report | Refusal:
    label = f"{item.label} {draft.locator}".strip()
    draft.locator = f"{item.locator} {draft.locator}".strip()
    for name, words in item.facts:
        # Where bytes were fetched from is known better by the archive than by what the page says of itself.
        if name == "address":
            draft.fields["url"] = (words, "web archive")
        else:
            draft.notes.append(f"{name}: {words}")
    try:
        with refusing(label):
            return report(draft, label, sha256, supplied, item.settings.report_chars_max)
    except Refused as error:
        return refusal(error)
