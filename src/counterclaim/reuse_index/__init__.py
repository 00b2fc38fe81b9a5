"""Texts kept in a folder, and what they share: once, or as an index that grows; see `index`."""

from counterclaim.reuse_index.alone import alone
from counterclaim.reuse_index.files import Stored, Texts
from counterclaim.reuse_index.index import ReuseIndex
from counterclaim.reuse_index.lines import Lines
from counterclaim.reuse_index.reports import Taken, take
from counterclaim.reuse_index.settled import shared_in
from counterclaim.reuse_index.state import Order
from counterclaim.reuse_index.voicing import Asked, found_once, voices

__all__ = [
    "Asked",
    "Lines",
    "Order",
    "ReuseIndex",
    "Stored",
    "Taken",
    "Texts",
    "alone",
    "found_once",
    "shared_in",
    "take",
    "voices",
]
