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
_HEAD_BYTES = 4_096


def beside_an_export(name: str, data: bytes) -> bool:
    """Say whether a file is the READ-ME that an export of this program lies beside: its words are nobody's report."""
    return name.endswith("READ-ME.txt") and any(words in data[:_HEAD_BYTES] for words in _BESIDE)


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
