"""Mail: the text of a message is a report; each attachment is an item of its own. No byte is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import MIMEPart
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.dates import minute
from counterclaim.receive.decode import decode
from counterclaim.receive.formats import bounded
from counterclaim.receive.headed import headed, put_head
from counterclaim.receive.headers import HEADER_CHARS_MAX, LENIENT
from counterclaim.receive.items import Item, refusal, refusing
from counterclaim.receive.kinds import attached_type
from counterclaim.receive.markup import words_of
from counterclaim.receive.names import shown
from counterclaim.records.source import Refusal

#: A separator of an mbox: `From `, a sender and a date with a time, at the beginning or after a blank line.
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d:\d\d[^\n]*\n")
#: A line that a mailbox has marked since it begins like a separator; the sender wrote it without the mark.
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LOST = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect)
_CONTENT_HEADER = re.compile(rb"^content-[a-z-]{1,30}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def box(item: Item) -> Iterator[Item]:
    """Give the messages of an mbox as items."""
    starts = list(_SEPARATOR.finditer(item.data))
    if not starts or item.data[: starts[0].start()].strip():
        raise Refused(item.label, "an mbox", "a file that does not begin with `From `", "Export the mailbox again.")
    ends = [m.start() for m in starts[1:]] + [len(item.data)]
    for number, (match, end) in enumerate(zip(starts, ends, strict=True), start=1):
        yield item.part(f"message {number}", _QUOTED.sub(rb"\1", item.data[match.end() : end]), "message/rfc822")


def mail(item: Item) -> Iterator[Draft | Item | Refusal]:
    """Read one message, then give its attachments as items."""
    if any(m.end() - m.start() > HEADER_CHARS_MAX for m in _CONTENT_HEADER.finditer(item.data)):
        todo = "Take the mail's text as .txt."
        raise Refused(item.label, f"headers of at most {HEADER_CHARS_MAX:,} characters", "a longer header", todo)
    message: Any = message_from_bytes(item.data, policy=LENIENT)
    if message.get_content_maintype() == "multipart" and not message.is_multipart():
        raise Refused(item.label, "a whole mail", "one cut before its first part", "Save the mail again as .eml.")
    body = _body(message)
    parts = list(_leaves(message))
    twins = _twins(message, body)
    others = [p for p in parts if p is not body and not (id(p) in twins and _words_alone(p))]
    if "From" not in message or (body is None and not others):
        raise Refused(item.label, "a mail", "a file without a sender or without a text", "Save the mail again as .eml.")
    try:
        with refusing(item.label):
            yield _draft(item, message, body)
    except Refused as error:
        yield refusal(error)
    for number, part in enumerate(others, start=1):
        try:
            with refusing(f"{item.label} attachment {number}"):
                inside = _attachment(item, part, number)
        except Refused as error:
            yield refusal(error)
        else:
            yield inside


def _body(message: MIMEPart) -> MIMEPart | None:
    """Give the part to read: the plain one, unless it is blank and there is HTML."""
    choices = [message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")]
    there = [c for c in choices if c is not None]
    return next((c for c in there if bytes(c.get_payload(decode=True) or b"").strip()), there[0] if there else None)


def _leaves(message: MIMEPart) -> Iterator[MIMEPart]:
    """Give the parts of a message in order; a mail inside it is one part."""
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from _leaves(part)
    else:
        yield message


def _twins(message: MIMEPart, body: MIMEPart | None) -> set[int]:
    """Give the ids of all parts that stand beside the body as another form of it (an HTML twin): no attachments."""
    out: set[int] = set()
    for holder in message.walk() if body is not None else ():
        if holder.get_content_type() == "multipart/alternative":
            inside = {id(part) for part in holder.walk()}
            out |= inside if id(body) in inside else set()
    return out


def _words_alone(part: MIMEPart) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not part.is_attachment()


def _draft(item: Item, message: MIMEPart, body: MIMEPart | None) -> Draft:
    if body is None:
        todo = "Nothing to do when its attachments are what matters."
        raise Refused(item.label, "a mail with a text of its own", "attachments only", todo)
    content, encoding = decode(item.label, _payload(item.label, body), body.get_content_charset())
    if body.get_content_subtype() == "html":
        bounded(item.label, content, item.settings.report_chars_max)
        content = words_of(content)
    title, lost = _header(message, "Subject")
    head, content = headed(content, spaced=True)
    draft = Draft(f"{title}\n\n{content}" if title else content, path=item.path, encoding=encoding)
    sender, lost_too = _header(message, "From")
    name, address = parseaddr(sender)
    draft.notes += [n for n in (lost, lost_too) if n]
    draft.put("title", title, "mail header")
    draft.put("author", name or address, "mail header")
    if any(isinstance(d, _CUT) for p in message.walk() for d in p.defects):
        draft.notes.append("the mail ends before its last boundary; what came after is missing")
    try:
        draft.put("published", parsedate_to_datetime(str(message["Date"])).date().isoformat(), "mail header")
        draft.minute = minute(str(message["Date"]))
    except (ValueError, TypeError, OverflowError):
        draft.notes.append("the mail has no date that can be read")
    put_head(draft, head)
    return draft


def _header(message: MIMEPart, name: str) -> tuple[str, str]:
    """Give a header's words and no note; or nothing and a note, when bytes in it cannot be read."""
    raw = next((v for k, v in message.raw_items() if k.lower() == name.lower()), "")
    if len(raw) > HEADER_CHARS_MAX:
        return "", f"the mail's `{name}` has {len(raw):,} characters, so it was left out"
    words = " ".join(str(message.get(name, "")).split())
    if "\ufffd" in words:
        return "", f"the mail's `{name}` has bytes that cannot be read, so it was left out"
    return words, ""


def _payload(label: str, part: MIMEPart) -> bytes:
    """Give a part's bytes. Raises Refused when the mail's transport encoding has lost some."""
    data = part.get_payload(decode=True)
    if any(isinstance(d, _LOST) for d in part.defects):
        raise Refused(label, "a whole part of a mail", "one whose base64 is damaged", "Save the mail again as .eml.")
    return data if isinstance(data, bytes) else b""


def _attachment(item: Item, part: MIMEPart, number: int) -> Item:
    """Give an attachment as an item, told by its name or else by its declared kind."""
    filename = shown(part.get_filename() or "").replace("/", "_").strip()
    place = f"attachment {number}" + (f" {filename}" if filename else "")
    declared = part.get_content_type()
    if declared == "message/rfc822":
        inner: Any = part.get_payload(0)
        return item.part(place, inner.as_bytes(policy=compat32), declared)
    data = _payload(f"{item.label} {place}", part)
    kind = attached_type(filename, declared, data)
    return item.part(place, data, kind, part.get_content_charset() or "")
