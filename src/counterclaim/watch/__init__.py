"""The standing questions that reports raise: what to watch for, where, and for how long."""

from counterclaim.watch.watching import candidates

__all__ = ["candidates"]
