"""What stands above all else where a standard gives no conclusion on an event: whoever passes it on must say so."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.dossier import Dossier

_FLAG = "unconfirmed_publish_only_with_a_banner"
_BANNER = "UNCONFIRMED: a standard gives no conclusion on an event in here. Do not publish it without saying so."


def unconfirmed(dossier: Dossier) -> bool:
    """Say whether a standard gives no conclusion on an event."""
    return any(_FLAG in grade.flags for grade in dossier.grades)


def banner(dossiers: Iterable[Dossier]) -> str:
    """Give the banner of what tells of some events; empty where every standard gives a conclusion on each."""
    return _BANNER if any(map(unconfirmed, dossiers)) else ""
