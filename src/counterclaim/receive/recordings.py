"""What a recording of the MP4 family says of itself: when it was made, how long it is, where; and whether it is cut.

Source: ISO/IEC 14496-12 (boxes; `mvhd`, 8.2.2); the place is ISO 6709 in Apple's `©xyz`, as phones write it. It is
somebody's word, as what pictures say is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

#: Times count seconds from here; a camera that knows none writes nought, or counts from the year of its computer.
_EPOCH, _SINCE = datetime(1904, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)
_HEAD, _LONG, _MOST = 8, 16, 10_000
_PLACE = re.compile(rb"([+-]\d{1,2}(?:\.\d{1,8})?)([+-]\d{1,3}(?:\.\d{1,8})?)")
Facts = tuple[tuple[str, str], ...]


def recording_facts(data: bytes) -> Facts:
    """Give the facts of a recording, each a name and words; nothing of a file that is none of this family."""
    if data[4:8] != b"ftyp":
        return ()
    facts: list[tuple[str, str]] = []
    top = list(_boxes(data, 0, len(data)))
    for kind, begin, end in top:
        for inner, at, until in _boxes(data, begin, end) if kind == b"moov" else ():
            if inner == b"mvhd":
                facts += _header(data[at:until])
            elif inner == b"udta":
                facts += _places(data, at, until)
    if top and top[-1][2] > len(data):
        facts.append(("cut", "the file ends before what it says it holds"))
    return tuple(dict(facts).items())


def _boxes(data: bytes, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Give the kind of each box between two places, and where what it holds begins and should end."""
    for _ in range(_MOST):
        if begin + _HEAD > min(end, len(data)):
            return
        size, kind, head = int.from_bytes(data[begin : begin + 4], "big"), data[begin + 4 : begin + 8], _HEAD
        if size == 1:
            size, head = int.from_bytes(data[begin + 8 : begin + 16], "big"), _LONG
        size = size or end - begin  # nought means up to the end
        if size < head:
            return
        yield kind, begin + head, begin + size
        begin += size


def _header(box: bytes) -> Iterator[tuple[str, str]]:
    """Give when a recording was made, and how long it is."""
    wide = 8 if box[:1] == b"\1" else 4
    made, _, per_second, length = (
        int.from_bytes(box[at : at + n], "big")
        for at, n in ((4, wide), (4 + wide, wide), (4 + 2 * wide, 4), (8 + 2 * wide, wide))
    )
    with suppress(OverflowError):
        if (when := _EPOCH + timedelta(seconds=made)) >= _SINCE:
            yield "taken", f"{when:%Y-%m-%d %H:%M:%S} UTC, by its own clock"
    if per_second and len(box) >= 8 + 3 * wide and length < 1 << (8 * wide - 1):
        yield "length", f"{length / per_second:.1f} s"


def _places(data: bytes, begin: int, end: int) -> Iterator[tuple[str, str]]:
    for kind, at, until in _boxes(data, begin, end):
        if kind == b"\xa9xyz" and (found := _PLACE.search(data[at : min(until, at + 100)])):
            yield "place", f"{float(found[1]):.6f}, {float(found[2]):.6f}"
