"""Which events, grades and claims the decisions of a case are about as it is settled now, and which change nothing.

An event is called after one of its claims. That claim may be of another event since (more reports came, events were
joined), or in none (it was rejected): then the rest of what was told with it tells where the event is now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim import align, extract
from counterclaim.canonical import identifier
from counterclaim.decide import about, called_now, events_in, over_claims
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event
from counterclaim.records.source import Report
from counterclaim.records.words import DecisionKind
from counterclaim.regraded import ON_GRADES, direct_last
from counterclaim.settings import Settings

#: Decisions on a claim that change nothing where it is not read any more.
_ON_CLAIMS = frozenset({DecisionKind.REJECT, DecisionKind.CORRECT})
_ON_VOICES = frozenset({DecisionKind.JOIN_ORIGINS, DecisionKind.SPLIT_ORIGIN})


@dataclass(frozen=True, slots=True)
class Stood:
    """What events and grades that decisions name are called as it is settled, where otherwise; the events and the
    claims that are in one."""

    called: Mapping[str, str]
    events: frozenset[str]
    homed: frozenset[str]

    def before(self, event: str) -> tuple[str, ...]:
        """Give what an event is called by decisions, where that is otherwise."""
        return tuple(was for was, now in self.called.items() if now == event)

    def with_grades(self, called: Mapping[str, str], decisions: Sequence[Decision]) -> Stood:
        """Give it with those grades that decisions name and that are called otherwise too."""
        named = {d.subject for d in decisions if d.kind in ON_GRADES}
        return replace(self, called={**{was: now for was, now in called.items() if was in named}, **self.called})


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


def called(
    events: Sequence[Event],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    unrejected: Callable[[], Sequence[Event]],
) -> Stood:
    """Give what the events that decisions name are called as they are settled; takes what `stood` takes."""
    now = {e.id: e for e in events}
    home = {c.id: c.event for c in claims if c.event is not None}
    held = stood(now, claims, decisions, unrejected)
    named = sorted({one for made in decisions for one in events_in(made)} - now.keys())
    found = ((one, called_now(one, now, home, held)) for one in named)
    return Stood({one: event for one, event in found if event}, frozenset(now), frozenset(home))


def unapplied(
    decisions: Sequence[Decision],
    came: Stood,
    there: Collection[str],
    graded: Callable[[Collection[str]], Collection[str]],
) -> tuple[tuple[int, str], ...]:
    """Give the decisions that stand and change nothing, by their numbers, each with why.

    `there` are the reports of the case and the claims read or drawn in them; `graded` gives of some ids of grades those
    that are given.
    """
    wanted = {d.subject for d in decisions if d.kind in ON_GRADES} - came.events
    grades = {*came.called, *(graded(wanted) if wanted else ())}
    told = {made.number: _why(made, came, there, grades) for made in decisions}
    set_by: dict[str, Decision] = {}
    for made in direct_last([d for d in decisions if d.kind is DecisionKind.GRADE], came.called):
        now = came.called.get(made.subject, made.subject)
        if (other := set_by.get(now)) is not None and other.subject != made.subject:
            told[other.number] = f"decision {made.number} sets the grade that both are on now"
        set_by[now] = made
    return tuple((number, why) for number, why in told.items() if why)


def _why(made: Decision, came: Stood, there: Collection[str], grades: Collection[str]) -> str:
    """Say why a decision changes nothing; empty where it does, or cannot be told."""
    gone = [e for e in events_in(made) if e not in came.events and e not in came.called]
    if made.kind is DecisionKind.SPLIT_EVENT and came.homed.isdisjoint(about(made) - {made.subject}):
        gone += sorted(about(made) - {made.subject})
    if gone:
        return f"no claim is left of {', '.join(gone)}"
    if made.kind in ON_GRADES and made.subject not in grades and made.subject not in came.events:
        return f"no grade is called {made.subject} any more, and none of its event is the same"
    if made.kind in _ON_CLAIMS and made.subject not in there:
        return f"no claim is called {made.subject} any more"
    lost = sorted(about(made) - {*there}) if made.kind in _ON_VOICES else ()
    return f"no claim or report is called {', '.join(lost)} any more" if lost else ""
