"""Which neighbour's document a whole JSON value is, and everything it tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings, maps, reviews, stix, timelines
from counterclaim.records.source import Refusal


def document(item: Item, value: Any, encoding: str) -> Iterator[Draft | Refusal] | None:
    """Give what a neighbour's document tells, and what in it is no report; None for a value that is none."""
    if reviews.has_reviews(value):
        return reviews.reviews(item, value, encoding)
    if stix.is_bundle(value):
        return happenings.read(item, stix.objects(item, value), encoding)
    if maps.is_map(value):
        return happenings.read(item, maps.features(item, value), encoding)
    if kind := timelines.kind_of(value):
        return happenings.read(item, timelines.timeline(item, value, kind), encoding)
    return None
