"""What a picture or a recording says of itself: its size, its camera's notes, and whether it carries a C2PA manifest.

It is somebody's word, and easily changed: facts to check, not facts that are true.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.items import refusing
from counterclaim.receive.recordings import recording_facts

Facts = tuple[tuple[str, str], ...]
#: EXIF tags that help to place a picture in time and space, by number. Source: CIPA DC-008 (Exif 2.32), tables 4–15.
_FIRST = {0x010F: "maker", 0x0110: "camera", 0x0131: "software", 0x0132: "changed", 0x013B: "artist", 0x8298: "rights"}
_CAMERA = {0x9003: "taken", 0x9011: "time zone", 0x9004: "digitised", 0xA431: "serial number", 0x9286: "comment"}
_CAMERA_PART, _PLACE_PART = 0x8769, 0x8825
_POINTS_MAX = 100_000_000
_CHARS_MAX = 300
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
#: A manifest store is a JUMBF superbox whose label is `c2pa`. Source: C2PA 2.1, 11.1.4.2.
_C2PA = re.compile(rb"jumb.{0,64}jumdc2pa", re.DOTALL)


def media_facts(kind: str, data: bytes) -> Facts:
    """Give the facts of a picture or recording, each a name and words; nothing is taken from it."""
    facts = [*(_picture(data) if kind.startswith("image/") else recording_facts(data))]
    if _C2PA.search(data):
        facts.append(("c2pa", c2pa_state(kind, data)))
    return tuple(facts)


def c2pa_state(kind: str, data: bytes) -> str:
    """Check a C2PA manifest with the library of that project, where it is installed (extra `c2pa`); say what it found.

    A manifest that holds supports where a file comes from, not that its caption is true.
    """
    try:
        import c2pa
    except ImportError:
        return "a manifest is there and kept; not checked, for the extra `c2pa` is not installed"
    try:
        with refusing("a manifest"):
            own = c2pa.Settings.from_dict({"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}})
            with c2pa.Context(own) as context, c2pa.Reader(kind, io.BytesIO(data), context=context) as reader:
                state = reader.get_validation_state() or "unknown"
    except Refused as error:
        # Whatever a manifest does to the library, its picture is kept.
        return f"a manifest is there and kept; it cannot be checked ({_words(str(error.__cause__ or error))})"
    return f"a manifest is there and kept; checked offline: {_words(str(state)).lower()}"


def warm_up() -> None:
    """Load the library that checks manifests, where it is installed: a confined process can load nothing later."""
    c2pa_state("image/jpeg", b"")


def _picture(data: bytes) -> Facts:
    """Give what the picture's library reads; where it fails, that is the fact, and the bytes are kept all the same."""
    from PIL import Image

    try:
        with refusing("a picture"), warnings.catch_warnings(), Image.open(io.BytesIO(data)) as opened:
            warnings.simplefilter("ignore")
            size = ("points", f"{opened.width} × {opened.height}")
            return (size, *(_exif(opened.getexif()) if opened.width * opened.height <= _POINTS_MAX else ()))
    except Refused as error:
        return (("not opened", error.came),)


def _exif(exif: Any) -> Iterator[tuple[str, str]]:
    parts = [(_FIRST, exif), (_CAMERA, exif.get_ifd(_CAMERA_PART))]
    for names, part in parts:
        for tag, name in names.items():
            if words := _words(part.get(tag, "")):
                yield name, words
    with suppress(ValueError, TypeError, ZeroDivisionError, KeyError, IndexError):
        place = exif.get_ifd(_PLACE_PART)
        if place:
            yield "place", f"{_degrees(place, 2):.6f}, {_degrees(place, 4):.6f}"


def _degrees(place: Any, tag: int) -> float:
    """Give degrees from an Exif triple; the tag before it says which half of the Earth."""
    degrees, minutes, seconds = (float(x) for x in place[tag])
    sign = -1 if str(place[tag - 1]).upper() in ("S", "W") else 1
    return sign * (degrees + minutes / 60 + seconds / 3600)


def _words(value: Any) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return _UNSEEN.sub(" ", text).strip()[:_CHARS_MAX]
