"""Step 4 for single texts: plain text, Markdown, HTML and PDF, each to drafts of reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import process_time
from typing import Any

import pypdfium2
import yaml

from counterclaim.errors import Refused
from counterclaim.receive.build import MISDATED, Draft
from counterclaim.receive.columns import put_all, words_in_yaml
from counterclaim.receive.dates import minute
from counterclaim.receive.headed import headed, put_head
from counterclaim.receive.items import Item, refusal
from counterclaim.receive.kinds import attached_type
from counterclaim.receive.markup import ATTRIBUTES_MAX, attributes, without_entities, words_of
from counterclaim.receive.names import shown
from counterclaim.records.source import Refusal

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_TAGGED = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:-\w+)*)", re.IGNORECASE)
#: No character takes more bytes than four, so a page above this many times the bound on text is markup without end.
_BYTES_PER_CHAR = 4
#: Finding the article takes up to a millisecond a tag; news pages have some thousand, so above this it is not sought.
_TAGS_MAX = 20_000
#: Seconds of work for what a page tells; finding the article of a long one takes some.
PAGE_SECONDS = 60.0
#: Seconds of work for one page of a PDF, and for all: a page of words takes a thousandth of a second, and one that
#: draws itself without end takes whatever it is given.
_PAGE_SECONDS, _PAGES_SECONDS = 10.0, 60.0
#: So many pages of words would be more than one report may have.
_PAGES_MAX = 5_000
#: What programs write as title and author where nobody gave one.
_NAMELESS = frozenset({"untitled", "anonymous", "(anonymous)", "unspecified", "(unspecified)"})
_AS_TEXT = "Take its text as a .txt file, or print it to a new PDF and take that."
#: How the day of a page is sought, and the last day there is, for one that lies ahead.
_DATES: dict[str, Any] = {"extensive_search": False, "original_date": True}
_LAST = "9999-12-31"
_STAMPED = re.compile(
    r"<meta\b[^>]{0,200}?(?:article:published_time|datePublished)[\"'][^>]{0,100}?content=[\"']([^\"'>]{10,40})",
    re.IGNORECASE,
)
#: Pictures that a page or a Markdown text shows, as it names them; those inside the page itself are left out.
_SHOWN = re.compile(r"<img\b[^>]{0,500}?\bsrc\s*=\s*[\"']?(?!data:)([^\"'\s>]{1,500})", re.IGNORECASE)
_SHOWN_IN_MARKDOWN = re.compile(r"!\[[^\]\n]{0,300}\]\(\s*<?([^)\s>]{1,500})")


def plain(item: Item) -> Iterator[Draft]:
    """Read text or Markdown with YAML front matter, or with header lines ("Publisher: …") above a blank line."""
    text, encoding = item.text()
    head, rest = headed(text)
    if head:
        draft = Draft(rest, path=item.path, encoding=encoding)
        put_head(draft, head)
        draft.pictures = _shown(text)
        yield draft
        return
    match = _FRONT.match(text)
    front: Any = {}
    if match:
        try:
            front = words_in_yaml(match.group(1))
        except yaml.YAMLError as cause:
            came = "lines that are not YAML"
            raise Refused(item.label, "YAML front matter", came, "Mend the lines between the `---`.") from cause
    # Two rules around lines that are no pairs of names are part of the text, not front matter.
    named = isinstance(front, dict)
    draft = Draft(text[match.end() :] if match and named else text, path=item.path, encoding=encoding)
    put_all(draft, front if named else {}, "front matter")
    draft.pictures = _shown(text)
    yield draft


def _shown(text: str) -> tuple[str, ...]:
    """Give the pictures that a Markdown text shows, each once."""
    return tuple(dict.fromkeys((*_SHOWN.findall(text), *_SHOWN_IN_MARKDOWN.findall(text))))


#: The article of a page, where it is marked as one.
_ARTICLE = re.compile(r"<(article|main)\b[^>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)


def page(item: Item) -> Iterator[Draft]:
    """Read the article of a web page; scripts are never run and nothing is loaded."""
    bounded(item.label, item.data, item.settings.report_chars_max)
    declared = _CHARSET.search(item.data[:4096])
    text, encoding = item.text(declared.group(1).decode("ascii") if declared else "")
    without_entities(item.label, text)
    if crowded := _crowded(text):
        draft = Draft(words_of(text), path=item.path, encoding=encoding)
        draft.notes.append(f"the page has {crowded}, so all its words were taken, not the article alone")
        yield draft
        return
    item.allowance.begun(item.label, PAGE_SECONDS)
    import trafilatura  # heavy: only a page needs it

    found: Any = trafilatura.bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params=_DATES,
    )
    if found is None or not (found.text or "").strip():
        todo = "Save the article's text as .txt."
        raise Refused(item.label, "a page with an article", "a page with no text to read", todo)
    title, body = (found.title or "").strip(), re.sub(r"\s*\n\s*", "\n\n", found.text.strip())
    if "\n" not in body and (article := _ARTICLE.search(text)) is not None:
        body = words_of(article[0])  # a short page comes back as one line, its paragraphs run together
    under = body.removeprefix(title).lstrip("\n") if title else body
    head, rest = headed(under, spaced=True)
    under = rest if head else body
    whole = under if not title or under.startswith(title) else f"{title}\n\n{under}"
    draft = Draft(whole, path=item.path, encoding=encoding)
    for field, value in (("title", title), ("author", found.author), ("publisher", found.sitename), ("url", found.url)):
        draft.put(field, value, "metadata")
    draft.put("published", found.date, "metadata")
    if (stamped := _STAMPED.search(text)) and (found.date or "") == stamped.group(1)[:10]:
        draft.minute = minute(stamped.group(1))
    draft.pictures = tuple(dict.fromkeys(_SHOWN.findall(text)))
    tagged = _TAGGED.search(text)
    draft.put("language", tagged.group(1) if tagged else None, "metadata")
    put_head(draft, head)
    if "published" not in draft.fields and (ahead := _ahead(text)):
        draft.notes.append(f"{MISDATED}metadata: {ahead}")
    yield draft


def _ahead(text: str) -> str:
    """Give in words the day of a page that lies ahead, on which nothing can have been published; empty without one."""
    from trafilatura.metadata import extract_metadata

    told = extract_metadata(text, date_config=_DATES | {"max_date": _LAST})
    if told is None or not told.date:
        return ""
    return f"`{told.date}` lies after today, so that day was not taken; --published gives another"


def _crowded(text: str) -> str:
    """Give in words why the article of a page is not sought; empty where it is."""
    if (tags := text.count("<")) > _TAGS_MAX:
        return f"some {tags:,} tags"
    return f"an element with {most:,} attributes" if (most := attributes(text)) > ATTRIBUTES_MAX else ""


def pdf(item: Item) -> Iterator[Draft | Item | Refusal]:
    """Read a PDF's text layer; a page that reaches a bound is refused, the rest and what is attached is read."""
    try:
        document = pypdfium2.PdfDocument(item.data)
    except pypdfium2.PdfiumError as cause:
        if "password" in str(cause).lower():
            todo = "Open it with its password and save it without one."
            raise Refused(item.label, "an open PDF", "one that needs a password", todo) from cause
        todo = "Save or download it again."
        raise Refused(item.label, "a whole PDF", "a broken or cut file", todo) from cause
    with document:
        try:
            pages, without = _pages(document, item)
            meta = document.get_metadata_dict(skip_empty=True)
            inside = list(_attached(document, item))
        except pypdfium2.PdfiumError as cause:
            raise Refused(item.label, "a whole PDF", f"damaged pages ({cause})", "Save it again.") from cause
    yield from inside
    if without and not any(pages):
        raise Refused(item.label, without[0].expected, without[0].came, _AS_TEXT)
    blank = sum(not p for p in pages)
    if blank == len(pages):
        todo = "Take it with --ocr eng (or its language), where Tesseract is installed; or run ocrmypdf on it first."
        raise Refused(item.label, "a PDF with text", "pictures only, so it needs OCR", todo)
    head, text = headed("\n\n".join(pages), spaced=True)
    draft = Draft(text, path=item.path)
    draft.notes += [
        f"{left_out.item.removeprefix(item.label).strip()} not read: {left_out.came}" for left_out in without
    ]
    if blank:
        draft.notes.append(f"{blank} of {len(pages)} pages have no text; they may be pictures that need OCR")
    for field in ("title", "author"):
        words = meta.get(field.capitalize())
        draft.put(field, None if words in _NAMELESS else words, "metadata")
    put_head(draft, head)
    yield draft
    yield from map(refusal, without)


def _attached(document: Any, item: Item) -> Iterator[Item | Refusal]:
    """Give the files that are attached to a PDF."""
    for number in range(document.count_attachments()):
        place = f"attachment {number + 1}"
        try:
            found = document.get_attachment(number)
            name, data = shown(found.get_name()).replace("/", "_").strip(), bytes(found.get_data())
        except pypdfium2.PdfiumError as cause:
            reason = f"an attachment that cannot be taken out ({cause})"
            yield Refusal(name=f"{item.label} {place}", reason=reason, todo="Save it from the PDF by hand.")
            continue
        item.allowance.spend(f"{item.label} {place}", len(data))
        yield item.part(f"{place} {name}".strip(), data, attached_type(name, "application/octet-stream", data))


def _pages(document: Any, item: Item) -> tuple[list[str], list[Refused]]:
    """Give the text of the pages that are read within their bounds, and what is said of those that are not."""
    pages: list[str] = []
    without: list[Refused] = []
    total, begin = 0, process_time()
    for number in range(1, len(document) + 1):
        try:
            item.allowance.begun(f"{item.label} page {number}", _PAGE_SECONDS)
        except Refused as left_out:
            without.append(left_out)
            continue
        # Between pages there is time to stop in words, with what was read until then.
        if over := _over(number, len(document), process_time() - begin):
            without.append(Refused(f"{item.label} from page {number} on", *over, "Split it and take the rest."))
            break
        text = document[number - 1].get_textpage().get_text_bounded().replace("\r\n", "\n").strip()
        total += len(text)
        if total > item.settings.report_chars_max:
            bound = f"at most {item.settings.report_chars_max:,} characters"
            raise Refused(item.label, bound, "more", "Split it into reports.")
        pages.append(text)
    return pages, without


def _over(number: int, pages: int, worked: float) -> tuple[str, str] | None:
    """Give what is expected of a PDF and what came, where it is read no further than the page before."""
    if number > _PAGES_MAX:
        return f"at most {_PAGES_MAX:,} pages", f"one of {pages:,}"
    if worked > _PAGES_SECONDS:
        bound = f"{_PAGES_SECONDS:.0f} s of work"
        return f"all pages within {bound}", f"those before took more than {bound}, the most a PDF is given"
    return None


def bounded(label: str, data: bytes | str, chars_max: int) -> None:
    """Check the size of markup before it is parsed. Raises Refused above the bound."""
    if len(data) > _BYTES_PER_CHAR * chars_max:
        bound = f"at most {_BYTES_PER_CHAR * chars_max:,} bytes of markup"
        raise Refused(label, bound, f"{len(data):,}", "Take the article's text as .txt.")
