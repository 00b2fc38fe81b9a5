"""A stored index of text reuse that grows; see `index`."""

from counterclaim.reuse_index.files import Stored
from counterclaim.reuse_index.index import ReuseIndex
from counterclaim.reuse_index.state import Order

__all__ = ["Order", "ReuseIndex", "Stored"]
