"""Publishers of one owner or editor: shown, and never joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind, Relation
from counterclaim.trace.case import Case, edge, who
from counterclaim.trace.names import publisher_key

_OWNING = frozenset({Relation.OWNS, Relation.EDITS})


def edges(case: Case) -> Iterator[Lineage]:
    """Tie the reports of publishers that the registry gives one owner or editor when they were published.

    One edge a pair of neighbours, by name; such an edge never joins origins.
    """
    owned: dict[str, dict[str, tuple[Report, str]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for report in case.reports.values():
        key = case.keys[report.id]
        for tie in case.dated.at(report.published).ties if key else ():
            if tie.relation in _OWNING and publisher_key(tie.other, case.dated.at(report.published)) == key:
                owner = normal_name(tie.agent)
                names.setdefault(owner, tie.agent)
                owned[owner].setdefault(key, (report, tie.basis))
    for owner, found in sorted(owned.items()):
        for (_, (a, basis)), (_, (b, other)) in pairwise(sorted(found.items())):
            text = f"{who(a)} ({basis}) and {who(b)} ({other}) belong to {names[owner]}."
            yield edge(LineageKind.SAME_OWNER, (a.id, b.id), None, text, basis)
