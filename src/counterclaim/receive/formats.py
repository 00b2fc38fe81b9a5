"""Step 4 for single texts: plain text, Markdown, HTML, PDF and mail, each to drafts of reports."""

from __future__ import annotations

import mailbox
import re
import tempfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pypdfium2
import trafilatura
import yaml

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.decode import decode

#: Names under which files give our fields; the first that is there counts.
NAMES = {
    "publisher": ("publisher", "outlet", "source", "site", "sitename", "channel_name", "newspaper"),
    "author": ("author", "by", "byline", "creator", "authors"),
    "published": ("published", "published_at", "date", "pubdate", "date_published", "publication_date"),
    "language": ("language", "lang"),
    "title": ("title", "headline"),
    "url": ("url", "link", "uri"),
    "text": ("text", "body", "content", "article", "full_text"),
}
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


def put_all(draft: Draft, row: dict[str, Any], source: str, columns: tuple[tuple[str, str], ...] = ()) -> None:
    """Fill a draft from named values; a saved column map comes before the common names."""
    folded = {str(k).strip().lower(): v for k, v in row.items()}
    for name, common in NAMES.items():
        if name != "text":
            for key in (dict(columns).get(name, "").lower(), *common):
                if (key and isinstance(folded.get(key), str | int | float)) or hasattr(folded.get(key), "isoformat"):
                    draft.put(name, folded[key], source)


def plain(name: str, data: bytes) -> Iterator[Draft]:
    """Read text or Markdown with YAML front matter."""
    text, encoding = decode(name, data)
    match = _FRONT.match(text)
    draft = Draft(text[match.end() :] if match else text, path=name)
    if match:
        try:
            front = yaml.safe_load(match.group(1))
        except yaml.YAMLError as cause:
            raise Refused(
                name, "YAML front matter", "lines that are not YAML", "Mend the lines between the `---`."
            ) from cause
        put_all(draft, front if isinstance(front, dict) else {}, "front matter")
    if encoding.endswith("(guessed)"):
        draft.put("encoding", encoding, "content")
    yield draft


def page(name: str, data: bytes) -> Iterator[Draft]:
    """Read the article of a web page; scripts are never run and nothing is loaded."""
    declared = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    text, _ = decode(name, data, declared.group(1).decode("ascii") if declared else None)
    found: Any = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, favor_recall=True)
    if found is None or not (found.text or "").strip():
        raise Refused(name, "a page with an article", "a page without one", "Save the article's text as .txt.")
    title, body = (found.title or "").strip(), found.text
    draft = Draft(body if not title or body.startswith(title) else f"{title}\n\n{body}", path=name)
    for field, value in (("title", title), ("author", found.author), ("publisher", found.sitename), ("url", found.url)):
        draft.put(field, value, "metadata")
    draft.put("published", found.date, "metadata")
    tagged = re.search(r"<html[^>]+lang=[\"']?([a-zA-Z]{2})", text)
    draft.put("language", tagged.group(1) if tagged else None, "metadata")
    yield draft


def pdf(name: str, data: bytes) -> Iterator[Draft]:
    """Read a PDF's text layer."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        came = "one that needs a password" if "password" in str(cause).lower() else "a broken or cut file"
        raise Refused(name, "a readable PDF", came, "Save it again, without a password.") from cause
    with document:
        pages = [sheet.get_textpage().get_text_bounded() for sheet in document]
        meta = document.get_metadata_dict(skip_empty=True)
    text = "\n\n".join(p.replace("\r\n", "\n").strip() for p in pages)
    if not text.strip():
        raise Refused(name, "a PDF with text", "pictures only", "Run OCR on it first, for example with ocrmypdf.")
    draft = Draft(text, path=name)
    draft.put("title", meta.get("Title"), "metadata")
    draft.put("author", meta.get("Author"), "metadata")
    yield draft


def mail(name: str, data: bytes) -> Iterator[Draft]:
    """Read one mail message."""
    yield _message(name, message_from_bytes(data, policy=policy.default), "")


def mails(name: str, data: bytes) -> Iterator[Draft]:
    """Read the messages of an mbox."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        path.write_bytes(data)
        box = mailbox.mbox(path, factory=lambda f: message_from_bytes(f.read(), policy=policy.default))  # type: ignore[arg-type,return-value]
        for number, message in enumerate(box, start=1):
            yield _message(name, message, f"message {number}")  # type: ignore[arg-type]
        box.close()


def _message(name: str, message: EmailMessage, locator: str) -> Draft:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None or not message.get("From"):
        raise Refused(f"{name} {locator}".strip(), "a mail with a sender and a text", "neither", "Save the mail again.")
    content = body.get_content()
    if body.get_content_subtype() == "html":
        content = trafilatura.html2txt(content)
    title = str(message.get("Subject", "")).strip()
    draft = Draft(f"{title}\n\n{content}" if title else content, locator=locator, path=name)
    shown, address = parseaddr(str(message["From"]))
    draft.put("title", title, "mail header")
    draft.put("author", shown or address, "mail header")
    try:
        draft.put("published", parsedate_to_datetime(str(message["Date"])).date().isoformat(), "mail header")
    except ValueError:
        draft.put("note", "the mail's date cannot be read", "mail header")
    return draft
