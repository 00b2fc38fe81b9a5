"""Two runs beside each other: what changed between them, event by event, and through which report or decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.case import diff
from counterclaim.changes import Change
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.asked import Asked
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import ReportRow, named_reports
from counterclaim.desk.work.naming import Named, named
from counterclaim.errors import NotInCase
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Event

#: Runs that are offered, events that are shown, changes of each, and what is shown first of all changes.
RUNS, EVENTS, CHANGES, FIRST = 60, 60, 40, 3


@dataclass(frozen=True, slots=True)
class Settled:
    """One settlement that can be compared: its run, when it was, and how many reports and decisions it was made of."""

    run: str
    at: str
    reports: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Of:
    """What changed of one event. `id` is empty for what belongs to none; `there` tells that the newer run has it."""

    id: str
    title: str
    there: bool
    changes: tuple[Change, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Two runs, all that can be compared, and what changed; `held` counts what is shown when all is asked for."""

    runs: tuple[Settled, ...]
    old: str
    new: str
    every: bool
    groups: tuple[Of, ...]
    shown: int
    held: int
    more: int
    decisions: dict[str, Named]
    reports: dict[str, ReportRow]


def view(case: Opened, asked: Asked) -> View:
    """Give what changed between two runs, by default the one before and the current one.

    Raises NotInCase for a run that the case does not hold.
    """
    runs = _runs(case)
    current = case.folder.runs.current() or ""
    new = asked.text("new") or current
    before = [r.run for r in runs if r.run != new]
    old = asked.text("old") or (before[0] if before else new)
    for run in (old, new):
        if run not in {r.run for r in runs}:
            raise NotInCase("a run of this case", run, "Choose one of the list.")
    every = asked.one_of("show", ("", "all")) == "all"
    found: tuple[Change, ...] = ()
    titles: dict[str, str] = {}
    if old != new:
        found, titles = case.kept(("diff", old, new, case.stamp()), lambda: _diff(case, old, new))
    shown = [c for c in found if every or c.importance <= FIRST]
    groups, more = _groups(shown, titles, case)
    told = [one for g in groups for c in g.changes for one in c.through]
    return View(
        runs=runs,
        old=old,
        new=new,
        every=every,
        groups=groups,
        shown=len(shown),
        held=len(found),
        more=more,
        decisions=named(case, {t.removeprefix("decision ") for t in told if t.startswith("decision ")}),
        reports=named_reports(case.index, {t.removeprefix("report ") for t in told if t.startswith("report ")}),
    )


def _diff(case: Opened, old: str, new: str) -> tuple[tuple[Change, ...], dict[str, str]]:
    """Give what changed, and what the events of both runs are called; the newer run's word counts."""
    events = [e for run in (old, new) for e in case.folder.runs.table("events", Event, run)]
    return diff(case.folder, old, new), {e.id: e.title for e in events}


def _runs(case: Opened) -> tuple[Settled, ...]:
    """Give the runs that the case holds, the latest first; one that came twice is told once."""
    held, latest = set(case.folder.runs.held()), dict[str, str]()
    for run, at in case.folder.run_times():
        if run in held:
            latest.pop(run, None)
            latest[run] = at
    rows = []
    for run, at in list(reversed(latest.items()))[:RUNS]:
        counts = dict(case.folder.runs.run(run).counts)
        rows.append(Settled(run, at, counts.get("reports", 0), counts.get("decisions", 0)))
    return tuple(rows)


def _groups(found: Sequence[Change], titles: dict[str, str], case: Opened) -> tuple[tuple[Of, ...], int]:
    """Give changes by event, that with the most important first, and how many events are left out."""
    by: dict[str, list[Change]] = {}
    for change in found:
        by.setdefault(change.event, []).append(change)
    there = {r[0] for r in case.index.among("SELECT id FROM events WHERE id IN ({keys})", by.keys())}
    groups = [
        Of(event, titles.get(event, ""), event in there, tuple(rows[:CHANGES]), max(0, len(rows) - CHANGES))
        for event, rows in by.items()
    ]
    return tuple(groups[:EVENTS]), max(0, len(groups) - EVENTS)


def plain(view: View) -> Plain:
    """Give the page as its twin says it."""
    return {
        "runs": [to_plain(r) for r in view.runs],
        "old": view.old,
        "new": view.new,
        "events": [
            {"event": g.id or None, "title": g.title, "changes": [to_plain(c) for c in g.changes], "more": g.more}
            for g in view.groups
        ],
        "shown": view.shown,
        "changes": view.held,
        "more_events": view.more,
    }


#: What may be asked after its address.
ASKS = ("old", "new", "show")
PAGE = Page(path="/compare", section="events", view=view, template="compare.html", plain=plain, asks=ASKS)
