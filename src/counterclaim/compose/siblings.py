"""Events that may be the one told of: other harm in the same place, on days that allow it, and who answers what there.

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


def may_be_one(event: Event, other: Event) -> bool:
    """Say whether another event can be this one: harm too, in the same place, and not on other days."""
    if event.id == other.id or event.place is None or other.place is None or event.place.name != other.place.name:
        return False
    if event.place.level == "country" or not (_harms(event) and _harms(other)):
        return False
    return event.time is None or other.time is None or event.time.days_apart(other.time) == 0


def by_place(events: Iterable[Event], findings: Mapping[str, Finding]) -> Mapping[str, list[tuple[Event, Finding]]]:
    """Give the events of each place by its name, with what is found of them; those of no place stand under none."""
    found: dict[str, list[tuple[Event, Finding]]] = defaultdict(list)
    for event in events:
        if event.place is not None:
            found[event.place.name].append((event, findings[event.id]))
    return found


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
        one = (_dated(event) and _dated(other)) or not mine.isdisjoint(_marks(found))
        (shown if one else bare).append((other, found))
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


def _harms(event: Event) -> bool:
    return not _HARM.isdisjoint(act_families().get(act, "") for act in event.act_types)
