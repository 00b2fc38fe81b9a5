"""What a page is shown with: the addresses of its pictures, styles, scripts, sounds and films. Links are none of these.

Read from hostile bytes, so in a confined process. Frames are left out: they are pages of their own, with words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html

from counterclaim.receive.markup import ATTRIBUTES_MAX, attributes

#: Kinds of answers that name parts.
PAGES, STYLES = ("text/html", "application/xhtml+xml"), ("text/css",)
PARTS_MAX = 1_000
_SHOWN = ("stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "mask-icon")
_IN_STYLE = re.compile(
    r"""url\(\s*["']?([^"'()\s]{1,2000})["']?\s*\)|@import\s+["']([^"']{1,2000})["']""", re.IGNORECASE
)
_SOURCES = {
    "img": ("src", "data-src"), "script": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",),
    "track": ("src",), "embed": ("src",), "input": ("src",), "image": ("href",), "object": ("data",),
}  # fmt: skip


def page_parts(data: bytes, address: str, kind: str) -> tuple[str, ...]:
    """Give the addresses of what a page or a style sheet is shown with, each once, in the order they are named.

    Takes the bytes, the address they came from, and their media type with its charset. At most `PARTS_MAX`; empty for
    other kinds of bytes, and for those that cannot be read.
    """
    plain, _, rest = kind.partition(";")
    charset = rest.lower().partition("charset=")[2].strip(" \"'") or None
    if plain.strip().lower() in STYLES:
        found = _styled(data.decode("utf-8", "replace"), address)
    elif plain.strip().lower() in PAGES:
        found = _drawn(data, address, charset)
    else:
        return ()
    out: dict[str, None] = {}
    for one in found:
        bare = urldefrag(one)[0]
        if bare.startswith(("http://", "https://")) and bare != urldefrag(address)[0]:
            out.setdefault(bare)
        if len(out) >= PARTS_MAX:
            break
    return tuple(out)


def _drawn(data: bytes, address: str, charset: str | None) -> Iterator[str]:
    if attributes(data.replace(b"\0", b"").decode("latin-1")) > ATTRIBUTES_MAX:
        return
    try:
        parser: Any = lxml.html.HTMLParser(encoding=charset, no_network=True)
        page: Any = lxml.html.document_fromstring(data, parser=parser)
    except (ValueError, LookupError, lxml.etree.LxmlError):
        return
    named = page.xpath("//base/@href")
    base = _joined(address, str(named[0])) if named else address
    for one in page.iter():
        if not isinstance(one.tag, str):
            continue
        for attribute in _SOURCES.get(one.tag, ()):
            yield from _addressed(base, one.get(attribute))
        for attribute in ("srcset", "imagesrcset") if one.tag in {"img", "source", "link"} else ():
            for choice in (one.get(attribute) or "").split(","):
                yield from _addressed(base, (choice.split() or [""])[0])
        if one.tag == "link" and set((one.get("rel") or "").lower().split()) & set(_SHOWN):
            yield from _addressed(base, one.get("href"))
        if one.tag == "style":
            yield from _styled(one.text or "", base)
        if one.get("style"):
            yield from _styled(one.get("style"), base)


def _styled(words: str, base: str) -> Iterator[str]:
    for match in _IN_STYLE.finditer(words):
        yield from _addressed(base, match[1] or match[2])


def _addressed(base: str, words: str | None) -> Iterator[str]:
    if words and words.strip() and (found := _joined(base, words.strip())):
        yield found


def _joined(base: str, words: str) -> str:
    try:
        return urljoin(base, words)
    except ValueError:
        return ""
