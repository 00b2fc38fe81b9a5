"""Two runs beside each other: what changed between them, event by event, and through which report or decision."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.changes import Change
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.asked import Asked
from counterclaim.desk.index import Index
from counterclaim.desk.making import Preparing
from counterclaim.desk.opened import Opened, unsettled
from counterclaim.desk.rows import ReportRow, named_reports
from counterclaim.desk.work.naming import Named, named
from counterclaim.errors import NotInCase
from counterclaim.records.codec import to_plain

#: Runs that are offered, events that are shown, changes of each, and what is shown first of all changes.
RUNS, EVENTS, CHANGES, FIRST, LAST = 60, 60, 40, 3, 4


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
    """Two runs, all that can be compared, and what changed; `held` counts what is shown when all is asked for.

    `making` says what is waited for while what changed between large runs is found for the first time.
    """

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
    making: Preparing | None = None


def view(case: Opened, asked: Asked) -> View:
    """Give what changed between two runs, by default the one before and the current one.

    Raises NotInCase for a run that the case does not hold.
    """
    runs = _runs(case)
    current = case.folder.runs.current() or ""
    new = asked.text("new") or current
    before = [r.run for r in runs if r.run != new]
    old = asked.text("old") or (before[0] if before else new)
    if not runs:
        raise unsettled()
    for run in (old, new):
        if run not in {r.run for r in runs}:
            raise NotInCase("a run of this case", run, "Choose one of the list.")
    every = asked.one_of("show", ("", "all")) == "all"
    found, making = _found(case, old, new)
    most = LAST if every else FIRST
    groups, more = _groups(found, most, case) if found is not None else ((), 0)
    told = [one for g in groups for c in g.changes for one in c.through]
    return View(
        runs=runs,
        old=old,
        new=new,
        every=every,
        groups=groups,
        shown=found.count(f"{_COUNT} WHERE importance <= ?", (most,)) if found is not None else 0,
        held=found.count(_COUNT) if found is not None else 0,
        more=more,
        decisions=named(case, {t.removeprefix("decision ") for t in told if t.startswith("decision ")}),
        reports=named_reports(case.index, {t.removeprefix("report ") for t in told if t.startswith("report ")}),
        making=making,
    )


def _found(case: Opened, old: str, new: str) -> tuple[Index | None, Preparing | None]:
    """Give what changed, or what is waited for; neither where one run was named twice."""
    try:
        return (case.desk.changed(old, new) if old != new else None), None
    except Preparing as making:
        return None, making


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


_COUNT = "SELECT count(*) FROM changes"
#: Events in the order of what matters most in them.
_EVENTS = "SELECT event, count(*) AS held FROM changes WHERE importance <= ? GROUP BY event ORDER BY min(n)"
_OF = "SELECT record FROM changes WHERE event = ? AND importance <= ? ORDER BY n LIMIT ?"


def _groups(found: Index, most: int, case: Opened) -> tuple[tuple[Of, ...], int]:
    """Give changes by event, that with the most important first, and how many events are left out."""
    shown = found.rows(f"{_EVENTS} LIMIT ?", (most, EVENTS))
    events = [r["event"] for r in shown]
    titles = dict(map(tuple, found.among("SELECT event, title FROM titles WHERE event IN ({keys})", events)))
    there = {r[0] for r in case.index.among("SELECT id FROM events WHERE id IN ({keys})", events)}
    groups = []
    for event, held in shown:
        changes = found.records(Change, _OF, (event, most, CHANGES))
        groups.append(Of(event, titles.get(event, ""), event in there, changes, held - len(changes)))
    every = found.count("SELECT count(DISTINCT event) FROM changes WHERE importance <= ?", (most,))
    return tuple(groups), every - len(groups)


def plain(view: View) -> Plain:
    """Give the page as its twin says it. Raises Preparing while what changed is being found: a program waits for it."""
    if view.making is not None:
        raise view.making
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
