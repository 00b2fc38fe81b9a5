"""The only package that may speak to a network, and only to an address that its user names: a model, an authority."""

from counterclaim.remote.authority import answered
from counterclaim.remote.client import Endpoint, ask, endpoint

__all__ = ["Endpoint", "answered", "ask", "endpoint"]
