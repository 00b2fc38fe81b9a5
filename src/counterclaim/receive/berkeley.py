"""The collection items of the Berkeley Protocol (HR/PUB/20/2, a–h) that a capture lacks: listed, never guessed."""

from __future__ import annotations

from counterclaim.records.source import Capture

#: Kinds that hold pages with their addresses, their source and what they show.
WEB_ARCHIVES = frozenset({"application/warc", "application/wacz", "multipart/related"})
_PAGES = WEB_ARCHIVES | {"text/html"}
#: Beside text of any kind: what holds words alone, and none of the pictures that these were shown with.
_WORDS = frozenset({"application/feed", "application/jsonl", "application/x-telegram"})


def missing(capture: Capture, *, media: bool | None = None) -> tuple[str, ...]:
    """Give the items that nobody supplied and the bytes do not hold; the digest (h) is always there.

    `media` says whether the pictures, sounds and films of a page came too; None where nobody knows, and the kind of the
    bytes tells whether they can hold any.
    """
    bare = capture.media_type.startswith("text/") or capture.media_type in _WORDS
    web = capture.media_type in WEB_ARCHIVES
    there = {
        "target web address": web or capture.url is not None,
        "page source": capture.media_type in _PAGES,
        "full-page capture": False,
        "embedded media": media if media is not None else not bare,
        "collector": bool(capture.collector),
        "reason for collection": bool(capture.reason),
        "clock": bool(capture.clock),
    }
    return tuple(name for name, held in there.items() if not held)
