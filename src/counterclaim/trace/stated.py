"""What reports state: edges to those they say they take words from, and between takers from one absent source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from counterclaim.records.judgement import Lineage
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.settings import Settings
from counterclaim.trace.case import Case, edge, who
from counterclaim.trace.names import agency_title


def edges(case: Case, sharing: Collection[frozenset[str]], settings: Settings) -> Iterator[Lineage]:
    """Give a `quotes` edge for each source a report names; `sharing` are the pairs of reports that share words.

    Where the source's reports are at hand, the edge leads to the one that is meant: an earlier one of the same event
    or with the same words, else the latest of the last days. Where none is, reports of one event that name the same
    source are tied to the first of them.
    """
    by_key: dict[str, list[Report]] = defaultdict(list)
    for report in case.reports.values():
        by_key[case.keys[report.id]].append(report)
    absent: dict[tuple[str, str], list[tuple[Report, str]]] = defaultdict(list)
    for report in case.reports.values():
        for mention in case.declared[report.id]:
            if mention.key not in by_key:
                for event in _events(case, report):
                    absent[event, mention.key].append((report, mention.words))
            elif (source := _meant(case, report, by_key[mention.key], sharing, settings)) is not None:
                text = f"{who(report)} says it takes words from {who(source)} (“{mention.words}”)."
                yield edge(LineageKind.QUOTES, (source.id, report.id), source.id, text, mention.words)
    for (_, key), found in sorted(absent.items()):
        (first, words), *rest = found
        for report, said in rest:
            text = f"{who(first)} (“{words}”) and {who(report)} (“{said}”) both take words from {agency_title(key)}."
            yield edge(LineageKind.QUOTES, (first.id, report.id), None, text, said)


def _events(case: Case, report: Report) -> list[str]:
    return sorted({c.event for c in case.claims[report.id] if c.event is not None})


def _meant(
    case: Case, report: Report, by: list[Report], sharing: Collection[frozenset[str]], settings: Settings
) -> Report | None:
    """Give the report of a publisher that another one refers to, or None where none at hand can be meant."""
    before = [r for r in by if r.id != report.id and not _after(r, report)]
    events = set(_events(case, report))
    related = [r for r in before if frozenset((r.id, report.id)) in sharing or events & set(_events(case, r))]
    if related:
        return related[-1]
    day, most = report.published, settings.event_days_apart_max
    near = [r for r in before if day and r.published and r.published.days_apart(day) <= most]
    return near[-1] if near else None


def _after(one: Report, other: Report) -> bool:
    """Say whether a report is known to be later than another."""
    if one.published is None or other.published is None:
        return False
    return one.published.start > other.published.end or ("" < other.minute < one.minute)
