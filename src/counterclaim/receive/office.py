"""Office files: the words of documents and presentations, and the rows of sheets; their pictures are artifacts.

Documents are ZIP archives of XML, opened without trust like any other: no entity, no macro, no link is followed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook

from counterclaim.errors import Refused
from counterclaim.receive import spread
from counterclaim.receive.archive import members
from counterclaim.receive.build import Draft
from counterclaim.receive.headed import headed, put_head
from counterclaim.receive.items import Item
from counterclaim.records.source import Refusal
from counterclaim.records.words import ArtifactRole

_SAVE = "Open it in its program and save it again, without a password."
_OLD = b"\xd0\xcf\x11\xe0"
_MEDIA = re.compile(r"(?:^|/)(?:media|Pictures)/[^/]+$")
#: The parts that hold words, in the order of reading; numbers in names are slides.
_WORDS = re.compile(r"^(?:word/(?:document|footnotes|endnotes)\.xml|content\.xml|ppt/slides/slide(\d+)\.xml)$")
#: What holds words beside the text, or other files; a draft notes that they are there and not read.
_BESIDE = (
    ("comments", re.compile(r"^(?:word/comments|ppt/comments/[^/]+)\.xml$")),
    ("heads and feet of pages", re.compile(r"^word/(?:header|footer)\d*\.xml$")),
    ("a speaker's notes", re.compile(r"^ppt/notesSlides/[^/]+\.xml$")),
    ("files inside of it", re.compile(r"/embeddings/[^/]+$")),
)
_ABOUT = re.compile(r"^(?:docProps/core\.xml|meta\.xml)$")
_PARAGRAPHS = frozenset({"p", "h"})
#: What was struck out, remarked, or is there for a program.
_PASSED_OVER = frozenset({"del", "moveFrom", "instrText", "tracked-changes", "annotation", "annotation-end", "pict"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n"}
#: Text of Open Document stands anywhere in a paragraph; that of the others in elements of this name.
_RUN = "t"


def document(item: Item) -> Iterator[Draft | Item | Refusal]:
    """Read a word processor's file or a presentation; what was deleted with changes tracked is not read, and noted."""
    texts: list[tuple[int, str, Element]] = []
    about: Element | None = None
    beside: set[str] = set()
    for name, member in _members(item):
        if isinstance(member, Refusal) or _MEDIA.search(name):
            yield member
        elif match := _WORDS.match(name):
            texts.append((int(match[1] or 0), name, _xml(item, member.data)))
        elif _ABOUT.match(name):
            about = _xml(item, member.data)
        else:
            beside.update(_beside(name, member))
    if not texts:
        raise Refused(item.label, "an office file with a text", "one without the part that holds it", _SAVE)
    # The document comes before its notes; slides in the order of their numbers.
    texts.sort(key=lambda t: (t[0], "notes" in t[1], t[1]))
    paragraphs = [p for _, name, root in texts for p in _paragraphs(root, name == "content.xml")]
    head, text = headed("\n\n".join(p for p in paragraphs if p), spaced=True)
    draft = Draft(text, path=item.path)
    if struck := sum(_tag(e) in ("del", "deletion") for _, _, root in texts for e in root.iter()):
        draft.notes.append(f"{struck} tracked deletions are in the file and not read")
    beside.update("comments" for _, _, root in texts for e in root.iter() if _tag(e) == "annotation")
    if beside:
        draft.notes.append(f"in the file and not read: {', '.join(sorted(beside))}")
    for element in about.iter() if about is not None else ():
        if _tag(element) == "title":
            draft.put("title", element.text, "metadata")
        if _tag(element) in ("creator", "initial-creator"):
            draft.put("author", element.text, "metadata")
    put_head(draft, head)
    yield draft


def sheets(item: Item) -> Iterator[Item | Refusal]:
    """Give each sheet of a workbook as a table, its first row that is filled as the header."""
    if not item.data.startswith(_OLD):
        # Its own reader does not count what it inflates, nor the cells that lie between those that are filled.
        broken = [m for name, m in _members(item) if isinstance(m, Refusal) or _far(item, name, m.data)]
        if broken:
            yield from (m for m in broken if isinstance(m, Refusal))
            return
    try:
        book: Any = CalamineWorkbook.from_filelike(io.BytesIO(item.data))
        tables = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as cause:
        came = "a broken one, or one with a password"
        raise Refused(item.label, "a whole workbook", came, _SAVE) from cause
    filled = [(name, [row for row in rows if any(c != "" for c in row)]) for name, rows in tables]
    if not any(rows for _, rows in filled):
        raise Refused(item.label, "a workbook with rows", "empty sheets", "Check that it was saved whole.")
    for name, rows in filled:
        if rows:
            out = io.StringIO()
            csv.writer(out).writerows([[_cell(c) for c in row] for row in rows])
            yield item.part(f"sheet {name}", out.getvalue().encode(), "text/csv")


def _far(item: Item, name: str, sheet: bytes) -> bool:
    """Refuse a sheet with a cell far from its others. Raises Refused; False for every other part."""
    try:
        count = spread.cells(name, sheet)
    except ValueError as bad:
        raise Refused(item.label, "a whole workbook", str(bad), _SAVE) from bad
    if count > spread.CELLS_MAX:
        most, came = f"a sheet of at most {spread.CELLS_MAX:,} cells", f"one that spans {count:,}, most of them empty"
        raise Refused(item.label, most, came, "Delete the cell that lies far from the others, or save it as CSV.")
    return False


def _cell(value: Any) -> str:
    """Give a cell's words: a whole number without its point, a day as ISO."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _members(item: Item) -> Iterator[tuple[str, Item | Refusal]]:
    if item.data.startswith(_OLD):
        raise Refused(item.label, "an open office file", "one with a password, or of an older form", _SAVE)
    for member in members(item):
        path = member.name if isinstance(member, Refusal) else member.path
        name = path.removeprefix(f"{item.label}!")
        if isinstance(member, Item) and _MEDIA.search(name):
            yield name, member.told((("part of", item.label),), ArtifactRole.PART)
        else:
            yield name, member


def _xml(item: Item, data: bytes) -> Element:
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError) as cause:
        raise Refused(item.label, "a whole office file", "broken XML in it, or a trap", _SAVE) from cause
    return root


def _beside(name: str, part: Item) -> Iterator[str]:
    """Give what a part is that is not read, unless it has no words."""
    for what, named in _BESIDE:
        if named.search(name) and (
            not name.endswith(".xml") or any(c.isalpha() for p in _paragraphs(_xml(part, part.data), False) for c in p)
        ):
            yield what


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _paragraphs(root: Element, bare: bool) -> Iterator[str]:
    """Give the words of each paragraph, in order; with `bare`, of text that stands in no run."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _tag(element) in _PASSED_OVER:
            continue
        if _tag(element) in _PARAGRAPHS:
            yield "".join(_words(element, bare)).strip()
        else:
            waiting.extend(reversed(element))


def _words(paragraph: Element, bare: bool) -> Iterator[str]:
    """Walk a paragraph without recursion, for files nest as deep as somebody likes."""
    waiting: list[Element | str] = [paragraph]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
            continue
        tag = _tag(found)
        rest = (bare and found is not paragraph and found.tail) or ""
        if rest:
            waiting.append(rest)
        if tag in _PASSED_OVER:
            continue
        if tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == "s" and bare:
            yield " "
        if found.text and (bare or tag == _RUN):
            yield found.text
        waiting.extend(reversed(found))
