"""The only package that may speak to a network, and only to one configured address: an OpenAI-compatible endpoint."""

from counterclaim.remote.client import Endpoint, ask, endpoint

__all__ = ["Endpoint", "ask", "endpoint"]
