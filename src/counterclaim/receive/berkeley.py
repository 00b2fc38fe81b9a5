"""The collection items of the Berkeley Protocol (HR/PUB/20/2, a–h) that a capture lacks: listed, never guessed."""

from __future__ import annotations

from counterclaim.records.source import Capture

#: Kinds that hold pages with their addresses, their source and what they show.
WEB_ARCHIVES = frozenset({"application/warc", "application/wacz", "multipart/related"})
_PAGES = WEB_ARCHIVES | {"text/html"}


def missing(capture: Capture) -> tuple[str, ...]:
    """Give the items that nobody supplied and the bytes do not hold; the digest (h) is always there."""
    web = capture.media_type in WEB_ARCHIVES
    there = {
        "target web address": web or capture.url is not None,
        "page source": capture.media_type in _PAGES,
        "full-page capture": False,
        "collector": bool(capture.collector),
        "reason for collection": bool(capture.reason),
        "clock": bool(capture.clock),
    }
    return tuple(name for name, held in there.items() if not held)
