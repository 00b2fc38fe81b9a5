"""Step 3: the kind of an item, by its first bytes where they are unmistakable, else by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from counterclaim.errors import Refused
from counterclaim.receive.chats.whatsapp import BEGINS as WHATSAPP_LINE
from counterclaim.receive.decode import marked

FEED = "application/feed"
DOCUMENT, WORKBOOK = "application/x-office-document", "application/x-office-workbook"
ARCHIVED_PAGE = "text/x-auto-archiver"
TELEGRAM, TELEGRAM_PAGE, WHATSAPP = "application/x-telegram", "text/x-telegram", "text/x-whatsapp"
SUFFIXES = {
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
    ".jsonld": "application/jsonl",
    **dict.fromkeys((".geojson", ".geojsonl", ".geojsons"), "application/jsonl"),
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
    ".zip": "application/zip",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".webarchive": "application/x-webarchive",
    ".warc": "application/warc",
    ".arc": "application/warc",
    ".wacz": "application/wacz",
    **dict.fromkeys((".docx", ".docm", ".odt", ".pptx", ".odp"), DOCUMENT),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), WORKBOOK),
}
#: Kinds that are known and not read, with what to do; by suffix.
_ADVICE = {
    ".doc .rtf .pages .wps": ("a word processor's file", "Open it there and save it as PDF or .txt."),
    ".numbers": ("a spreadsheet", "Open it there and save the sheet as CSV."),
    ".ppt .key": ("a presentation", "Open it there and save it as PDF."),
    ".epub .mobi": ("an electronic book", "Save the chapter as HTML or .txt."),
    ".msg .pst": ("an Outlook file", "Save the mail as .eml."),
    ".7z .rar .tar .gz .tgz .bz2 .xz .zst": ("another kind of archive", "Unpack it and take the folder."),
}
#: Pictures and recordings: kept, described and compared, never read as texts.
_MEDIA = {
    **dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"),
    **dict.fromkeys((".tif", ".tiff"), "image/tiff"),
    **{f".{name}": f"image/{name}" for name in ("png", "gif", "webp", "heic", "avif", "bmp")},
    ".svg": "image/svg+xml",
    ".djvu": "image/vnd.djvu",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    **dict.fromkeys((".ogg", ".oga", ".opus"), "audio/ogg"),
    **{f".{name}": f"audio/{name}" for name in ("wav", "flac", "amr")},
    **dict.fromkeys((".mp4", ".m4v"), "video/mp4"),
    ".mov": "video/quicktime",
    ".avi": "video/x-msvideo",
    ".mkv": "video/x-matroska",
    ".3gp": "video/3gpp",
    ".webm": "video/webm",
}
#: How pictures begin, whatever they are called.
_PICTURE_MARKS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))
_UNREAD = {suffix: row for suffixes, row in _ADVICE.items() for suffix in suffixes.split()}
_OFFICE_PARTS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"mimetypeapplication/epub")
#: Old Office files, rich text and ZIP-based ones.
_PROGRAM_MARKS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"PK\x03\x04")
_PROLOG = r"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
_HTML = re.compile(_PROLOG + r"(?:<!doctype\s+html\b|<html\b)", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_PROLOG + r"(?:<!doctype[^>]{0,500}>\s*)?<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE | re.DOTALL)
#: Kinds whose files are ZIP archives and are read in their own way.
_ZIPS = frozenset({"application/wacz", DOCUMENT, WORKBOOK})
#: Web archives are packed record by record.
_ARCHIVED = re.compile(r"\.w?arc\.gz$", re.IGNORECASE)
#: How the exports of messengers begin: a chat or an account of Telegram, its page, a line of WhatsApp.
_TELEGRAM = re.compile(rb'\A\s*\{\s*"name":[^\n]{0,500}\s*"type":\s*"(?:personal|bot|private|public|saved)_')
_TELEGRAM_PAGE = re.compile(rb'class="page_body chat_page"')
#: What auto-archiver's page of a post always holds, whatever the post.
_ARCHIVED_PAGE = (re.compile(rb"Archived media for\s*<"), re.compile(rb'<table class="metadata">'))
_HEAD_BYTES = 4_096
_FORMATS = "Save it as one of " + ", ".join(sorted(SUFFIXES)) + "."
_OTHER = "application/octet-stream"


def media_type(name: str, data: bytes) -> str:
    """Give the kind of an item; empty when neither its bytes nor its name tell."""
    head = data[:_HEAD_BYTES]
    suffix = _suffix(name)
    if told := _told_by_bytes(name, head) or _MEDIA.get(suffix, ""):
        return told
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(suffix, head)
    if chat := _chat(suffix, data, head):
        return chat
    known = SUFFIXES.get(suffix, "")
    if known not in ("", "text/plain", FEED) or suffix in _UNREAD or PurePosixPath(name).name.startswith("."):
        return known
    words = head.decode(marked(head) or "latin-1", "ignore")
    told = "text/html" if _HTML.match(words) else FEED if _FEED.match(words) else known
    # Without a suffix it is a text if it decodes, and refused by name if it does not.
    return told or ("" if suffix or head.lstrip().startswith(_PROGRAM_MARKS) else "text/plain")


def _told_by_bytes(name: str, head: bytes) -> str:
    """Give the kind that the first bytes tell, whatever the name; empty when they do not."""
    if _ARCHIVED.search(name) or head.startswith(b"WARC/1."):
        return "application/warc"
    if head.lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    return next((kind for mark, kind in _PICTURE_MARKS if head.startswith(mark)), "")


def _chat(suffix: str, data: bytes, head: bytes) -> str:
    """Give the kind of a messenger's export; empty for another file."""
    if suffix == ".json" and (_TELEGRAM.match(head) or (b'"about"' in head and b'"chats"' in data[: 1 << 20])):
        return TELEGRAM
    if suffix in (".html", ".htm") and _TELEGRAM_PAGE.search(head):
        return TELEGRAM_PAGE
    if suffix in (".html", ".htm") and all(mark.search(data) for mark in _ARCHIVED_PAGE):
        return ARCHIVED_PAGE
    return WHATSAPP if suffix == ".txt" and WHATSAPP_LINE.match(head.decode("utf-8", "ignore")) else ""


def _packed(suffix: str, head: bytes) -> str:
    """Give the kind of a ZIP: what its name says of those that are more than archives, empty for those not read."""
    known = SUFFIXES.get(suffix, "")
    if known in _ZIPS:
        return known
    return "" if suffix in _UNREAD or any(p in head for p in _OFFICE_PARTS) else "application/zip"


def is_media(kind: str) -> bool:
    """Say whether a kind is a picture or a recording."""
    return kind.startswith(("image/", "audio/", "video/"))


def attached_type(name: str, declared: str, data: bytes) -> str:
    """Give the kind of an attachment: by its name when that has a suffix, else as its mail declares it."""
    suffix = _suffix(name)
    if (told := media_type(name, data) if suffix else "") or suffix in _UNREAD:
        return told or _OTHER
    if declared == _OTHER:
        return media_type("", data) or _OTHER
    return declared


def unread(label: str, data: bytes) -> Refused:
    """Give the refusal of an item of no kind that is read, with what to do about it."""
    came, todo = _UNREAD.get(_suffix(label), ("another kind of file", _FORMATS))
    if came == "another kind of file" and data.startswith(_PROGRAM_MARKS):
        came, todo = "a file of an office program", "Open it there and save it as PDF, .txt or CSV."
    return Refused(label, "a kind of file that is read", came, todo)


def _suffix(name: str) -> str:
    """Give the suffix of a name; a tail that no program gives, as in `report.2016`, is none."""
    tail = PurePosixPath(name).suffix.lower()
    return tail if re.fullmatch(r"\.(?=\w*[a-z])\w{1,12}", tail) else ""
