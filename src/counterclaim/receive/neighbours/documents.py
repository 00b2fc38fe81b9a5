"""Which neighbour's document a whole JSON value is, and everything it tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings, linked, maps, reviews, stix, timelines
from counterclaim.records.source import Refusal

_BESIDE = (b", written by Counterclaim from run_", b", written by Counterclaim.\n")
#: How a dossier begins as a page, and how it ends as Markdown.
_PAGE = b"/* Counterclaim dossier: "
_FOOT = b"This page shows who says what, who copied whom and what a named standard allows one to say."
_HEAD_BYTES = 4_096
_BUNDLE, _EVIDENCE = "counterclaim-bundle", "data/evidence/"


def written_here(name: str, data: bytes) -> str:
    """Give what a file is that this program wrote for readers, empty for any other: its words are no further voice.

    Takes the path of the file or member, and its bytes. A bundle's originals are reports like any.
    """
    if name.endswith("READ-ME.txt") and any(words in data[:_HEAD_BYTES] for words in _BESIDE):
        return "what this program wrote beside an export"
    _, inside, member = name.replace("!", "/").rpartition(f"{_BUNDLE}/")
    if inside and not member.startswith(_EVIDENCE):
        return "a part of a bundle of this program, which is a copy of reports and no report"
    if _PAGE in data[:_HEAD_BYTES] or _FOOT in data[-_HEAD_BYTES:]:
        return "a dossier of this program, which sums up reports and is none"
    return ""


def document(item: Item, value: Any, encoding: str) -> Iterator[Draft | Refusal] | None:
    """Give what a neighbour's document tells, and what in it is no report; None for a value that is none."""
    if stix.is_bundle(value):
        return happenings.read(item, stix.objects(item, value), encoding)
    if maps.is_map(value):
        return happenings.read(item, maps.features(item, value), encoding)
    if kind := timelines.kind_of(value):
        return happenings.read(item, timelines.timeline(item, value, kind), encoding)
    reviewed, spoken = reviews.has_reviews(value), linked.is_linked(value)
    if reviewed or spoken:
        told = happenings.read(item, linked.linked(item, value), encoding) if spoken else iter(())
        return chain(reviews.reviews(item, value, encoding) if reviewed else iter(()), told)
    return None
