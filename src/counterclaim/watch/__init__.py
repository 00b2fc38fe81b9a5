"""The standing questions that reports raise: what to watch for, where, and for how long; and what matched."""

from counterclaim.watch.matching import Watched, matched
from counterclaim.watch.pages import GONE_STATUS, PageChange, page_changes
from counterclaim.watch.rising import Rise, rise
from counterclaim.watch.standing import Answered, Standing, answered, answered_by, asked, checked, usual_days
from counterclaim.watch.watching import candidates

__all__ = [
    "GONE_STATUS",
    "Answered",
    "PageChange",
    "Rise",
    "Standing",
    "Watched",
    "answered",
    "answered_by",
    "asked",
    "candidates",
    "checked",
    "matched",
    "page_changes",
    "rise",
    "usual_days",
]
