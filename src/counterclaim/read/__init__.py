"""A report's text, in; passages with exact offsets, out. Must never lose an offset."""

from counterclaim.read.sentences import bounded, passages

__all__ = ["bounded", "passages"]
