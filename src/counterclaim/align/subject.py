"""What a whole report is about: an attack or killing that it tells without a town is mostly of its only town.

"The army executed 40 people during an operation last year, a group said", and the next paragraph tells of the events
in Velno. That is no claim of Velno, so it parts nothing; beside a day or a number that both tell it speaks for one act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from counterclaim.align.nucleus import SEEN_ALIKE, Nucleus, from_elsewhere
from counterclaim.records.extent import Place
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report

_TOLD_OF_TOWNS = frozenset({*SEEN_ALIKE, "killing"})
_WIDE = frozenset({"country", "governorate"})


def with_subject(found: Sequence[Nucleus], reports: Sequence[Report]) -> Sequence[Nucleus]:
    """Give the nuclei, those without a town with the one that their report is about.

    Where the report tells another act of the kind with its town, what it tells without one may be anywhere.
    """
    titles = {r.id: normal_name(r.title or "") for r in reports}
    of_report: dict[str, list[Nucleus]] = defaultdict(list)
    for nucleus in found:
        of_report[nucleus.claims[0].report].append(nucleus)
    for report, told in of_report.items():
        town = _town(told, titles.get(report, ""))
        placed = {n.family for n in told if _towns(n)}
        for nucleus in told:
            if town is not None and nucleus.family in _TOLD_OF_TOWNS - placed:
                nucleus.about = town
    return found


def _towns(nucleus: Nucleus) -> list[Place]:
    return [p for p in nucleus.places if p.level not in _WIDE]


def _town(told: Sequence[Nucleus], title: str) -> Place | None:
    """Give the only town that a report's claims name, or the only one of them in its title."""
    places = [c.place for n in told for c in n.claims if c.place is not None and not from_elsewhere(c)]
    towns = {normal_name(p.name): p for p in places if p.level not in _WIDE}
    named = [name for name in towns if f" {name} " in f" {title} "]
    only = [*towns] if len(towns) == 1 else named
    return towns[only[0]] if len(only) == 1 else None
