"""Lineage of a made archive as the product finds it."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.extent import TimeRange
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import report_origins
from counterclaim.tracing import lineage
from evals.reuse.made import MadeReport
from evals.reuse.score import FoundEdge


def reports(made: Sequence[MadeReport], *, named: bool, dated: bool) -> list[Report]:
    """Give an archive as reports, with their outlets and times where these are to be known."""
    return [
        Report(
            id=f"r{n:07}", capture="", locator="", path=f"{n}.txt", author=None, language="en", title=None, sha256="",
            publisher=f"Paper {r.outlet:03}" if named else None, text=r.text,
            published=TimeRange(*(r.at.date().isoformat(),) * 2, True) if dated else None,
            minute=r.at.strftime("%Y-%m-%dT%H:%MZ") if dated else "",
        )
        for n, r in enumerate(made)
    ]  # fmt: skip


def traced(given: Sequence[Report]) -> tuple[list[FoundEdge], list[list[int]]]:
    """Give the edges between reports, and the origins, both by places."""
    found = lineage(given, (), Registry(), Settings())
    edges = []
    for e in found:
        a, b, first = int(e.a[1:]), int(e.b[1:]), None if e.first is None else int(e.first[1:])
        spans = [(s.a_start, s.a_end, s.b_start, s.b_end) for s in e.spans]
        if a > b:
            a, b, spans = b, a, [(s[2], s[3], s[0], s[1]) for s in spans]
        edges.append(FoundEdge(a, b, first, e.kind is LineageKind.QUOTES, tuple(spans)))
    return edges, [[int(m[1:]) for m in o.members] for o in report_origins(given, found)]
