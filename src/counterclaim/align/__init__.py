"""Claims, in; events, out: claims that speak of the same happening. Must never force a claim, nor lose one."""

from counterclaim.align.events import align

__all__ = ["align"]
