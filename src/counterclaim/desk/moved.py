"""Where an event went whose address is of before: into the one that holds its claims now, or that it was joined to."""

from __future__ import annotations

from collections import Counter

from counterclaim import decide
from counterclaim.desk.opened import Opened
from counterclaim.errors import NotInCase
from counterclaim.records.judgement import Event
from counterclaim.records.words import DecisionKind

#: Earlier runs that are looked through for an event of before, the latest first.
RUNS = 12


def moved_to(case: Opened, event: str) -> str:
    """Give the event of the current run that an event of before is part of; nothing where there is none."""
    if case.found is None or not event.startswith("e_"):
        return ""
    return case.kept(("moved", event, case.stamp()), lambda: _by_claims(case, event) or _by_decision(case, event))


def _by_claims(case: Opened, event: str) -> str:
    """Give the event that holds most of the claims that it held in the latest run that had it."""
    then = before(case, event)
    claims = then.claims if then is not None else ()
    rows = case.index.among("SELECT event FROM claims WHERE event IS NOT NULL AND id IN ({keys})", claims)
    homes = Counter(str(r[0]) for r in rows)
    return min(homes, key=lambda e: (-homes[e], e), default="")


def before(case: Opened, event: str) -> Event | None:
    """Give an event as the latest earlier run had it: from an index where there is one; None where none had it."""
    held = set(case.folder.runs.held())
    told = dict.fromkeys(run for run, _ in reversed(case.folder.run_times()) if run in held and run != case.index.run)
    for run in list(told)[:RUNS]:
        if (index := case.desk.index_of(run)) is not None:
            row = index.one("SELECT h.record FROM events e JOIN happenings h USING (n) WHERE e.id = ?", (event,))
            found = index.record(Event, row[0]) if row else None
        else:
            found = next((e for e in case.folder.runs.table("events", Event, run) if e.id == event), None)
        if found is not None:
            return found
    return None


def _by_decision(case: Opened, event: str) -> str:
    """Give the event that decisions which stand joined it to; those events may have been joined in turn."""
    joined = {
        other: made.subject
        for made in decide.standing(case.decisions())
        if made.kind is DecisionKind.JOIN_EVENTS
        for other in made.field("with").split(",")
    }
    seen = {event}
    while event in joined and joined[event] not in seen:
        event = joined[event]
        seen.add(event)
        if case.index.one("SELECT 1 FROM events WHERE id = ?", (event,)) is not None:
            return event
    return ""


def led_on(case: Opened, names: dict[str, str], path: str, error: NotInCase) -> str:
    """Give the address of the same page for the event that an event of before is part of now.

    Raises the error that was met where there is no such event.
    """
    event = names.get("event", "")
    now = moved_to(case, event) if event else ""
    if not now:
        raise error
    return f"{path.replace(event, now, 1)}?was={event}"
