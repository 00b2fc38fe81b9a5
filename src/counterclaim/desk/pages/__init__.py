"""The pages, one a module: a plain function from an opened case to a frozen view."""

from __future__ import annotations

from counterclaim.desk.pages import event, events, overview

__all__ = ["PAGES"]

PAGES = (overview.PAGE, events.PAGE, event.PAGE)
