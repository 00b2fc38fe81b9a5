"""Which claims the events stood on that decisions name: an event is found by them where it is called otherwise now.

An event is called after one of its claims. That claim may be of another event since (more reports came, events were
joined), or in none (it was rejected): then the rest of what was told with it tells where the event is now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from counterclaim import align, extract
from counterclaim.canonical import identifier
from counterclaim.decide import about, events_in, over_claims, standing
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event
from counterclaim.records.source import Report
from counterclaim.records.words import DecisionKind
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder


def stood(
    events: Collection[str],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    unrejected: Callable[[], Sequence[Event]],
) -> dict[str, tuple[str, ...]]:
    """Give the claims of each event that decisions name and that is called otherwise now.

    Takes the events there are by their ids, their claims and the decisions that stand; `unrejected` gives the events as
    they are with the claims that people rejected, and is asked only where nothing else tells.
    """
    named = {one for made in decisions for one in events_in(made)} - set(events)
    if not named:
        return {}
    found: dict[str, tuple[str, ...]] = {key: (c.id,) for c in claims if (key := identifier("e", c.id)) in named}
    for made in decisions:
        if made.kind is DecisionKind.SPLIT_EVENT:
            apart = sorted(made.field("claims").split(","))
            found[identifier("e", "split", *apart)] = tuple(apart)
    if left := named - set(found):
        for event in unrejected():
            keys = {event.id, *(identifier("e", claim) for claim in event.claims)}
            found |= dict.fromkeys(keys & left, event.claims)
    return found


def unrejected(
    said: Sequence[Claim], reports: Sequence[Report], settings: Settings, decisions: Sequence[Decision]
) -> tuple[Event, ...]:
    """Give the events as they are with the claims that people rejected."""
    kept = [d for d in decisions if d.kind is not DecisionKind.REJECT]
    return align.align(over_claims(said, kept, extract.called), reports, settings)[0]


def unapplied(case: CaseFolder) -> dict[int, str]:
    """Give why decisions on events were not applied in the current run, by their numbers: nothing is left of an event.

    Decisions that were made since it was settled are left out where the run has their events.
    """
    decisions = [d for d in standing(case.decisions()) if events_in(d)]
    if not decisions or case.runs.current() is None:
        return {}
    run = case.runs.run()
    events = {e.id for e in case.runs.table("events", Event)}
    homed = [c for c in case.runs.table("claims", Claim) if c.event is not None]

    def before() -> tuple[Event, ...]:
        every, reports = standing(case.decisions()), case.reports()
        said = (*case.readings(run.extractor)[1], *extract.drawn(every, reports))
        return unrejected(said, [r for r in reports if r.read == "yes"], Settings(), every)

    return lost(events, homed, decisions, stood(events, homed, decisions, before))


def lost(
    events: Collection[str], homed: Sequence[Claim], decisions: Sequence[Decision], held: Mapping[str, Sequence[str]]
) -> dict[int, str]:
    """Give why decisions cannot be applied, by their numbers; `homed` are the claims that are in some event."""
    there = {c.id for c in homed}
    told = dict[int, str]()
    for made in decisions:
        gone = [e for e in events_in(made) if e not in events and not there & set(held.get(e, ()))]
        if made.kind is DecisionKind.SPLIT_EVENT and not there & (about(made) - {made.subject}):
            gone += sorted(about(made) - {made.subject})
        if gone:
            told[made.number] = f"no claim is left of {', '.join(gone)}"
    return told
