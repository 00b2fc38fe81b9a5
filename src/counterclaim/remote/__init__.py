"""The only package that may speak to a network, and only to what its user names: a model, an authority, a page."""

from counterclaim.remote.authority import answered
from counterclaim.remote.client import Endpoint, ask, endpoint
from counterclaim.remote.page import PARTS_MAX, Bounds, Fetched, checked, fetched

__all__ = ["PARTS_MAX", "Bounds", "Endpoint", "Fetched", "answered", "ask", "checked", "endpoint", "fetched"]
