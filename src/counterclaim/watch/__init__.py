"""The standing questions that reports raise: what to watch for, where, and for how long; and what matched."""

from counterclaim.watch.matching import Watched, matched
from counterclaim.watch.standing import Answered, Standing, answered, asked, checked
from counterclaim.watch.watching import candidates

__all__ = ["Answered", "Standing", "Watched", "answered", "asked", "candidates", "checked", "matched"]
