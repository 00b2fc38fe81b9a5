"""Step 4 for saved RSS and Atom feeds: each entry is a report; nothing a feed points to is loaded."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException

import feedparser

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.dates import minute, period
from counterclaim.receive.formats import bounded
from counterclaim.receive.items import Item, refusal, refusing
from counterclaim.receive.markup import without_entities, words_of
from counterclaim.records.source import Refusal

_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']", re.IGNORECASE)
_PROLOG = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
#: A tag takes some 50 millionths of a second, and feeds have some thousand.
_TAGS_MAX = 200_000
_CUT = "the feed is not well formed; entries after the damage may be missing"


def feed(item: Item) -> Iterator[Draft | Refusal]:
    """Read a saved RSS or Atom file, in whatever encoding, once it is known to declare no entities."""
    declared = _DECLARED.match(item.data[:400])
    text, encoding = item.text(declared.group(1).decode("ascii") if declared else "")
    without_entities(item.label, text)
    if (tags := text.count("<")) > _TAGS_MAX:
        raise Refused(item.label, f"a feed of at most {_TAGS_MAX:,} tags", f"one of {tags:,}", "Split it.")
    plain = _PROLOG.sub("", text).strip().encode("utf-8")
    # Its own cleaning of HTML is not needed: only the words are taken here.
    parsed = feedparser.parse(
        io.BytesIO(plain),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.entries:
        todo = "Check that the file was saved whole."
        raise Refused(item.label, "a feed with entries", "XML without any", todo)
    damaged = isinstance(parsed.get("bozo_exception"), SAXParseException)
    for number, entry in enumerate(parsed.entries, start=1):
        place = f"entry {number}"
        try:
            with refusing(f"{item.label} {place}"):
                draft = _entry(item, place, entry)
        except Refused as error:
            yield refusal(error)
            continue
        draft.encoding = encoding
        draft.notes += [_CUT] if damaged else []
        draft.put("publisher", parsed.feed.get("title"), "feed")
        draft.put("language", parsed.feed.get("language"), "feed")
        yield draft


def _entry(item: Item, place: str, entry: Any) -> Draft:
    html = "\n".join(part.get("value") or "" for part in entry.get("content") or []) or entry.get("summary") or ""
    bounded(f"{item.label} {place}", html, item.settings.report_chars_max)
    body, title = words_of(html), (entry.get("title") or "").strip()
    draft = Draft(f"{title}\n\n{body}" if title else body, locator=place, path=item.path)
    for name in ("published", "updated"):
        words, when = entry.get(name), entry.get(f"{name}_parsed")
        if words:
            # The day as written; feedparser's own reading is that day in UTC.
            told = f"{when[0]:04d}-{when[1]:02d}-{when[2]:02d}" if when and period(words) is None else words
            if "published" not in draft.fields:
                draft.minute = minute(words)
            draft.put("published", told, "feed")
    for field, key in (("title", "title"), ("author", "author"), ("url", "link")):
        draft.put(field, entry.get(key), "feed")
    return draft
