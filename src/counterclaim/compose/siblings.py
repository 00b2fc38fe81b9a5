"""Events that may be the one told of: harm or a change of control alike in place and days, and who answers what there.

What a report tells without a place may be of any place that it tells of.

Alignment may part one happening into two. Who is silent in one event then answers in the other, and is not to be called
silent without that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from counterclaim.lexicons import act_families
from counterclaim.records.dossier import Sibling
from counterclaim.records.judgement import Event, Finding
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Take

#: So many are named, those of most reports first; so many of a place are looked at.
SIBLINGS_MAX = 6
LOOKED_MAX = 200
#: What is dated within so many days is told by its day; a month or a year holds many happenings of a town.
DATED_DAYS = 7
#: Words of a thing hit that are shorter tell nothing ("its", "two").
_WORD = 4
_HARM = frozenset({"killing", "bombardment", "explosion", "chemical", "fighting", "destruction"})
_CONTROL = frozenset({"territory"})


def may_be_one(event: Event, other: Event) -> bool:
    """Say whether another event can be this one: of its kind, in the same place, and not on other days.

    One without a place can be any of those that its reports tell of with one.
    """
    if event.id == other.id or not _alike(event, other):
        return False
    here, there = _town(event), _town(other)
    unplaced = bool(here or there) and not (here and there) and not {*event.reports}.isdisjoint(other.reports)
    if not (unplaced or (here and here == there)):
        return False
    return event.time is None or other.time is None or event.time.days_apart(other.time) == 0


def _town(event: Event) -> str:
    return event.place.name if event.place is not None and event.place.level != "country" else ""


def _alike(event: Event, other: Event) -> bool:
    """Say whether both events are harm, or both a change of control."""
    mine, theirs = ({act_families().get(act, "") for act in e.act_types} for e in (event, other))
    return any(not mine.isdisjoint(kind) and not theirs.isdisjoint(kind) for kind in (_HARM, _CONTROL))


class Known:
    """The events of a run with what is found of them, by place and by report; the run's order holds in each."""

    def __init__(self, events: Iterable[Event], findings: Mapping[str, Finding]) -> None:
        self._placed: dict[str, list[tuple[Event, Finding]]] = defaultdict(list)
        self._told: dict[str, list[tuple[int, Event, Finding]]] = defaultdict(list)
        for n, event in enumerate(events):
            if event.place is not None:
                self._placed[event.place.name].append((event, findings[event.id]))
            for report in event.reports:
                self._told[report].append((n, event, findings[event.id]))

    def near(self, event: Event) -> list[tuple[Event, Finding]]:
        """Give the events among which those are that may be one with an event: of its place, then of its reports."""
        here = self._placed.get(event.place.name, []) if event.place is not None else []
        seen = {event.id, *(e.id for e, _ in here)}
        beside = {n: (e, f) for report in event.reports for n, e, f in self._told[report] if e.id not in seen}
        return [*here, *(beside[n] for n in sorted(beside))]


def siblings(event: Event, finding: Finding, others: Iterable[tuple[Event, Finding]]) -> tuple[Sibling, ...]:
    """Give the events that may be this one, with who answers what in each.

    Takes other events with what is found of them, in the order of their run. Where the days do not show it, something
    that both tell must: a victim, a thing hit, a weapon or a number. An event that shares none of them with this one is
    named only where it is the one other of its place: of a town under siege, every undated event could be every other.
    """
    mine = set(_marks(finding))
    shown: list[tuple[Event, Finding]] = []
    bare: list[tuple[Event, Finding]] = []
    for other, found in islice(((o, f) for o, f in others if may_be_one(event, o)), LOOKED_MAX):
        shares, both = not mine.isdisjoint(_marks(found)), bool(_town(event) and _town(other))
        if shares or (both and _dated(event) and _dated(other)):
            shown.append((other, found))
        elif both:
            bare.append((other, found))
        if len(shown) == SIBLINGS_MAX:
            break
    return tuple(_sibling(*known) for known in (shown or (bare if len(bare) == 1 else ())))


def _dated(event: Event) -> bool:
    time = event.time
    return time is not None and (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days < DATED_DAYS


def _marks(finding: Finding) -> Iterator[tuple[str, str]]:
    """Give what a happening is known by beside its place and its days."""
    for question in finding.questions:
        if question.aspect in {Aspect.VICTIM_IDENTITY, Aspect.WEAPON}:
            yield from ((question.aspect, normal_name(a.value)) for a in question.answers)
        elif question.aspect in {Aspect.TARGET, Aspect.DAMAGE}:
            hit = [a.value for a in question.answers] if question.aspect is Aspect.TARGET else [question.about]
            yield from (("thing", w) for words in hit for w in normal_name(words).split() if len(w) >= _WORD)
    for group in finding.ranges:
        if group.range.low:
            yield group.measure, str(group.range.low)


def _sibling(event: Event, finding: Finding) -> Sibling:
    given = {
        (question.words, position.agent.id)
        for question in finding.questions
        for answer in question.answers
        for position in answer.positions
        if position.take is not Take.RELAYS
    }
    return Sibling(event=event.id, title=_called(event, finding), answers=tuple(sorted(given)))


def _called(event: Event, finding: Finding) -> str:
    """Give what an event is called; where that names somebody who was harmed, what was done and where.

    Who is withheld is looked for in an event's own claims: another page must not be the one that names them.
    """
    harmed = [a.value for q in finding.questions if q.aspect is Aspect.VICTIM_IDENTITY for a in q.answers]
    words = {word for name in harmed for word in name.split()}
    if words.isdisjoint(event.title.replace(",", " ").split()):
        return event.title
    acts = event.act_types[0].replace("_", " ")
    return f"{acts[:1].upper()}{acts[1:]}, {event.place.name if event.place else ''}"
