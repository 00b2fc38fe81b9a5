"""Pictures of text as PNG, for a program that recognises letters: pages of a PDF without words, or a picture itself."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.items import Begun, refusing, unwatched

#: Points an inch that recognition works well with; a letter page then has some 4 million points.
_DPI = 200
_SIDE_MAX = 4_000
PAGES_MAX = 40
#: Seconds of work that one page is given.
_PAGE_SECONDS = 10.0


def scanned(data: bytes, begun: Begun = unwatched) -> list[tuple[int, str]]:
    """Give (page, PNG in base 64) of each page without words, at most `PAGES_MAX`; nothing for what is no picture.

    `begun` is told of each page of a PDF before it is looked at; one that it leaves out has no PNG.
    """
    pages = _of_pdf(data, begun) if data.lstrip()[:5] == b"%PDF-" else _of_picture(data)
    return [(number, base64.b64encode(png).decode()) for number, png in pages]


def _of_pdf(data: bytes, begun: Begun) -> Iterator[tuple[int, bytes]]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            found = 0
            for number in range(1, len(document) + 1):
                if found == PAGES_MAX:
                    return
                try:
                    begun(f"page {number}", _PAGE_SECONDS)
                except Refused:
                    yield number, b""
                    continue
                sheet = document[number - 1]
                if not sheet.get_textpage().get_text_bounded().strip():
                    found += 1
                    scale = min(_DPI / 72, _SIDE_MAX / max(*sheet.get_size(), 1))
                    yield number, _png(sheet.render(scale=scale).to_pil())
    except pypdfium2.PdfiumError:
        return


def _of_picture(data: bytes) -> Iterator[tuple[int, bytes]]:
    from PIL import Image, ImageOps

    # A picture that cannot be drawn has no letters to recognise; it is kept all the same.
    with suppress(Refused), refusing("a picture"), Image.open(io.BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened) or opened
        upright.thumbnail((_SIDE_MAX, _SIDE_MAX))
        yield 1, _png(upright)


def _png(image: Any) -> bytes:
    out = io.BytesIO()
    image.convert("L").save(out, "PNG")
    return out.getvalue()
