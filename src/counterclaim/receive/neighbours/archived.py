"""A page that auto-archiver wrote of one post: what it archived, as the same record that its tables hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.formats import PAGE_SECONDS, bounded
from counterclaim.receive.items import Item
from counterclaim.receive.markup import with_few_attributes, without_entities
from counterclaim.receive.neighbours.rows import row
from counterclaim.records.source import Refusal

_BLANKS = re.compile(r"[^\S\n]+")

_SHOWN = frozenset({"img", "video", "source", "audio"})


def archived_page(item: Item) -> Iterator[Draft | Refusal]:
    """Read the page of one archived post: its table of metadata, and the files it shows."""
    bounded(item.label, item.data, item.settings.report_chars_max)
    text, encoding = item.text("utf-8")
    without_entities(item.label, text)
    with_few_attributes(item.label, text)
    item.allowance.begun(item.label, PAGE_SECONDS)
    page: Any = lxml.html.document_fromstring(text)
    told = {}
    for line in _within(page, "metadata"):
        cells = [cell for cell in line if cell.tag == "td"] if line.tag == "tr" else []
        if len(cells) == 2:
            key, value = (_BLANKS.sub(" ", cell.text_content()).strip() for cell in cells)
            told[key] = value
    if not told:
        raise Refused(
            item.label, "auto-archiver's table of metadata", "a page with none", "Save it again, or take its text."
        )
    content = list(_within(page, "content"))
    shown = [one.get("src") or "" for one in content if one.tag in _SHOWN]
    # A file that lies beside the page is not shown in it: its only trace is the link to download it.
    files = [*shown, *(a.get("href") or "" for a in content if a.tag == "a" and a.get("download") is not None)]
    names = list(dict.fromkeys(f for f in map(str, files) if f and not f.startswith("data:")))
    found = row(item, 1, {"status": "a page", "metadata": told, "media": names}, "auto_archiver", {})
    if isinstance(found, Draft):
        found.locator, found.encoding = "", encoding
        found.pictures = tuple(names)
    if found is not None:
        yield found


def _within(page: Any, name: str) -> Iterator[Any]:
    """Give what stands in a table whose class has a name, each once: a path would go through tables in tables anew."""
    depth = 0
    for event, element in etree.iterwalk(page, events=("start", "end")):
        opens = element.tag == "table" and name in element.get("class", "")
        if event == "start":
            if depth:
                yield element
            depth += opens
        else:
            depth -= opens
