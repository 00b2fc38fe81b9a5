"""A page that auto-archiver wrote of one post: what it archived, as the same record that its tables hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.formats import bounded
from counterclaim.receive.items import Item
from counterclaim.receive.markup import with_few_attributes, without_entities
from counterclaim.receive.neighbours.rows import row
from counterclaim.records.source import Refusal

_BLANKS = re.compile(r"[^\S\n]+")


def archived_page(item: Item) -> Iterator[Draft | Refusal]:
    """Read the page of one archived post: its table of metadata, and the files it shows."""
    bounded(item.label, item.data, item.settings.report_chars_max)
    text, encoding = item.text("utf-8")
    without_entities(item.label, text)
    with_few_attributes(item.label, text)
    page: Any = lxml.html.document_fromstring(text)
    told = {}
    for line in page.xpath("//table[contains(@class, 'metadata')]//tr[count(td) = 2]"):
        key, value = (_BLANKS.sub(" ", cell.text_content()).strip() for cell in line.xpath("./td"))
        told[key] = value
    if not told:
        raise Refused(
            item.label, "auto-archiver's table of metadata", "a page with none", "Save it again, or take its text."
        )
    shown = "//table[contains(@class, 'content')]//*[self::img or self::video or self::source or self::audio]/@src"
    # A file that lies beside the page is not shown in it: its only trace is the link to download it.
    files = [*page.xpath(shown), *page.xpath("//table[contains(@class, 'content')]//a[@download]/@href")]
    names = list(dict.fromkeys(f for f in map(str, files) if f and not f.startswith("data:")))
    found = row(item, 1, {"status": "a page", "metadata": told, "media": names}, "auto_archiver", {})
    if isinstance(found, Draft):
        found.locator, found.encoding = "", encoding
        found.pictures = tuple(names)
    if found is not None:
        yield found
