"""What stands above all else: that a standard gives no conclusion on an event, or that a page is not for others."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.dossier import Dossier

_FLAG = "unconfirmed_publish_only_with_a_banner"
_BANNER = "UNCONFIRMED: a standard gives no conclusion on an event in here. Do not publish it without saying so."

#: What stands on what was written with persons whom no decision lets out: it is for whoever works in the case.
WORKING_COPY = (
    "WORKING COPY: persons are shown in here, whether or not a decision lets them out. Do not pass it on: what is for"
    " others is written with persons withheld, or as a bundle."
)


def unconfirmed(dossier: Dossier) -> bool:
    """Say whether a standard gives no conclusion on an event."""
    return any(_FLAG in grade.flags for grade in dossier.grades)


def banner(dossiers: Iterable[Dossier]) -> str:
    """Give the banner of what tells of some events; empty where every standard gives a conclusion on each."""
    return _BANNER if any(map(unconfirmed, dossiers)) else ""
