"""Publishers of one owner or editor: shown, and never joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.ties import reach
from counterclaim.records.words import LineageKind, Relation
from counterclaim.trace.case import Around, edge, who
from counterclaim.trace.names import ALIASES, publisher_key

_OWNING = frozenset({Relation.OWNS, Relation.EDITS})


def edges(around: Around, registry: Registry) -> Iterator[Lineage]:
    """Tie the reports of publishers that the registry gives one owner or editor when they were published.

    Each publisher stands with its earliest report under that owner. One edge a pair of neighbours, by name; such an
    edge never joins origins.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for tie in registry.ties:
        if tie.relation in _OWNING:
            names.setdefault(normal_name(tie.agent), tie.agent)
            for key in {*reach(tie.other, registry, ALIASES), publisher_key(tie.other, registry)}:
                owners[key].add(normal_name(tie.agent))
    owned: dict[str, dict[str, tuple[Report, str]]] = defaultdict(dict)
    for key in owners.keys() & around.by_publisher.keys():
        for owner, report, basis in _first(around, key, owners[key]):
            owned[owner][key] = report, basis
    for owner, found in sorted(owned.items()):
        for (_, (a, basis)), (_, (b, other)) in pairwise(sorted(found.items(), key=lambda f: f[0])):
            text = f"{who(a)} ({basis}) and {who(b)} ({other}) belong to {names[owner]}."
            yield edge(LineageKind.SAME_OWNER, (a.id, b.id), None, text, basis)


def _first(around: Around, key: str, possible: set[str]) -> Iterator[tuple[str, Report, str]]:
    """Give for each owner a publisher can have the earliest report under it, and the basis."""
    missing = set(possible)
    for report in around.by_publisher[key]:
        registry = around.dated.at(report.published)
        for tie in registry.ties:
            owner = normal_name(tie.agent)
            if tie.relation in _OWNING and owner in missing and publisher_key(tie.other, registry) == key:
                missing.remove(owner)
                yield owner, report, tie.basis
        if not missing:
            return
