"""The pages, one a module: a plain function from an opened case to a frozen view."""

from __future__ import annotations

from counterclaim.desk.answer import Page
from counterclaim.desk.pages import event, events, overview

PAGES = (overview.PAGE, events.PAGE, event.PAGE)
