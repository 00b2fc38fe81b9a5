"""The pages, one a module: a plain function from an opened case to a frozen view."""

from __future__ import annotations

from counterclaim.desk.pages import (
    agent,
    agents,
    event,
    events,
    evidence,
    ledger,
    method,
    origins,
    overview,
    pages_seen,
    report,
    reports,
    search,
    watch,
)

__all__ = ["PAGES"]

PAGES = (
    overview.PAGE,
    events.PAGE,
    event.PAGE,
    *event.PARTS,
    reports.PAGE,
    report.PAGE,
    agents.PAGE,
    agent.PAGE,
    origins.PAGE,
    origins.ONE,
    watch.PAGE,
    pages_seen.PAGE,
    evidence.PAGE,
    evidence.ONE,
    ledger.PAGE,
    search.PAGE,
    method.PAGE,
)
