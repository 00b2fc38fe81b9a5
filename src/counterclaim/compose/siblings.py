"""Events that may be the one told of: other harm in the same place, on days that allow it, and who answers what there.

Alignment may part one happening into two. Who is silent in one event then answers in the other, and is not to be called
silent without that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

from counterclaim.lexicons import act_families
from counterclaim.records.dossier import Sibling
from counterclaim.records.judgement import Event, Finding
from counterclaim.records.words import Aspect, Take

#: So many are named, those of most reports first.
SIBLINGS_MAX = 6
_HARM = frozenset({"killing", "bombardment", "explosion", "chemical", "fighting", "destruction"})


def may_be_one(event: Event, other: Event) -> bool:
    """Say whether another event may be this one: harm too, in the same place, and not on other days."""
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


def siblings(event: Event, others: Iterable[tuple[Event, Finding]]) -> tuple[Sibling, ...]:
    """Give the events that may be this one, with who answers what in each.

    Takes other events with what is found of them, in the order of their run.
    """
    fitting = ((other, finding) for other, finding in others if may_be_one(event, other))
    return tuple(_sibling(other, finding) for other, finding in islice(fitting, SIBLINGS_MAX))


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
